namespace Ntm.Portal.Sessions;

/// <summary>Somebody who is signed in, for one request.</summary>
/// <param name="Secret">The session at the identity service; it never leaves the server in the clear.</param>
/// <param name="AccessToken">Token for the API, good for minutes.</param>
/// <param name="Person">Who it is.</param>
public sealed record Session(string Secret, string AccessToken, Person Person)
{
    /// <summary>Secret of the browser, where the sign-in gave it one.</summary>
    public string? NewDevice { get; init; }
}

/// <summary>A person and his roles, as the identity service answers.</summary>
public sealed record Person
{
    /// <summary>Account.</summary>
    public string Subject { get; init; } = "";
    public string Name { get; init; } = "";
    public string? UserName { get; init; }
    public bool MustChangePassword { get; init; }

    /// <summary>Whether a role demands a second factor that is not set up yet.</summary>
    public bool MustSetSecondFactor { get; init; }

    /// <summary>Whether signing in asks for a code as well.</summary>
    public bool SecondFactor { get; init; }
    public IReadOnlyList<PersonGrant> Grants { get; init; } = [];

    /// <summary>The roles and where, in words: <c>Cán bộ · Xã Hương Sơn</c>.</summary>
    public string Duty => string.Join("; ", Grants.Select(grant => $"{Words.RoleOf(grant.Role)} · {grant.UnitName}").Distinct().Take(2));

    /// <summary>Whether one of the roles is held somewhere.</summary>
    public bool Is(params string[] roles) => Grants.Any(grant => roles.Contains(grant.Role));
}

/// <summary>A role at a unit.</summary>
public sealed record PersonGrant(string Role, string UnitPath, string UnitName, string Level, string? Department, string? OnBehalfOf)
{
    /// <summary>Official code of the unit.</summary>
    public string UnitCode => UnitPath[(UnitPath.LastIndexOf('/') + 1)..];
}

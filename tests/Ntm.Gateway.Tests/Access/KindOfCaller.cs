namespace Ntm.Gateway.Tests.Access;

/// <summary>A role that somebody holds.</summary>
/// <param name="Role">The role.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Department">Department of an appraiser.</param>
internal sealed record Holding(string Role, string Unit, string? Department = null)
{
    public const string Program = "integrator";

    /// <summary>Reads <c>role@unit</c> or <c>role@unit#DEPARTMENT</c>.</summary>
    public static Holding Parse(string text)
    {
        var parts = text.Split('@', '#');
        return new Holding(parts[0], parts[1], parts.ElementAtOrDefault(2));
    }
}

/// <summary>Somebody who asks.</summary>
/// <param name="Name">User name, or what the program is.</param>
/// <param name="Holdings">What his token says that he holds.</param>
internal sealed record KindOfCaller(string Name, IReadOnlyList<Holding> Holdings)
{
    /// <summary>Whether he shows a token of this platform.</summary>
    public bool SignedIn { get; init; } = true;

    /// <summary>Whether an administrator has set his password.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Whether his grants ended, or his account was deactivated, a minute ago.</summary>
    public bool Former { get; init; }

    /// <summary>Scopes of a program; null for a person.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether he alone asks for what does not exist.</summary>
    public bool StandsForHisKind { get; init; }

    /// <summary>What he holds by the database of the identity service.</summary>
    public IReadOnlyList<Holding> Present => Former ? [] : Holdings;

    public bool Holds(string role, string unit) => Holdings.Any(one => one.Role == role && one.Unit == unit);

    /// <summary>Whether the answer to him does not depend on what he asks about.</summary>
    public bool IsRefusedAtOnce(EndpointRow row) => !SignedIn || MustChangePassword || (Scopes is not null && row.Scope is null);

    public override string ToString() => Name;
}

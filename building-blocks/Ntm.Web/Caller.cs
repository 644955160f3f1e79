using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// A role bound to a unit, as the token carries it: <c>role@unit/path</c>, <c>role@unit/path#DEPARTMENT</c>, and with <c>~subject</c>
/// behind it where it is exercised on behalf of that account under a letter of delegation (giấy ủy quyền).
/// </summary>
public sealed record Grant(string Role, string UnitPath, string? Department = null, string? OnBehalfOf = null)
{
    /// <summary>Reads the token form; null for anything else, so that an odd claim grants nothing.</summary>
    public static Grant? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
        {
            return null;
        }

        var tilde = text.IndexOf('~', at);
        var principal = tilde < 0 ? null : text[(tilde + 1)..];
        var place = tilde < 0 ? text[(at + 1)..] : text[(at + 1)..tilde];
        var hash = place.IndexOf('#', StringComparison.Ordinal);
        var (unit, department) = hash < 0 ? (place, null) : (place[..hash], place[(hash + 1)..]);
        return unit.Length == 0 || principal?.Length == 0 ? null : new Grant(text[..at], unit, department, principal);
    }

    public override string ToString() =>
        $"{Role}@{UnitPath}{(Department is null ? "" : "#" + Department)}{(OnBehalfOf is null ? "" : "~" + OnBehalfOf)}";
}

/// <summary>The caller of a request, read from a validated access token and from nothing else.</summary>
public sealed record Caller(string Subject, string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>Name of the claim that holds one grant each.</summary>
    public const string GrantClaim = "grants";

    /// <summary>Role that belongs to programs alone.</summary>
    private const string ProgramRole = "integrator";

    /// <summary>Scopes of a program; null for a person.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Another system's program and not a person: it reads what its scopes open, inside its unit.</summary>
    public bool IsProgram => Scopes is not null || Grants.Any(grant => grant.Role == ProgramRole);

    /// <summary>The caller holds the role for exactly this unit (and, if named, this department).</summary>
    public bool Holds(string role, string unitPath, string? department = null) =>
        Grants.Any(grant => grant.Role == role && grant.UnitPath == unitPath && (department is null || grant.Department == department));

    /// <summary>The caller holds the role for this unit or for one above it.</summary>
    public bool HoldsAbove(string role, string unitPath) =>
        Grants.Any(grant => grant.Role == role && UnitScope.Contains(grant.UnitPath, unitPath));

    /// <summary>In whose place the caller exercises the role at this unit; null where it is the caller's own.</summary>
    public string? PrincipalFor(string role, string unitPath) => PrincipalFor([role], unitPath);

    /// <summary>In whose place the caller exercises one of the roles at this unit; null where one of them is the caller's own.</summary>
    public string? PrincipalFor(IReadOnlyList<string> roles, string unitPath)
    {
        var grants = Grants.Where(grant => roles.Contains(grant.Role) && grant.UnitPath == unitPath).ToList();
        return grants.Exists(grant => grant.OnBehalfOf is null) ? null : grants.Select(grant => grant.OnBehalfOf).FirstOrDefault();
    }

    public static Caller From(ClaimsPrincipal principal) =>
        new(
            principal.FindFirstValue("sub") ?? "",
            principal.FindFirstValue("name") ?? "",
            [.. principal.FindAll(GrantClaim).Select(claim => Grant.Parse(claim.Value)).OfType<Grant>()]
        )
        {
            Scopes = principal.FindFirstValue(LimitedTokens.ScopeClaim)?.Split(' '),
        };

    /// <summary>Lets a minimal-API handler take a <see cref="Caller"/> parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo _) => ValueTask.FromResult(From(context.User));
}

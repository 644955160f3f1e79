using Ntm.Identity.Domain;

namespace Ntm.Identity.Features.Accounts;

/// <summary>An account as its administrators see it.</summary>
/// <param name="Id">Subject of its tokens.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="HomeUnitCode">Unit that looks after it.</param>
/// <param name="Active">Whether it may sign in.</param>
/// <param name="LockedUntil">End of a lock-out; null when not locked.</param>
/// <param name="Grants">All grants, past ones too.</param>
public sealed record AccountView(
    Guid Id,
    string UserName,
    string Name,
    string HomeUnitCode,
    bool Active,
    DateTimeOffset? LockedUntil,
    IReadOnlyList<GrantView> Grants
);

/// <summary>A role of an account on a unit.</summary>
public sealed record GrantView(Guid Id, string Role, string UnitCode, string? Department, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal static GrantView Of(AccountGrant grant) =>
        new(grant.Id, grant.Role, grant.UnitCode, grant.Department, grant.ValidFrom, grant.ValidTo);
}

using Ntm.Identity.Domain;

namespace Ntm.Identity.Features.Accounts;

/// <summary>An account as its administrators see it.</summary>
/// <param name="Id">Subject of its tokens.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="HomeUnitCode">Unit that looks after it.</param>
/// <param name="Active">Whether it may sign in.</param>
/// <param name="Grants">All grants, past ones too.</param>
public sealed record AccountView(Guid Id, string UserName, string Name, string HomeUnitCode, bool Active, IReadOnlyList<GrantView> Grants);

/// <summary>A role of an account on a unit.</summary>
/// <param name="Id">Id of the grant.</param>
/// <param name="Role">Role, e.g. <c>officer</c>.</param>
/// <param name="UnitCode">Code of the unit it holds on.</param>
/// <param name="Department">Department that a reviewer belongs to; null for other roles.</param>
/// <param name="ValidFrom">First legal day.</param>
/// <param name="ValidTo">Last legal day; null while open.</param>
public sealed record GrantView(Guid Id, string Role, string UnitCode, string? Department, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal static GrantView Of(AccountGrant grant) =>
        new(grant.Id, grant.Role, grant.UnitCode, grant.Department, grant.ValidFrom, grant.ValidTo);
}

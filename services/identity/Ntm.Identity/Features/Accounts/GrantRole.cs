using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>A role for an account.</summary>
/// <example>{ "role": "appraiser", "unitCode": "42", "department": "SGTVT", "validFrom": "2026-01-01" }</example>
public sealed record GrantRoleRequest
{
    /// <summary>One of the roles of people, e.g. <c>officer</c>.</summary>
    [Text(20)]
    public required string Role { get; init; }

    /// <summary>Unit the role is bound to.</summary>
    [Text(10)]
    public required string UnitCode { get; init; }

    /// <summary>Department of the unit, e.g. <c>SGTVT</c>; needed for an appraiser.</summary>
    [Text(12, Optional = true)]
    public string? Department { get; init; }

    /// <summary>First day; today when absent.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day; none when absent.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>
/// <c>POST /identity/accounts/{id}/grants</c>; it shows in the next token. The role of the Fatherland Front, or any role for an
/// account that has it, needs a second administrator's consent.
/// </summary>
internal static class GrantRole
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/accounts/{id:guid}/grants", HandleAsync).WithName(nameof(GrantRole));

    /// <summary>Grants a role on a unit to an account; it shows in its next token.</summary>
    internal static async Task<Results<Created<GrantView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        GrantRoleRequest request,
        IdentityDbContext db,
        AccountScope scope,
        Caller caller,
        TimeProvider clock,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var grant = new AccountGrant
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AccountId = id,
            Role = request.Role,
            UnitCode = request.UnitCode,
            Department = request.Department,
            ValidFrom = request.ValidFrom ?? clock.Today(),
            GrantedBy = caller.Subject,
            GrantedAt = clock.GetUtcNow(),
        }.Until(request.ValidTo);
        var (found, refusal) = await scope.FindForAsync(AccountAct.Grant(grant.Role, grant.UnitCode), id, caller, cancellation, grant);
        if (
            (refusal ?? await scope.RefusalAsync(grant.UnitCode, caller, cancellation) ?? await CheckAsync(grant, db, cancellation)) is
            { } fault
        )
        {
            return fault.ToProblem();
        }

        db.Grants.Add(grant);
        found!.Account.ConcurrencyStamp = grant.Id.ToString();
        await db.SaveChangesAsync(cancellation);
        Log.AccountAct(log, caller.Subject, "grant of " + grant.Role, id);
        return TypedResults.Created($"/identity/accounts/{id}", GrantView.Of(grant));
    }

    /// <summary>The account's stamp changes with each grant, so that two conflicting grants at once cannot both stand.</summary>
    private static async Task<Error?> CheckAsync(AccountGrant grant, IdentityDbContext db, CancellationToken cancellation)
    {
        var others = await db.Grants.Where(other => other.AccountId == grant.AccountId).ToListAsync(cancellation);
        var units = await db.Units.LoadAsync(others.Append(grant).Select(one => one.UnitCode), cancellation);
        return units.PathOn(grant.UnitCode, grant.ValidFrom) is null
            ? UnitErrors.NotValid(grant.UnitCode, grant.ValidFrom)
            : Roles.Check(grant.Role, units.Find(grant.UnitCode)!.Level, grant.Department) ?? AccountGrant.Check(grant, others, units);
    }
}

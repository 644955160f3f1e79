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

/// <summary>A letter of delegation (giấy ủy quyền).</summary>
/// <example>
/// { "grantId": "0192d3a1-7c00-7000-8000-00000000000a", "userName": "pho.sonbang", "documentNumber": "07/GUQ-UBND",
/// "documentDate": "2026-11-02", "validFrom": "2026-11-03", "validTo": "2026-11-20" }
/// </example>
public sealed record DelegateGrantRequest
{
    /// <summary>A grant of the caller, from <c>GET /identity/me</c>.</summary>
    public required Guid GrantId { get; init; }

    /// <summary>User name of the person who acts meanwhile; of the same unit, or of one below it.</summary>
    [Text(60)]
    public required string UserName { get; init; }

    /// <summary>Number of the letter, up to 100 characters.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First day, not before today.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day; the delegation ends by itself after it.</summary>
    public required DateOnly ValidTo { get; init; }
}

/// <summary>
/// <c>POST /identity/me/delegations</c>: the holder of a role lends it by a letter. What is done under it names the holder, and who
/// prepared a dossier has no deputy who may judge it.
/// </summary>
internal static class DelegateGrant
{
    private static readonly Error NoGrant = Error.NotFound("identity.grant_not_found", "Bạn không giữ vai trò này.");

    private static readonly Error NoDelegate = Error.Invalid(
        "identity.delegate_not_found",
        "Không có tài khoản đang hoạt động mang tên này trong đơn vị của bạn.",
        "userName"
    );

    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/me/delegations", HandleAsync).WithName(nameof(DelegateGrant));

    /// <summary>Lends one of the caller's roles to somebody of the unit for some days.</summary>
    internal static async Task<Results<Created<DelegationView>, ProblemHttpResult>> HandleAsync(
        DelegateGrantRequest request,
        IdentityDbContext db,
        AccountRegister accounts,
        Caller caller,
        TimeProvider clock,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var lent = await db.Grants.FirstOrDefaultAsync(
            grant =>
                grant.Id == request.GrantId && grant.AccountId == own && db.Accounts.Any(account => account.Id == own && account.Active),
            cancellation
        );
        if (lent is null)
        {
            return NoGrant.ToProblem();
        }

        if (Delegation.Check(lent, request.ValidFrom, request.ValidTo, request.DocumentDate, clock.Today()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await accounts.FindByNameAsync(request.UserName) is not { Active: true } deputy || deputy.Id == own)
        {
            return NoDelegate.ToProblem();
        }

        var now = clock.GetUtcNow();
        var grant = new AccountGrant
        {
            Id = Guid.CreateVersion7(now),
            AccountId = deputy.Id,
            Role = lent.Role,
            UnitCode = lent.UnitCode,
            Department = lent.Department,
            ValidFrom = request.ValidFrom,
            GrantedBy = caller.Subject,
            GrantedAt = now,
            Delegation = new Delegation(lent.Id, own, request.DocumentNumber.Trim(), request.DocumentDate),
        }.Until(request.ValidTo);
        var others = await db.Grants.Where(other => other.AccountId == deputy.Id).ToListAsync(cancellation);
        var units = await db.Units.LoadAsync([lent.UnitCode, deputy.HomeUnitCode, .. others.Select(other => other.UnitCode)], cancellation);
        var home = units.KnownPath(deputy.HomeUnitCode, clock.Today());
        if (home is null || units.PathOn(lent.UnitCode, request.ValidFrom) is not { } path || !UnitScope.Contains(path, home))
        {
            return NoDelegate.ToProblem();
        }

        if (AccountGrant.Check(grant, others, units) is { } conflict)
        {
            return conflict.ToProblem();
        }

        db.Grants.Add(grant);
        deputy.ConcurrencyStamp = grant.Id.ToString();
        await db.SaveChangesAsync(cancellation);
        Log.AccountAct(log, caller.Subject, "delegation of " + grant.Role, deputy.Id);
        return TypedResults.Created("/identity/me/delegations", DelegationView.Of(grant, caller.Name, deputy.Name));
    }
}

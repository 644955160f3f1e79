using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>POST /planning/supports/{id}/repayment</c>: an officer or leader of the commune notes that it was given back.</summary>
internal static class RepaySupport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/repayment", HandleAsync).WithName(nameof(RepaySupport));

    /// <summary>Notes that a payment was given back, with a reason that names the voucher; a counter-entry takes it out of the fund's
    /// book, and the household may apply again.</summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReasonRequest request,
        PlanningDbContext db,
        SupportCommands supports,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        supports.ByKeeperAsync(
            id,
            caller,
            http,
            async (row, act) =>
            {
                var step = await supports.ReleaseAsync(row, row.Repay(request.Reason, act), cancellation);
                if (!step.Refused)
                {
                    await db.LockBesideAsync<Plan>(nameof(Plan.Id), row.PlanId, cancellation);
                    var entry = (await db.FundEntries.FindAsync([row.EntryId!.Value], cancellation))!;
                    db.FundEntries.Add(entry.Counter(request.Reason, act));
                }

                return step;
            },
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Funds;

/// <summary><c>POST /planning/plans/{id}/fund-entries/{entry}/counter-entry</c>: whoever may enter such a line takes it back.</summary>
internal static class CounterFundEntry
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/plans/{id:guid}/fund-entries/{entry:guid}/counter-entry", HandleAsync).WithName(nameof(CounterFundEntry));

    /// <summary>Takes a line back by one of the opposite amount, with a reason. Nothing is taken back from what was spent.</summary>
    internal static async Task<Results<Ok<FundEntryView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid entry,
        ReasonRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        FundLedger ledger,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var ground = await commands.GroundAsync(id, null, caller, cancellation);
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var plan = ground.Value.Plan;
        if (await db.FundEntries.FirstOrDefaultAsync(row => row.Id == entry && row.PlanId == id, cancellation) is not { } found)
        {
            return FundErrors.EntryNotFound.ToProblem();
        }

        var hand = found.VillagePath is { } village
            ? RecordContribution.HandOf(caller, plan, village)
            : RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level));
        if (hand is null)
        {
            return (found.VillagePath is null ? FundErrors.NotKeeper : FundErrors.NotCollector).ToProblem();
        }

        if (found.SupportId is not null)
        {
            return FundErrors.PaysSupport.ToProblem();
        }

        if (found.Counters is not null || await db.FundEntries.AnyAsync(row => row.Counters == entry, cancellation))
        {
            return FundErrors.CounteredBefore.ToProblem();
        }

        var recorded = await ledger.RecordAsync(found.Counter(request.Reason, commands.ActOf(caller, hand)), caller, hand, cancellation);
        return recorded.Refused ? recorded.Errors.ToProblem() : TypedResults.Ok(FundEntryView.Of(recorded.Value));
    }
}

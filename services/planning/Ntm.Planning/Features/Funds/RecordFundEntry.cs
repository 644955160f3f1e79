using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Funds;

namespace Ntm.Planning.Features.Funds;

/// <summary>A line to enter in the book of a fund.</summary>
/// <example>{ "fund": "F01", "kind": "allotted", "amount": 250000000, "documentNumber": "12/QĐ-UBND", "documentDay": "2023-03-01" }
/// </example>
public sealed record RecordFundEntryRequest
{
    /// <summary>Key of the fund in the plan, e.g. <c>F01</c>.</summary>
    [Text(40)]
    public required string Fund { get; init; }

    /// <summary><c>planned</c>, <c>allotted</c> or <c>spent</c>.</summary>
    public required FundEntryKind Kind { get; init; }

    /// <summary>Whole đồng, 1 to 10^15.</summary>
    [Range(1L, 1_000_000_000_000_000L, ErrorMessage = "Phải từ 1 đến 1.000.000.000.000.000.")]
    public required long Amount { get; init; }

    /// <summary>Number of the decision or voucher, e.g. <c>12/QĐ-UBND</c>.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Legal day of the document, not in the future.</summary>
    public required DateOnly DocumentDay { get; init; }
}

/// <summary><c>PUT /planning/plans/{id}/fund-entries/{entry}</c>: an officer or leader of the plan's unit enters what is planned,
/// allotted or spent.</summary>
internal static class RecordFundEntry
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/plans/{id:guid}/fund-entries/{entry:guid}", HandleAsync).WithName(nameof(RecordFundEntry));

    /// <summary>Enters a line under an id that the sender chooses; the same again counts once. No more is spent than allotted.</summary>
    internal static async Task<Results<Ok<FundEntryView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid entry,
        RecordFundEntryRequest request,
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
        if (RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level)) is not { } hand)
        {
            return FundErrors.NotKeeper.ToProblem();
        }

        var act = commands.ActOf(caller, hand);
        var refusal =
            ground.Value.Content.Funding.All(row => row.Key != request.Fund) ? FundErrors.FundUnknown(request.Fund)
            : request.Kind == FundEntryKind.Contributed ? FundErrors.KindInvalid
            : request.DocumentDay > act.Day ? FundErrors.DayInFuture
            : null;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var line = new FundLine(request.Fund, FundMeasure.Money, request.Amount, request.DocumentNumber, request.DocumentDay);
        var recorded = await ledger.RecordAsync(FundLedger.New(entry, ground.Value, request.Kind, line, act), caller, hand, cancellation);
        return recorded.Refused ? recorded.Errors.ToProblem() : TypedResults.Ok(FundEntryView.Of(recorded.Value));
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Features.Funds;

/// <summary>What people and organisations gave in a village; nobody is named.</summary>
/// <example>{ "fund": "F07", "villageCode": "18175-01", "measure": "labour", "amount": 120, "donor": "household", "day": "2023-03-12" }
/// </example>
public sealed record RecordContributionRequest
{
    /// <summary>Key of the fund in the plan, e.g. <c>F07</c>.</summary>
    [Text(40)]
    public required string Fund { get; init; }

    /// <summary>Official code of the village.</summary>
    [Text(30)]
    public required string VillageCode { get; init; }

    /// <summary><c>money</c>, <c>land</c> or <c>labour</c>.</summary>
    public required FundMeasure Measure { get; init; }

    /// <summary>Whole đồng, m² or working days, 1 to 10^15.</summary>
    [Range(1L, 1_000_000_000_000_000L, ErrorMessage = "Phải từ 1 đến 1.000.000.000.000.000.")]
    public required long Amount { get; init; }

    /// <summary>Who gives: <c>household</c>, <c>organisation</c> or <c>other</c>.</summary>
    public required DonorKind Donor { get; init; }

    /// <summary>Number of the receipt or minutes; null for none.</summary>
    [Text(60, Optional = true)]
    public string? DocumentNumber { get; init; }

    /// <summary>Legal day, not in the future.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary><c>PUT /planning/plans/{id}/contributions/{entry}</c>: the village's reporter, or an officer or leader of its commune or of
/// the plan's unit.</summary>
internal static class RecordContribution
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/plans/{id:guid}/contributions/{entry:guid}", HandleAsync).WithName(nameof(RecordContribution));

    /// <summary>Enters a contribution of a village under an id that the sender chooses; the same again counts once.</summary>
    internal static async Task<Results<Ok<FundEntryView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid entry,
        RecordContributionRequest request,
        RecordCommands commands,
        FundLedger ledger,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var ground = await commands.GroundAsync(id, request.VillageCode, caller, cancellation, "villageCode");
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var (plan, content, village) = ground.Value;
        if (village.Level != PlanLevel.Village)
        {
            return FundErrors.NotVillage.ToProblem();
        }

        if (HandOf(caller, plan, village.Path) is not { } hand)
        {
            return FundErrors.NotCollector.ToProblem();
        }

        var act = commands.ActOf(caller, hand);
        var refusal =
            content.Funding.All(row => row.Key != request.Fund) ? FundErrors.FundUnknown(request.Fund)
            : request.Day > act.Day ? FundErrors.DayInFuture with { Field = "day" }
            : null;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var (number, day) = (request.DocumentNumber, request.Day);
        var line = new FundLine(request.Fund, request.Measure, request.Amount, number, day, village, request.Donor);
        var made = FundLedger.New(entry, ground.Value, FundEntryKind.Contributed, line, act);
        var recorded = await ledger.RecordAsync(made, caller, hand, cancellation);
        return recorded.Refused ? recorded.Errors.ToProblem() : TypedResults.Ok(FundEntryView.Of(recorded.Value));
    }

    /// <summary>The hand in which the caller enters or takes back what a village gave; null where he may not.</summary>
    internal static RecordHand? HandOf(Caller caller, Plan plan, string village) =>
        RecordAccess.Own(caller, village, PlanLevel.Village)
        ?? RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(village, PlanLevel.Village))
        ?? RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level));
}

using Ntm.Planning.Domain.Funds;

namespace Ntm.Planning.Features.Funds;

/// <summary>A line in the book of a fund.</summary>
/// <param name="Id">Id of the entry.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Fund">Key of the fund in the plan.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Measure">In what it counts.</param>
/// <param name="Amount">Whole đồng, m² or working days; below zero in a counter-entry.</param>
/// <param name="VillageCode">Official code of the village that gives; null except for what is contributed.</param>
/// <param name="Donor">Who gives; null except for what is contributed.</param>
/// <param name="DocumentNumber">Number of the decision or voucher; null for none.</param>
/// <param name="DocumentDay">Legal day of the document.</param>
/// <param name="Counters">Id of the entry that it takes back; null for an ordinary one.</param>
/// <param name="Reason">Why it takes another one back; null for an ordinary one.</param>
/// <param name="By">Name of who entered it.</param>
/// <param name="At">When, UTC.</param>
public sealed record FundEntryView(
    Guid Id,
    Guid PlanId,
    string Fund,
    FundEntryKind Kind,
    FundMeasure Measure,
    long Amount,
    string? VillageCode,
    DonorKind? Donor,
    string? DocumentNumber,
    DateOnly DocumentDay,
    Guid? Counters,
    string? Reason,
    string By,
    DateTimeOffset At
)
{
    internal static FundEntryView Of(FundEntry entry) =>
        new(
            entry.Id,
            entry.PlanId,
            entry.Fund,
            entry.Kind,
            entry.Measure,
            entry.Amount,
            entry.VillageCode,
            entry.Donor,
            entry.DocumentNumber,
            entry.DocumentDay,
            entry.Counters,
            entry.Reason,
            entry.ByName,
            entry.At
        );
}

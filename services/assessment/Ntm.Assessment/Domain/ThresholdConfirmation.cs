using Ntm.Assessment.Domain.Criteria;
using Ntm.Audit;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>
/// One figure confirmed by a province in a numbered document, with who entered it and when. Rows are only ever added:
/// a later one replaces an earlier one for dossiers opened since its <see cref="ValidFrom"/> and since it was entered.
/// </summary>
internal sealed class ThresholdConfirmation : IAudited
{
    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>Counts the confirmations of the province from 1: the order in which they were entered.</summary>
    public required int Number { get; init; }

    /// <summary>Code of a criteria set or of a survey rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Code of the indicator or of the rule's demand.</summary>
    public required string Item { get; init; }
    public required string Threshold { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day; dossiers opened before it do not use the figure.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Whether it fills a gap of a dossier that was open when it came into force.</summary>
    public required bool ReachesOpen { get; init; }
    public required string ConfirmedBy { get; init; }
    public required string ConfirmedByName { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }

    public string AuditKey => $"confirmation/{Province}/{Number}";

    public object AuditContent() =>
        new
        {
            Rule,
            Item,
            Threshold,
            DocumentNumber,
            DocumentDate,
            ValidFrom,
            ReachesOpen,
            ConfirmedBy,
        };

    /// <summary>The figures of one document, counted on from the last confirmation of the province.</summary>
    public static IReadOnlyList<ThresholdConfirmation> Of(
        IReadOnlyList<ThresholdInput> inputs,
        ProvinceDocument document,
        (string Code, int Last) province,
        Caller by,
        DateTimeOffset at
    ) =>
        [
            .. inputs.Select(
                (input, index) =>
                    new ThresholdConfirmation
                    {
                        Province = province.Code,
                        Number = province.Last + index + 1,
                        Rule = input.Rule,
                        Item = input.Item,
                        Threshold = input.Threshold.Trim(),
                        DocumentNumber = document.Number,
                        DocumentDate = document.Date,
                        ValidFrom = document.ValidFrom,
                        ReachesOpen = document.ReachesOpen,
                        ConfirmedBy = by.Subject,
                        ConfirmedByName = by.Name,
                        ConfirmedAt = at,
                    }
            ),
        ];

    public Confirmation ToConfirmation() => new(Item, Threshold, DocumentNumber, DocumentDate, ValidFrom);

    /// <summary>
    /// What decides for a dossier opened on a day, by item: of the figures entered until then the latest valid one, and of two from one day
    /// the one entered last. What is entered afterwards changes nothing, unless its document reaches open dossiers: then the first such one
    /// fills what was undecided.
    /// </summary>
    public static IReadOnlyDictionary<string, Confirmation> InForce(IEnumerable<ThresholdConfirmation> rows, DateOnly day) =>
        rows.Where(row => row.ValidFrom <= day)
            .GroupBy(row => row.Item)
            .Select(group => Deciding([.. group], day))
            .OfType<ThresholdConfirmation>()
            .ToDictionary(row => row.Item, row => row.ToConfirmation());

    private static ThresholdConfirmation? Deciding(IReadOnlyList<ThresholdConfirmation> rows, DateOnly day) =>
        rows.Where(row => VietnamTime.DayOf(row.ConfirmedAt) <= day).OrderBy(row => row.ValidFrom).ThenBy(row => row.Number).LastOrDefault()
        ?? rows.Where(row => row.ReachesOpen).MinBy(row => row.Number);
}

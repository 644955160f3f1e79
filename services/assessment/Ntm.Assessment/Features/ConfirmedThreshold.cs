using Ntm.Assessment.Domain;

namespace Ntm.Assessment.Features;

/// <summary>A confirmed figure, with who confirmed it and when.</summary>
/// <param name="Number">Number of the confirmation in the province, from 1.</param>
/// <param name="Province">Code of the province.</param>
/// <param name="Rule">Code of the criteria set or survey rule.</param>
/// <param name="Item">Code of the indicator or demand in it.</param>
/// <param name="Threshold">Threshold confirmed, e.g. <c>≥ 80</c>, in the unit of the indicator.</param>
/// <param name="DocumentNumber">Number of the province's document.</param>
/// <param name="DocumentDate">Day of the document.</param>
/// <param name="ValidFrom">First day on which it decides.</param>
/// <param name="ConfirmedBy">Account that recorded it.</param>
/// <param name="ConfirmedByName">Name of who recorded it.</param>
/// <param name="ConfirmedAt">Instant of recording, UTC.</param>
public sealed record ConfirmedThreshold(
    int Number,
    string Province,
    string Rule,
    string Item,
    string Threshold,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    string ConfirmedBy,
    string ConfirmedByName,
    DateTimeOffset ConfirmedAt
)
{
    internal static ConfirmedThreshold Of(ThresholdConfirmation row) =>
        new(
            row.Number,
            row.Province,
            row.Rule,
            row.Item,
            row.Threshold,
            row.DocumentNumber,
            row.DocumentDate,
            row.ValidFrom,
            row.ConfirmedBy,
            row.ConfirmedByName,
            row.ConfirmedAt
        );
}

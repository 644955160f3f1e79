using Ntm.Assessment.Domain;

namespace Ntm.Assessment.Features;

/// <summary>A confirmed figure, with who confirmed it and when.</summary>
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

namespace Ntm.Assessment.Features;

/// <summary>A survey in a list.</summary>
/// <param name="Id">Id of the survey.</param>
/// <param name="DossierId">Id of the dossier it belongs to.</param>
/// <param name="Round">Round of the survey stage, from 1.</param>
/// <param name="UnitCode">Official code of the unit surveyed.</param>
/// <param name="Title">Title sought, e.g. <c>xa-ntm</c>.</param>
/// <param name="State"><c>open</c>, <c>closed</c> with minutes, or <c>ended</c> without.</param>
/// <param name="OpenedAt">Instant of opening, UTC.</param>
/// <param name="Met">Whether every demand is met; null while one waits or the survey is not closed.</param>
public sealed record SurveySummary(
    Guid Id,
    Guid DossierId,
    int Round,
    string UnitCode,
    string Title,
    string State,
    DateTimeOffset OpenedAt,
    bool? Met
);

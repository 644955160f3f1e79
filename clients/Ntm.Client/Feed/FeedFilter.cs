using System.Globalization;

namespace Ntm.Client.Feed;

/// <summary>Which events to read; without a filter all that the client's scopes and unit show. A filter makes the sequence of a dossier
/// incomplete, so that gaps are looked for only without one, or with <see cref="DossierId"/> alone.</summary>
public sealed record FeedFilter
{
    /// <summary>Only of this dossier.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>Only of this plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Only of these types, e.g. <c>vn.ntm.dossier.recognised</c>, or <c>vn.ntm.dossier.*</c> for all that begin so.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Only of the unit with this path and those below it: codes from the province down, e.g. <c>42/18133</c>.</summary>
    public string? UnitPath { get; init; }

    /// <summary>Only of dossiers for this title, e.g. <c>xa-ntm</c>.</summary>
    public string? Title { get; init; }

    internal bool KeepsSequences => PlanId is null && Types.Count == 0 && UnitPath is null && Title is null;

    internal string Query =>
        string.Concat(
            Parameters.Where(parameter => parameter.Value is not null).Select(each => $"&{each.Name}={Uri.EscapeDataString(each.Value!)}")
        );

    private IEnumerable<(string Name, string? Value)> Parameters =>
        [
            ("dossierId", DossierId?.ToString("D", CultureInfo.InvariantCulture)),
            ("planId", PlanId?.ToString("D", CultureInfo.InvariantCulture)),
            .. Types.Select(type => ("type", (string?)type)),
            ("unit", UnitPath),
            ("title", Title),
        ];
}

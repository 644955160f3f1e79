using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Features.Titles;

/// <summary>The title of a commune, and which one it builds after a merger.</summary>
/// <param name="UnitCode">Code of the commune.</param>
/// <param name="UnitName">Its name on the day.</param>
/// <param name="Day">Legal day for which this is said.</param>
/// <param name="Held">What it holds; null where nothing is known.</param>
/// <param name="MergedFrom">The communes that it was merged from; empty where it was not.</param>
/// <param name="Builds">What it builds by the rule on merged communes; null where none applies.</param>
public sealed record UnitTitleView(
    string UnitCode,
    string UnitName,
    DateOnly Day,
    HeldTitleView? Held,
    IReadOnlyList<MergedFromView> MergedFrom,
    BuildsView? Builds
)
{
    internal static UnitTitleView Of(MergedUnit unit, DateOnly day, MergedUnitRules rules) =>
        new(
            unit.Code,
            unit.Name,
            day,
            Of(unit.Held, rules),
            [.. unit.Predecessors.Select(before => new MergedFromView(before.Code, before.Name, before.LastDay, Of(before.Held, rules)))],
            unit.RuleOn(day, rules) is { } rule
                ? new BuildsView(
                    rule.Builds,
                    rule.Builds is null,
                    unit.Reason(rule, rules),
                    rule.Source,
                    rule.Mark,
                    rule.Decides && unit.Certain
                )
                : null
        );

    internal static HeldTitleView? Of(HeldTitle? held, MergedUnitRules rules) =>
        held is null ? null : new HeldTitleView(held.Title, rules.NameOf(held.Title), held.Since, held.Document);
}

/// <summary>A title that a commune holds.</summary>
/// <param name="Title">Title code; null where the document says that it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Since">Legal day since which it counts.</param>
/// <param name="Document">Document that says so.</param>
public sealed record HeldTitleView(string? Title, string Name, DateOnly Since, string Document);

/// <summary>A commune that went up into another.</summary>
/// <param name="UnitCode">Its code.</param>
/// <param name="UnitName">Its last name.</param>
/// <param name="LastDay">Its last legal day.</param>
/// <param name="Held">What it held then; null where nothing is known.</param>
public sealed record MergedFromView(string UnitCode, string UnitName, DateOnly LastDay, HeldTitleView? Held);

/// <summary>What a merged commune builds.</summary>
/// <param name="Title">Title code; null where the title is acknowledged first.</param>
/// <param name="Acknowledge">Whether the chair of the province acknowledges the common title by one decision.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Source">Legal source.</param>
/// <param name="Mark">Certainty of the source; <c>M?</c> is shown and refuses nobody.</param>
/// <param name="Decides">Whether a dossier for another title is refused: the source is confirmed, and each held title known.</param>
public sealed record BuildsView(string? Title, bool Acknowledge, string Reason, string Source, string Mark, bool Decides);

using Ntm.Assessment.Domain.SelfAssessments;

namespace Ntm.Assessment.Features;

/// <summary>What the move of a running dossier to another criteria set does.</summary>
/// <param name="From">Code of the set before; null where none was in force.</param>
/// <param name="To">Code of the set after.</param>
/// <param name="Added">Codes of indicators that are new.</param>
/// <param name="Removed">Codes of indicators that go.</param>
/// <param name="Changed">Indicators that differ, with their columns.</param>
/// <param name="Dropped">Codes of indicators whose values and evidence are lost, because they cannot be taken over.</param>
public sealed record SetMoveView(
    string? From,
    string To,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<ChangedIndicatorView> Changed,
    IReadOnlyList<string> Dropped
)
{
    internal static SetMoveView Of(string? from, string to, SetMoveEffect effect) =>
        new(
            from,
            to,
            effect.Differences.Added,
            effect.Differences.Removed,
            [.. effect.Differences.Changed.Select(change => new ChangedIndicatorView(change.Code, change.Columns))],
            effect.Dropped
        );
}

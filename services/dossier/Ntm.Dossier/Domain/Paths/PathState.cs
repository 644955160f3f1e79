using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Paths;

/// <summary>Where the tokens of one dossier lie on its path.</summary>
/// <param name="Open">Stages that wait for their actor.</param>
/// <param name="Waiting">Ways into a join on which a token waits for the other branches, as <c>activity.port</c>.</param>
/// <param name="Rounds">How often each stage has been opened.</param>
internal sealed record PathState(
    ImmutableSortedSet<string> Open,
    ImmutableSortedSet<string> Waiting,
    ImmutableSortedDictionary<string, int> Rounds
)
{
    public static readonly PathState Empty = new(
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)
    );

    public bool Started => Rounds.Count > 0;

    public bool Finished => Started && Open.IsEmpty && Waiting.IsEmpty;

    /// <summary>The same state with its keys compared byte by byte, whatever read it.</summary>
    public PathState Ordinal() =>
        new(
            Open.WithComparer(StringComparer.Ordinal),
            Waiting.WithComparer(StringComparer.Ordinal),
            Rounds.WithComparers(StringComparer.Ordinal)
        );

    public int RoundOf(string stage) => Rounds.GetValueOrDefault(stage);
}

/// <summary>An actor is done with an open stage.</summary>
internal sealed record StageSignal(string Stage, string Outcome);

/// <summary>An effect of a signal; effects are in the order in which they happened.</summary>
internal abstract record PathEffect;

internal sealed record StageClosed(Stage Stage, int Round, string Outcome) : PathEffect;

internal sealed record StageEntered(Stage Stage, int Round, string? By) : PathEffect;

/// <summary>No token is left.</summary>
/// <param name="LastStage">Stage at which the last one ended; null when the dossier was withdrawn.</param>
internal sealed record PathFinished(Stage? LastStage) : PathEffect;

/// <summary>Result of a signal: the state after it, and its effects.</summary>
internal sealed record PathStep(PathState State, IReadOnlyList<PathEffect> Effects);

using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Reviews;

/// <summary>An item that a review returned, with what it looked like and how it was answered.</summary>
internal sealed record ReturnedEntry
{
    /// <summary>Review stage that returned it.</summary>
    public required string Stage { get; init; }
    public required int Round { get; init; }
    public required ReviewItem Item { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Account that returned it.</summary>
    public string? By { get; init; }

    /// <summary>What was said about the return as a whole.</summary>
    public string? Overall { get; init; }

    /// <summary>Preparation stage at which it is to be answered.</summary>
    public required string AnswerStage { get; init; }

    /// <summary>Revision of the self-assessment that was judged.</summary>
    public required int AssessmentRevision { get; init; }

    /// <summary>Files that were judged; empty for a criterion.</summary>
    public IReadOnlyList<Guid> Files { get; init; } = [];
    public Answer? Answer { get; init; }
}

/// <summary>How a returned item was answered.</summary>
/// <param name="How"><c>document</c>, <c>assessment</c> or <c>explanation</c>.</param>
/// <param name="Text">The written explanation, if that is the answer.</param>
/// <param name="By">Account that answered.</param>
/// <param name="At">When.</param>
internal sealed record Answer(string How, string? Text, string By, DateTimeOffset At);

/// <summary>The returned items of a dossier.</summary>
/// <param name="Entries">The items.</param>
/// <param name="Open">The stages that wait for their actor; an item can be answered while its stage is among them.</param>
internal readonly record struct ReturnedItems(ImmutableList<ReturnedEntry> Entries, ImmutableList<OpenStage> Open)
{
    private const string Explanation = "explanation";

    public IEnumerable<ReviewItem> Unanswered => Entries.Where(entry => entry.Answer is null).Select(entry => entry.Item);

    /// <summary>The items that are to be answered at a stage.</summary>
    public IEnumerable<ReturnedEntry> To(Stage stage) => Entries.Where(entry => entry.AnswerStage == stage.Key);

    /// <summary>The entries after those chosen were explained in writing.</summary>
    public ImmutableList<ReturnedEntry> Explain(Act act, Predicate<ReturnedEntry> which, string text) =>
        Change(which, _ => new Answer(Explanation, text, act.By, act.At));

    /// <summary>
    /// The entries after the content of those chosen was changed: answered while it differs from what was judged, and unanswered
    /// again when it does no longer. An explanation stands.
    /// </summary>
    public ImmutableList<ReturnedEntry> Compare(Act act, string how, Predicate<ReturnedEntry> which, Predicate<ReturnedEntry> differs) =>
        Change(
            entry => which(entry) && entry.Answer?.How != Explanation,
            entry => differs(entry) ? new Answer(how, null, act.By, act.At) : null
        );

    /// <summary>The entries after a review returned these, in place of what it returned before.</summary>
    public ImmutableList<ReturnedEntry> Replace(Stage review, IEnumerable<ReturnedEntry> returned) =>
        Entries.RemoveAll(entry => entry.Stage == review.Key).AddRange(returned);

    private ImmutableList<ReturnedEntry> Change(Predicate<ReturnedEntry> which, Func<ReturnedEntry, Answer?> answer)
    {
        var open = Open.ConvertAll(stage => stage.Key);
        return Entries.ConvertAll(entry =>
            which(entry) && open.Contains(entry.AnswerStage) ? entry with { Answer = answer(entry) } : entry
        );
    }
}

namespace Ntm.Dossier.Features;

/// <summary>An item returned by the latest return of a review.</summary>
/// <param name="Stage">Review that returned it.</param>
/// <param name="AnswerStage">Stage at which it is answered.</param>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="AnsweredBy"><c>document</c>, <c>assessment</c>, <c>explanation</c>; null while unanswered.</param>
/// <param name="Explanation">The written explanation, if that is the answer.</param>
/// <param name="Overall">What was said about the return as a whole; null where nothing was.</param>
/// <param name="ByName">Name of the person who concluded the review; null where only the account is known.</param>
public sealed record ReturnedView(
    string Stage,
    string AnswerStage,
    string Kind,
    string Key,
    string Reason,
    DateTimeOffset At,
    string? AnsweredBy,
    string? Explanation,
    string? Overall,
    string? ByName
);

/// <summary>A time during which a review's clock stood still.</summary>
/// <param name="Stage">Key of the review's stage.</param>
/// <param name="Round">Round of the stage, from 1.</param>
/// <param name="From">Instant at which the clock stopped, UTC.</param>
/// <param name="To">Instant at which it went on, UTC; null while it stands.</param>
/// <param name="WorkingDaysUsed">Working days of the review that had passed until then.</param>
/// <param name="DueIfResumedNow">First instant that would be too late if the review went on now; null where its clock does not stand
/// still, and without a deadline.</param>
public sealed record SuspensionView(
    string Stage,
    int Round,
    DateTimeOffset From,
    DateTimeOffset? To,
    int WorkingDaysUsed,
    DateTimeOffset? DueIfResumedNow
);

namespace Ntm.Dossier.Domain;

/// <summary>Everything a dossier holds besides its identity and its place on the path; kept as one JSON document.</summary>
internal sealed class DossierContent
{
    /// <summary>Level → path of the unit that acts on that level for this dossier.</summary>
    public Dictionary<string, string> Actors { get; init; } = [];
    public List<OpenStage> Open { get; init; } = [];

    /// <summary>Accounts that prepared the dossier; none of them may judge, decide, announce or extend it, now or later.</summary>
    public HashSet<string> Preparers
    {
        get;
        init => field = new(value, AccountComparer.Instance);
    } = new(AccountComparer.Instance);
    public List<DossierFile> Files { get; init; } = [];
    public AssessmentRecord? Assessment { get; set; }

    /// <summary>Highest revision of the self-assessment that came too late to be taken in; 0 when none did.</summary>
    public int LateRevision { get; set; }
    public List<LostCriterion> LostCriteria { get; init; } = [];
    public List<Verdict> Verdicts { get; init; } = [];
    public List<ReturnedEntry> Returned { get; init; } = [];
    public List<Suspension> Suspensions { get; init; } = [];
    public List<Extension> Extensions { get; init; } = [];
    public List<SubmissionReceipt> Receipts { get; init; } = [];
    public CouncilSession? Council { get; set; }
    public DecisionRecord? Decision { get; set; }
    public AnnouncementRecord? Announcement { get; set; }
}

/// <summary>A stage that waits for its actor.</summary>
internal sealed record OpenStage
{
    public required string Key { get; init; }
    public required int Round { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Role that must act first, where it is not the stage's own; null afterwards and at other stages.</summary>
    public string? FirstRole { get; init; }

    /// <summary>First instant that is too late; null without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Alarms up to this instant have been given.</summary>
    public required DateTimeOffset AlarmedUpTo { get; init; }

    /// <summary>When the next reminder or the deadline itself is due; null when none is left.</summary>
    public DateTimeOffset? NextAlarmAt { get; init; }
}

/// <summary>A file of a document. A removed one stays, so that a reviewer can see the change.</summary>
internal sealed record DossierFile
{
    public required Guid Id { get; init; }
    public required string Document { get; init; }
    public required string Name { get; init; }
    public required FileKind Kind { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required long Length { get; init; }
    public required string AddedBy { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>The latest submitted self-assessment.</summary>
internal sealed record AssessmentRecord(int Revision, bool AllPassed, IReadOnlyList<string> Criteria);

/// <summary>A criterion that had passed and no longer did (rớt chuẩn).</summary>
/// <param name="Code">Number of the criterion.</param>
/// <param name="Revision">Revision of the self-assessment in which it was lost.</param>
/// <param name="At">When the dossier learnt of it.</param>
/// <param name="RegainedIn">First later revision in which it passed again; null while it has not.</param>
internal sealed record LostCriterion(string Code, int Revision, DateTimeOffset At, int? RegainedIn = null);

/// <summary>Something a reviewer judges.</summary>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
internal readonly record struct ReviewItem(string Kind, string Key)
{
    public const string Criterion = "criterion";
    public const string Document = "document";
}

/// <summary>A reviewer's judgement of one item.</summary>
internal sealed record Verdict
{
    public required string Stage { get; init; }
    public required int Round { get; init; }
    public required ReviewItem Item { get; init; }
    public required bool Accepted { get; init; }

    /// <summary>Why it is returned; null when accepted.</summary>
    public string? Reason { get; init; }
    public string? Department { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An item that a review returned, with what it looked like and how it was answered.</summary>
internal sealed record ReturnedEntry
{
    /// <summary>Review stage that returned it.</summary>
    public required string Stage { get; init; }
    public required int Round { get; init; }
    public required ReviewItem Item { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

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

/// <summary>An entry of the suspension ledger: the clock of a review stands still while the dossier is with its preparer.</summary>
/// <param name="Stage">Review stage whose clock stands still.</param>
/// <param name="Round">Round that ended with the return.</param>
/// <param name="From">Return.</param>
/// <param name="To">Re-entry; null while it lasts.</param>
/// <param name="WorkingDaysUsed">Working days of the period used up until the return, all rounds together, as far as the calendar
/// went.</param>
/// <param name="OpenedAt">When the round began that ended with the return; null in dossiers from before it was kept.</param>
internal sealed record Suspension(
    string Stage,
    int Round,
    DateTimeOffset From,
    DateTimeOffset? To,
    int WorkingDaysUsed,
    DateTimeOffset? OpenedAt = null
);

/// <summary>A cut-off moved by a numbered document.</summary>
internal sealed record Extension(string Stage, DateOnly Before, string DocumentNumber, DateOnly DocumentDate, string By, DateTimeOffset At);

/// <summary>The decision on recognition.</summary>
internal sealed record DecisionRecord(string Outcome, string Number, DateOnly Date, string? Reason, string By, DateTimeOffset At);

/// <summary>The announcement of the result.</summary>
internal sealed record AnnouncementRecord(DateOnly On, string Where, string By, DateTimeOffset At);

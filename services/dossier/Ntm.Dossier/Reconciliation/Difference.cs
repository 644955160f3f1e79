namespace Ntm.Dossier.Reconciliation;

/// <summary>Something beside a dossier that is not as the dossier says.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Place">Stage and round, number of a fact, or empty.</param>
/// <param name="Message">What is wrong and what happens next, Vietnamese.</param>
/// <param name="Mend">Mends it in the open transaction; null where only an operator can.</param>
internal sealed record Difference(
    string Code, string Place, string Message, Func<DossierDbContext, Act, CancellationToken, Task>? Mend = null)
{
    public const string AuditBroken = "reconciliation.audit_broken";
    public const string PathState = "reconciliation.path_state";
    public const string TaskMissing = "reconciliation.task_missing";
    public const string TaskExtra = "reconciliation.task_extra";
    public const string TaskWrong = "reconciliation.task_wrong";
    public const string TimerMissing = "reconciliation.timer_missing";
    public const string FactWaiting = "reconciliation.fact_waiting";
    public const string FactMissing = "reconciliation.fact_missing";
    public const string FactLost = "reconciliation.fact_lost";
    public const string FeedAhead = "reconciliation.feed_ahead";
    public const string StageUnknown = "reconciliation.stage_unknown";
    public const string StageNotClosed = "reconciliation.stage_not_closed";
    public const string AnswerUnheard = "reconciliation.answer_unheard";
}

/// <summary>What lies beside one dossier: its own rows, and what others answered.</summary>
internal sealed record Surroundings
{
    public required IReadOnlyList<OpenStageRow> Tasks { get; init; }

    /// <summary>Keys of the timers that its open stages need and that are there.</summary>
    public required IReadOnlySet<string> Timers { get; init; }
    public required IReadOnlyList<WaitingFact> Waiting { get; init; }
    public required IReadOnlyList<AuditRow> Audit { get; init; }
    public StatementRow? Statement { get; init; }

    /// <summary>Facts that could be said again; read only where an answer calls for it.</summary>
    public required IReadOnlyList<FactRow> Kept { get; init; }
}

/// <summary>A fact that has not left the outbox, or that was heard and could not be acted on.</summary>
internal sealed record WaitingFact(string OrderKey, string Type, DateTimeOffset Since, bool Dead);

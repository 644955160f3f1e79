using System.Text.Json;

namespace Ntm.Portal.Api;

/// <summary>A page of a list.</summary>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What the pages show of a dossier.</summary>
public sealed record DossierRecord
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string UnitCode { get; init; } = "";
    public string UnitName { get; init; } = "";
    public string UnitPath { get; init; } = "";
    public string Title { get; init; } = "";
    public int Year { get; init; }
    public string Status { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string PathTitle { get; init; } = "";
    public DateOnly OpenedOn { get; init; }
    public DateOnly Today { get; init; }
    public IReadOnlyList<StageRecord> Stages { get; init; } = [];
    public IReadOnlyList<OpenStageRecord> Open { get; init; } = [];
    public IReadOnlyList<DocumentRecord> Checklist { get; init; } = [];
    public IReadOnlyList<ReviewRecord> Reviews { get; init; } = [];
    public IReadOnlyList<ReturnedRecord> Returned { get; init; } = [];
    public IReadOnlyList<SuspensionRecord> Suspensions { get; init; } = [];
    public IReadOnlyList<ExtensionRecord> Extensions { get; init; } = [];
    public IReadOnlyList<PlannedRecord> Planned { get; init; } = [];
    public IReadOnlyList<ReceiptRecord> Receipts { get; init; } = [];
    public AssessmentRecord? Assessment { get; init; }
    public CouncilRecord? Council { get; init; }
    public DecisionRecord? Decision { get; init; }
    public AnnouncementRecord? Announcement { get; init; }
    public WithdrawalRecord? Withdrawal { get; init; }
    public ProcedureRecord? Procedure { get; init; }
    public IReadOnlyList<NoticeRecord> Notices { get; init; } = [];
    public IReadOnlyList<MeetingRecord> Meetings { get; init; } = [];
    public IReadOnlyList<OpinionRecord> Opinions { get; init; } = [];
    public IReadOnlyList<ActionRecord> Actions { get; init; } = [];

    /// <summary>Name of a stage.</summary>
    public string StageTitle(string key) => Stages.FirstOrDefault(stage => stage.Key == key)?.Title ?? key;

    /// <summary>Name of a document.</summary>
    public string DocumentName(string key) => Checklist.FirstOrDefault(document => document.Key == key)?.Name ?? key;

    /// <summary>An item of a review in words.</summary>
    public string ItemName(string kind, string key) => kind == "criterion" ? T("Tiêu chí {0}", key) : DocumentName(key);
}

public sealed record StageRecord(
    string Key,
    string Title,
    string Kind,
    int Round,
    string State,
    string Level,
    string Role,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> Back,
    string? Office = null
);

public sealed record OpenStageRecord(
    string Key,
    string Title,
    string Kind,
    int Round,
    string ActorLevel,
    string ActorRole,
    string ActorUnitPath,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    string? TimeLeft,
    IReadOnlyList<ObstacleRecord> Obstacles,
    bool DueUnknown,
    IReadOnlyList<ClaimRecord> Claims,
    int? WorkingDaysLeft = null
);

public sealed record ObstacleRecord(string Code, string Message, string? Field);

public sealed record ClaimRecord(string? Department, string Account, string Name, DateTimeOffset At, string? Note);

public sealed record ReviewRecord(string Stage, IReadOnlyList<ReviewItemRecord> Items);

public sealed record ReviewItemRecord(
    string Kind,
    string Key,
    string? Department,
    bool? Accepted,
    string? Reason,
    DateTimeOffset? At,
    string? ByName
);

public sealed record ReturnedRecord(
    string Stage,
    string AnswerStage,
    string Kind,
    string Key,
    string Reason,
    DateTimeOffset At,
    string? AnsweredBy,
    string? Explanation,
    string? Overall = null,
    string? ByName = null
);

public sealed record SuspensionRecord(
    string Stage,
    int Round,
    DateTimeOffset From,
    DateTimeOffset? To,
    int WorkingDaysUsed,
    DateTimeOffset? DueIfResumedNow = null
);

public sealed record ExtensionRecord(string Stage, DateOnly Before, string DocumentNumber, DateOnly DocumentDate);

public sealed record PlannedRecord(string Step, Guid PlanId, string Number, string Text, DateTimeOffset Before);

public sealed record ReceiptRecord(
    string Number,
    Guid DossierId,
    string Stage,
    DateTimeOffset SubmittedAt,
    string SubmittedBy,
    string ContentHash,
    string KeyId,
    string Signature,
    string? SubmittedByName
);

public sealed record AssessmentRecord(int Revision, bool AllPassed, IReadOnlyList<string> Criteria);

public sealed record DecisionRecord(string Outcome, string Number, DateOnly Date, string? Reason);

public sealed record AnnouncementRecord(DateOnly On, string Where);

public sealed record WithdrawalRecord(string Reason, DateTimeOffset At, Guid? ContinuedIn);

public sealed record BroadcastRecord(DateTimeOffset At, string Place);

public sealed record CommentRecord(
    int Number,
    string From,
    string? Village,
    string Text,
    DateOnly ReceivedOn,
    string? Answer,
    bool OfResident,
    string? Name,
    string? Contact,
    bool Published
);

public sealed record NoticeRecord(
    string Stage,
    int Round,
    DateOnly StartedOn,
    IReadOnlyList<string> Places,
    DateTimeOffset? EndsAt,
    int BroadcastsNeeded,
    IReadOnlyList<BroadcastRecord> Broadcasts,
    IReadOnlyList<CommentRecord> Comments
);

public sealed record MeetingRecord(
    string Stage,
    DateOnly HeldOn,
    int Invited,
    int Present,
    int InFavour,
    int Against,
    int Needed,
    bool Agreed,
    string MinutesNumber,
    string Source
);

public sealed record MemberRecord(string Subject, string Name, string Position, string Department, string Role, bool CountsBallots);

public sealed record CouncilRecord(
    Guid CouncilId,
    string DecisionNumber,
    bool Sample,
    DateOnly HeldOn,
    string Mode,
    IReadOnlyList<MemberRecord> Members,
    IReadOnlyList<string> Attending,
    IReadOnlyList<string> Recused,
    int Present,
    int QuorumNeeded,
    IReadOnlyList<string> Voted,
    MinutesRecord? Minutes,
    JsonElement? Result,
    int VotesNeeded = 0
);

public sealed record MinutesRecord(string Number, DateOnly Date);

/// <summary>Something that the person may do now.</summary>
public sealed record ActionRecord(
    string Name,
    string Stage,
    string Method,
    string Href,
    IReadOnlyList<string>? Outcomes,
    IReadOnlyList<string>? Items
);

/// <summary>A dossier in a list.</summary>
public sealed record DossierRow(Guid Id, string UnitCode, string UnitName, string Title, int Year, string Status, DateOnly OpenedOn);

/// <summary>A piece of open work.</summary>
public sealed record InboxRow(
    Guid DossierId,
    string UnitName,
    string Title,
    int Year,
    string Stage,
    string StageTitle,
    string Kind,
    int Round,
    string? Department,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    string? TimeLeft,
    bool Overdue,
    bool DueUnknown,
    ClaimRecord? Claim
)
{
    /// <summary>Whether an opinion is asked for, which nobody takes over.</summary>
    public bool IsOpinion => Kind == "Opinion";
}

/// <summary>Something that the person did on a dossier.</summary>
public sealed record DoneRow(
    Guid DossierId,
    string UnitName,
    string Title,
    int Year,
    DateTimeOffset At,
    string Action,
    string? StageTitle,
    string? Outcome,
    string? Document,
    DateOnly? DocumentDate,
    string? OnBehalfOf
);

/// <summary>How much open work waits.</summary>
public sealed record OpenRecord(int Open);

/// <summary>How many notices are not read.</summary>
public sealed record UnreadRecord(int Unread);

/// <summary>A notice.</summary>
public sealed record NoticeRow(
    Guid Id,
    string Kind,
    string Text,
    Guid? DossierId,
    Guid? PlanId,
    DateTimeOffset? DueAt,
    DateTimeOffset At,
    bool Read,
    bool Settled
);

/// <summary>A council that can be convened.</summary>
public sealed record CouncilRow(Guid Id, CouncilDecisionRecord? InForce);

public sealed record CouncilDecisionRecord(string Name, string Number, IReadOnlyList<MemberRecord> Members);

/// <summary>Somebody to whom work can be handed.</summary>
public sealed record ColleagueRow(string Account, string Name);

using Ntm.Dossier.Features.Claims;
using Ntm.Dossier.Features.Councils;
using Ntm.Dossier.Features.Notices;
using Ntm.Dossier.Features.Opinions;
using Ntm.Dossier.Features.Procedures;
using Ntm.Dossier.Features.Titles;

namespace Ntm.Dossier.Features;

/// <summary>A dossier as its caller sees it, with what the caller may lawfully do now. Every command answers with it.</summary>
public sealed record DossierView
{
    /// <summary>Id of the dossier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version; also the <c>ETag</c>. Send it as <c>If-Match</c> to decide on exactly this state.</summary>
    public required int Version { get; init; }

    /// <summary>Official code of the commune.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the commune on the day of opening.</summary>
    public required string UnitName { get; init; }

    /// <summary>Codes from the province down to the commune, with <c>/</c> between.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Title sought, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Year the title is sought for.</summary>
    public required int Year { get; init; }

    /// <summary>Place of its latest event in the event feed, from 1: a reader that has reached it has read everything.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>Running</c>, <c>Recognised</c>, <c>Kept</c>, <c>NotKept</c>, <c>Refused</c> or <c>Withdrawn</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Id of the recognition path.</summary>
    public required string PathId { get; init; }

    /// <summary>Version of the path, from 1.</summary>
    public required int PathVersion { get; init; }

    /// <summary><c>recognition</c> or <c>upkeep</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Vietnamese name of the path.</summary>
    public required string PathTitle { get; init; }

    /// <summary>Legal day of opening; the rules of that day apply to the dossier.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Legal day of the server now.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Every stage of the path, in its order.</summary>
    public required IReadOnlyList<StageView> Stages { get; init; }

    /// <summary>Stages that are open now.</summary>
    public required IReadOnlyList<OpenStageView> Open { get; init; }

    /// <summary>Documents of the dossier with their files (danh mục hồ sơ).</summary>
    public required IReadOnlyList<ChecklistItem> Checklist { get; init; }

    /// <summary>Reviews with the judgement of each item.</summary>
    public required IReadOnlyList<ReviewView> Reviews { get; init; }

    /// <summary>Items returned for mending, also those mended since.</summary>
    public required IReadOnlyList<ReturnedView> Returned { get; init; }

    /// <summary>Times during which the clock of a review stood still.</summary>
    public required IReadOnlyList<SuspensionView> Suspensions { get; init; }

    /// <summary>Cut-offs moved by a document.</summary>
    public required IReadOnlyList<ExtensionView> Extensions { get; init; }

    /// <summary>Dates that the plans in force set for its steps.</summary>
    public required IReadOnlyList<PlannedDateView> Planned { get; init; }

    /// <summary>Receipts of the submissions (giấy tiếp nhận).</summary>
    public required IReadOnlyList<SubmissionReceipt> Receipts { get; init; }

    /// <summary>Latest submitted self-assessment; null before the first.</summary>
    public AssessmentView? Assessment { get; init; }

    /// <summary>Criteria that had passed and were lost (rớt chuẩn), also those that passed again since.</summary>
    public required IReadOnlyList<LostCriterionView> LostCriteria { get; init; }

    /// <summary>Session of the appraisal council (hội đồng thẩm định), the latest; null before it is convened, and to whom it is not
    /// shown.</summary>
    public CouncilView? Council { get; init; }

    /// <summary>Closed sessions before that one: those without a result, and those of lost votes.</summary>
    public required IReadOnlyList<CouncilView> EarlierSessions { get; init; }

    /// <summary>Decision on recognition; null before it.</summary>
    public DecisionView? Decision { get; init; }

    /// <summary>By what decision the unit holds the title whose upkeep this is; null of a dossier that seeks it.</summary>
    public HeldTitleView? HeldTitle { get; init; }

    /// <summary>Announcement of the result; null before it.</summary>
    public AnnouncementView? Announcement { get; init; }

    /// <summary>That the commune took the dossier back; null otherwise.</summary>
    public WithdrawalView? Withdrawal { get; init; }

    /// <summary>The procedure that the province had confirmed at the opening; null on a path that needs none.</summary>
    public ProcedureView? Procedure { get; init; }

    /// <summary>Public notices (công khai lấy ý kiến), one a round.</summary>
    public required IReadOnlyList<NoticeView> Notices { get; init; }

    /// <summary>Meetings that voted to propose the commune (họp đề nghị), one a round.</summary>
    public required IReadOnlyList<MeetingView> Meetings { get; init; }

    /// <summary>Opinions asked of others (xin ý kiến phối hợp) that the caller may know of.</summary>
    public required IReadOnlyList<OpinionView> Opinions { get; init; }

    /// <summary>What the caller may do now, and nothing else.</summary>
    public required IReadOnlyList<DossierAction> Actions { get; init; }
}

/// <summary>A stage of the path.</summary>
/// <param name="Key">Key.</param>
/// <param name="Title">Official title.</param>
/// <param name="Kind">What is done there.</param>
/// <param name="Round">How often it has been opened; 0 when not yet.</param>
/// <param name="State"><c>open</c>, <c>done</c> or <c>ahead</c>.</param>
/// <param name="Level">Level of the unit that acts: <c>commune</c>, <c>district</c> or <c>province</c>.</param>
/// <param name="Role">Role that acts.</param>
/// <param name="Next">Stages that it leads to without going back, past forks and joins.</param>
/// <param name="Back">Stages that it can send the dossier back to.</param>
/// <param name="Office">Vietnamese name of the office that concludes it, where the path names departments; null where role and level
/// say who acts.</param>
public sealed record StageView(
    string Key,
    string Title,
    string Kind,
    int Round,
    string State,
    string Level,
    string Role,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> Back,
    string? Office
);

/// <summary>An open stage.</summary>
/// <param name="Key">Key.</param>
/// <param name="Title">Official title.</param>
/// <param name="Kind">What is done there.</param>
/// <param name="Round">How often it has been opened.</param>
/// <param name="ActorLevel">Level of the unit that acts.</param>
/// <param name="ActorRole">Role that acts.</param>
/// <param name="ActorUnitPath">Unit that acts.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="DueAt">First instant that is too late; null without a deadline, and while it is unknown.</param>
/// <param name="TimeLeft">Time left in words, e.g. <c>còn 3 ngày 4 giờ</c>.</param>
/// <param name="WorkingDaysLeft">Working days from today to the last day in time, today not counted; null without a deadline, past it,
/// and while those of its year are not published.</param>
/// <param name="Obstacles">What keeps it from going on now; shown to its actors only.</param>
/// <param name="DueUnknown">Whether there is a deadline that cannot be computed yet: the working days of its year are not
/// published.</param>
/// <param name="Claims">Who works on it; shown to those of the unit that acts only.</param>
public sealed record OpenStageView(
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
    int? WorkingDaysLeft,
    IReadOnlyList<Obstacle> Obstacles,
    bool DueUnknown,
    IReadOnlyList<ClaimView> Claims
);

/// <summary>An obstacle, as a code for programs and a sentence for people.</summary>
/// <param name="Code">Stable code, as an error has.</param>
/// <param name="Message">Vietnamese: what is missing.</param>
/// <param name="Field">What it is about, if one thing is.</param>
public sealed record Obstacle(string Code, string Message, string? Field);

/// <summary>A cut-off moved by a numbered document.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="Before">First legal day on which a submission is too late.</param>
/// <param name="DocumentNumber">Number of the document.</param>
/// <param name="DocumentDate">Day of the document.</param>
/// <param name="Correction">Why it corrects the one before it; null when it extends.</param>
public sealed record ExtensionView(string Stage, DateOnly Before, string DocumentNumber, DateOnly DocumentDate, string? Correction);

/// <summary>The latest submitted self-assessment.</summary>
/// <param name="Revision">Number of the submission, from 1.</param>
/// <param name="AllPassed">Whether every criterion passed in it.</param>
/// <param name="Criteria">Numbers of the criteria in it, e.g. <c>1</c>.</param>
public sealed record AssessmentView(int Revision, bool AllPassed, IReadOnlyList<string> Criteria);

/// <summary>A criterion that had passed in an earlier revision of the self-assessment and no longer did.</summary>
/// <param name="Code">Number of the criterion.</param>
/// <param name="Revision">Revision in which it was lost.</param>
/// <param name="At">When the dossier learnt of it.</param>
/// <param name="RegainedIn">First later revision in which it passed again; null while it has not.</param>
public sealed record LostCriterionView(string Code, int Revision, DateTimeOffset At, int? RegainedIn);

/// <summary>Something the caller may do now.</summary>
/// <param name="Name">Name of the operation, as in the API description.</param>
/// <param name="Stage">Stage it belongs to; empty when it concerns the dossier as a whole.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Href">Where.</param>
/// <param name="Outcomes">Outcomes that may be chosen, if the act has a choice.</param>
/// <param name="Items">What it may be done to: document keys, or <c>kind/key</c> of items.</param>
public sealed record DossierAction(
    string Name,
    string Stage,
    string Method,
    string Href,
    IReadOnlyList<string>? Outcomes = null,
    IReadOnlyList<string>? Items = null
);

/// <summary>A date that a plan in force sets for a step of the dossier.</summary>
/// <param name="Step"><c>self-assessment</c>, <c>dossier</c>, <c>examination</c>, <c>submission</c> or <c>survey</c>.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Number">Number of the plan.</param>
/// <param name="Text">As the plan words it, e.g. <c>trước ngày 10/4/2021</c>.</param>
/// <param name="From">First instant, UTC, of a month or quarter; null otherwise.</param>
/// <param name="Before">First instant that is too late, UTC.</param>
public sealed record PlannedDateView(string Step, Guid PlanId, string Number, string Text, DateTimeOffset? From, DateTimeOffset Before);

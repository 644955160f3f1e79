namespace Ntm.Notifications.Domain;

/// <summary>Something that a person should know, addressed to whoever holds a role for a unit on the day of reading, or to one person
/// alone.</summary>
internal sealed class Notice
{
    /// <summary>In place of a role: the notice is for one person alone.</summary>
    public const string Person = "person";

    public required Guid Id { get; init; }

    /// <summary>What it is about: <see cref="NoticeKind"/>.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The dossier that it is about; null where it is about something else.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>The plan that it is about; null where it is about something else.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Role that it is for; with <c>#</c> and a department where it is for the people of that one alone; or
    /// <see cref="Person"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Unit of the role; the account where it is for one person.</summary>
    public required string UnitPath { get; init; }

    /// <summary>One Vietnamese sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Stage of the dossier, or an opinion asked at it, or what of a plan is due; empty where it is about the whole.</summary>
    public required string Stage { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When its matter was done; null while it is open.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Why a person gets it.</summary>
internal enum NoticeKind
{
    /// <summary>A stage opened for the reader's role and unit.</summary>
    StageOpened,

    /// <summary>Criteria or documents were returned.</summary>
    Returned,

    /// <summary>Few working days are left.</summary>
    DeadlineApproaching,

    /// <summary>The deadline passed.</summary>
    DeadlineMissed,

    /// <summary>A deadline that was unknown has been computed.</summary>
    DeadlineSet,

    /// <summary>A criterion that had passed no longer does (rớt chuẩn).</summary>
    CriterionLost,

    /// <summary>The work went to another unit, because administrative units changed.</summary>
    HandedOver,

    /// <summary>The cut-off was moved.</summary>
    DeadlineExtended,

    /// <summary>The path came to its end.</summary>
    Closed,

    /// <summary>The reader is asked for an opinion about a dossier.</summary>
    OpinionAsked,

    /// <summary>An opinion that the reader was asked for is waited for.</summary>
    OpinionReminded,

    /// <summary>An opinion that the reader asked for was not given in time.</summary>
    OpinionMissed,

    /// <summary>An opinion that the reader asked for was given.</summary>
    OpinionAnswered,

    /// <summary>A plan was published or amended that gives the reader work.</summary>
    PlanPublished,

    /// <summary>A report on a plan is due.</summary>
    ReportDue,

    /// <summary>A report on a plan is late.</summary>
    ReportLate,

    /// <summary>A target of a plan was reached.</summary>
    TargetReached,

    /// <summary>A difficulty with a plan waits for the reader's unit to answer.</summary>
    DifficultyRaised,

    /// <summary>A difficulty that the reader's unit raised was answered.</summary>
    DifficultyAnswered,

    /// <summary>The time for an answer to a difficulty has passed.</summary>
    DifficultyOverdue,

    /// <summary>A task of a plan was given to the reader's body, changed or opened again.</summary>
    TaskAssigned,

    /// <summary>A task of a plan is overdue.</summary>
    TaskOverdue,

    /// <summary>The reader's account was signed in to from a device that it was not known by.</summary>
    NewDevice,

    /// <summary>Events do not reach the endpoint of another system.</summary>
    EndpointFailing,

    /// <summary>No more events are sent to the endpoint of another system.</summary>
    EndpointDisabled,
}

/// <summary>That one person has read one notice.</summary>
internal sealed class NoticeRead
{
    public required Guid NoticeId { get; init; }
    public required string Subject { get; init; }
    public required DateTimeOffset At { get; init; }
}

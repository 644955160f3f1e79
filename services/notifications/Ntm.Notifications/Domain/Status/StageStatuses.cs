using Ntm.Contracts.Dossier.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>What every status event about a stage says.</summary>
internal abstract record StageStatus : DossierStatus
{
    /// <summary>Key of the stage in the path.</summary>
    public required string Stage { get; init; }

    /// <summary>Official Vietnamese title of the stage.</summary>
    public required string StageTitle { get; init; }

    /// <summary>How often the stage has been opened in this dossier, from 1.</summary>
    public required int Round { get; init; }
}

/// <summary>A stage of the path opened and waits for its actor.</summary>
[StatusType("vn.ntm.dossier.stage-entered", typeof(StageOpened))]
internal sealed record StageEnteredStatus : StageStatus
{
    /// <summary>Kind of the stage.</summary>
    [Names(
        "SelfAssessment",
        "Preparation",
        "PublicNotice",
        "Meeting",
        "Review",
        "Submission",
        "Survey",
        "CouncilVote",
        "Decision",
        "Announcement",
        "Upkeep",
        "Refusal"
    )]
    public required string Kind { get; init; }

    /// <summary>Level of the unit that acts.</summary>
    [Names("commune", "district", "province")]
    public required string ActorLevel { get; init; }

    /// <summary>Role that acts.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acts.</summary>
    public required string ActorUnitPath { get; init; }

    /// <summary>Instant before which the stage must be completed, UTC; absent without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether there is a deadline whose day cannot be computed yet; <c>vn.ntm.deadline.set</c> follows.</summary>
    public required bool DueUnknown { get; init; }
}

/// <summary>What the end of a stage says.</summary>
internal abstract record StageEndStatus : StageStatus
{
    /// <summary>Kind of the stage, as <c>vn.ntm.dossier.stage-entered</c> names it.</summary>
    public required string Kind { get; init; }

    /// <summary>Outcome that was taken, e.g. <c>Approved</c>; <c>Cancelled</c> and <c>Withdrawn</c> where the stage ended without its
    /// actor.</summary>
    public required string Outcome { get; init; }
}

/// <summary>A stage was completed, or ended without its actor. A self-assessment, a survey and an announcement that were completed have
/// types of their own.</summary>
[StatusType("vn.ntm.dossier.stage-completed", typeof(StageCompleted))]
internal sealed record StageCompletedStatus : StageEndStatus;

/// <summary>The commune submitted its self-assessment, which completed the stage.</summary>
[StatusType("vn.ntm.assessment.submitted", typeof(StageCompleted))]
internal sealed record AssessmentSubmittedStatus : StageEndStatus;

/// <summary>The survey of residents was closed, which completed the stage.</summary>
[StatusType("vn.ntm.dossier.survey-closed", typeof(StageCompleted))]
internal sealed record SurveyClosedStatus : StageEndStatus;

/// <summary>The recognition was announced, which completed the stage.</summary>
[StatusType("vn.ntm.dossier.announced", typeof(StageCompleted))]
internal sealed record AnnouncedStatus : StageEndStatus;

/// <summary>What the deadline of an open stage says.</summary>
internal abstract record DeadlineStatus : StageStatus
{
    /// <summary>Instant before which the stage must be completed, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Level of the unit that acts.</summary>
    [Names("commune", "district", "province")]
    public required string ActorLevel { get; init; }

    /// <summary>Role that acts.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acts.</summary>
    public required string ActorUnitPath { get; init; }
}

/// <summary>The deadline of an open stage that was unknown when it opened has been computed; it may have passed already.</summary>
[StatusType("vn.ntm.deadline.set", typeof(DeadlineSet))]
internal sealed record DeadlineSetStatus : DeadlineStatus;

/// <summary>An open stage has few working days left.</summary>
[StatusType("vn.ntm.deadline.approaching", typeof(DeadlineApproaching))]
internal sealed record DeadlineApproachingStatus : DeadlineStatus
{
    /// <summary>Working days left.</summary>
    public required int WorkingDaysLeft { get; init; }
}

/// <summary>The deadline of an open stage passed.</summary>
[StatusType("vn.ntm.deadline.missed", typeof(DeadlineMissed))]
internal sealed record DeadlineMissedStatus : DeadlineStatus;

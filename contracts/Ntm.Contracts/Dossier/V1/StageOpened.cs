using System.Text.Json.Serialization;

namespace Ntm.Contracts.Dossier.V1;

/// <summary>A stage of the path opened and waits for its actor.</summary>
public sealed record StageOpened : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }

    /// <summary>Official Vietnamese title of the stage.</summary>
    public required string StageTitle { get; init; }

    /// <summary>Kind of stage: <c>SelfAssessment</c>, <c>Preparation</c>, <c>PublicNotice</c>, <c>Meeting</c>, <c>Review</c>,
    /// <c>Submission</c>, <c>Survey</c>, <c>CouncilVote</c>, <c>Decision</c>, <c>Announcement</c>, <c>Upkeep</c>, <c>Refusal</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Level of the unit that acts: <c>commune</c>, <c>district</c> or <c>province</c>.</summary>
    public required string ActorLevel { get; init; }

    /// <summary>Role that acts, e.g. <c>officer</c>.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acts.</summary>
    public required string ActorUnitPath { get; init; }

    /// <summary>How often this stage has been opened in this dossier, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Instant before which the stage must be completed; null without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>
    /// True when there is a deadline whose day cannot be computed yet, because the working days of its period are not published;
    /// <c>DeadlineSet</c> follows.
    /// </summary>
    public bool DueUnknown { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }

    /// <summary>Legal day on which the dossier was opened; rules in force on that day apply.</summary>
    public required DateOnly DossierOpenedOn { get; init; }

    /// <summary>Criteria that may be assessed anew while the stage is open; null means all, empty means none. Null is written out: left out
    /// it would read as none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string>? EditableCriteria { get; init; } = [];
}

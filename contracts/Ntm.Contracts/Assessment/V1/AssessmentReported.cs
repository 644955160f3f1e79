namespace Ntm.Contracts.Assessment.V1;

/// <summary>The answer to <c>ReconciliationRequested</c>: which stages of the dossier the assessment service knows otherwise.</summary>
public sealed record AssessmentReported
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Id of the request that this answers.</summary>
    public required Guid StatementId { get; init; }

    /// <summary>The sequence in that request; once the dossier has a higher one, this report is outdated.</summary>
    public required long Sequence { get; init; }

    /// <summary>Open stages without a draft or a survey here.</summary>
    public required IReadOnlyList<NamedStage> Unknown { get; init; }

    /// <summary>Stages that are open here and not in the dossier.</summary>
    public required IReadOnlyList<NamedStage> NotClosed { get; init; }

    /// <summary>Open survey stages whose survey was closed with minutes here.</summary>
    public required IReadOnlyList<NamedStage> Answered { get; init; }

    /// <summary>Submissions of the self-assessment; 0 when there was none.</summary>
    public required int Revision { get; init; }
}

/// <summary>A stage by name.</summary>
/// <param name="Stage">Stage of the path.</param>
/// <param name="Round">How often it has been opened, from 1.</param>
public sealed record NamedStage(string Stage, int Round);

namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// The current state of a dossier, published so that consumers compare it with theirs and report the differences. It changes nothing
/// and is not one of the dossier's numbered events.
/// </summary>
public sealed record ReconciliationRequested
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Events published so far; each is older than the time that an event may be on its way.</summary>
    public required long Sequence { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Instant of the last act on the dossier; null from a publisher that does not say it.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>Highest number whose message has left the dossier's outbox with all before it; null: all have.</summary>
    public long? Delivered { get; init; }

    /// <summary>Stages that wait for their actor.</summary>
    public required IReadOnlyList<ReportedStage> OpenStages { get; init; }
}

/// <summary>A stage of a dossier.</summary>
/// <param name="Stage">Stage of the path.</param>
/// <param name="Kind">Kind of stage, see <c>StageOpened.Kind</c>.</param>
/// <param name="Round">How often it has been opened, from 1.</param>
public sealed record ReportedStage(string Stage, string Kind, int Round);

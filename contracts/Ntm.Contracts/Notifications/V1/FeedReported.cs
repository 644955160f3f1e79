namespace Ntm.Contracts.Notifications.V1;

/// <summary>The answer to <c>ReconciliationRequested</c>: which of the dossier's events the feed has.</summary>
public sealed record FeedReported
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Id of the request that this answers.</summary>
    public required Guid StatementId { get; init; }

    /// <summary>Highest number in the feed; 0 when there is none.</summary>
    public required long Last { get; init; }

    /// <summary>Sequence numbers up to the requested one that are missing in the feed; the first 100 of them.</summary>
    public required IReadOnlyList<long> Missing { get; init; }

    /// <summary>The feed's epoch: another one says that the feed lost events since, so what was confirmed in an older one may be
    /// gone.</summary>
    public Guid? Epoch { get; init; }
}

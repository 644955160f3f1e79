namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// The commune took its dossier back, or the dossier ended because its commune was merged; <c>StageCompleted</c> of every open stage and
/// <c>DossierClosed</c> follow.
/// </summary>
public sealed record DossierWithdrawn : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Why, as the commune's leader wrote it, or which merger ended it.</summary>
    public required string Reason { get; init; }

    /// <summary>Subject of the account that withdrew it; <c>system</c> for a merger.</summary>
    public required string WithdrawnBy { get; init; }

    /// <summary>
    /// The dossier of the merged commune, title and year that goes on in its place. Null where it was taken back, and from a publisher
    /// that did not name it yet.
    /// </summary>
    public Guid? ContinuedIn { get; init; }

    /// <summary>Work that ended by it.</summary>
    public required IReadOnlyList<EndedWork> EndedWork { get; init; }
}

/// <summary>A stage that was open, and who would have acted there.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="StageTitle">Official Vietnamese title of the stage.</param>
/// <param name="ActorRole">Role that would have acted.</param>
/// <param name="ActorUnitPath">Unit that would have acted.</param>
public sealed record EndedWork(string Stage, string StageTitle, string ActorRole, string ActorUnitPath);

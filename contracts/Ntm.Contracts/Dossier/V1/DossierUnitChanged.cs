namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// Administrative units changed (merge, split, move, renaming, end of a level) and a running dossier went along: to the unit that took
/// its unit's place, and its open stages to the units that act there now. Later events carry the new unit.
/// </summary>
public sealed record DossierUnitChanged : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }

    /// <summary>Code of the unit that the dossier is about from now on.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to that unit.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Vietnamese name of that unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Code of the unit that the dossier was about before; the same where it only moved or was renamed.</summary>
    public required string FormerUnitCode { get; init; }

    /// <summary>Path of the unit before.</summary>
    public required string FormerUnitPath { get; init; }

    /// <summary>Open stages whose actor changed.</summary>
    public required IReadOnlyList<HandedOverStage> HandedOver { get; init; }
}

/// <summary>An open stage that other people act at from now on.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="StageTitle">Its official Vietnamese title.</param>
/// <param name="ActorRole">Role that acts, e.g. <c>reviewer</c>.</param>
/// <param name="FormerActorUnitPath">Path of the unit that acted before.</param>
/// <param name="ActorUnitPath">Path of the unit that acts now.</param>
/// <param name="DueAt">Instant before which the stage must be completed, unchanged; null without a deadline.</param>
public sealed record HandedOverStage(
    string Stage,
    string StageTitle,
    string ActorRole,
    string FormerActorUnitPath,
    string ActorUnitPath,
    DateTimeOffset? DueAt
);

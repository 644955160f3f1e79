namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// What every event about a dossier carries, so that a consumer can keep any of them in order.
/// It is no message itself: each record below has its own wire identity.
/// </summary>
public interface IDossierEvent
{
    /// <summary>UUIDv7; the same over every redelivery.</summary>
    Guid EventId { get; }

    /// <summary>Instant of the transaction that made it true, UTC.</summary>
    DateTimeOffset OccurredAt { get; }
    Guid DossierId { get; }

    /// <summary>Counts the events of this dossier from 1, without gaps.</summary>
    long Sequence { get; }

    /// <summary>Code of the unit the dossier is about.</summary>
    string UnitCode { get; }

    /// <summary>Codes from the province down to the unit on the day the dossier was opened.</summary>
    string UnitPath { get; }
}

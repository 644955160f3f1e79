namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// What every event about an opinion asked of others (xin ý kiến phối hợp) carries. Only those who act at the stage that asks and those
/// who are asked may know of it: it is none of the dossier's numbered events, no feed has it, and no word of question or answer is in it.
/// It is no message itself: each record below has its own wire identity.
/// </summary>
public interface IOpinionEvent
{
    /// <summary>UUIDv7; the same over every redelivery.</summary>
    Guid EventId { get; }

    /// <summary>Instant of the transaction that made it true, UTC.</summary>
    DateTimeOffset OccurredAt { get; }
    Guid DossierId { get; }

    /// <summary>Code of the unit the dossier is about.</summary>
    string UnitCode { get; }

    /// <summary>Codes from the province down to that unit.</summary>
    string UnitPath { get; }

    /// <summary>Vietnamese name of that unit.</summary>
    string UnitName { get; }

    /// <summary>Counts the opinions asked about this dossier from 1.</summary>
    int Number { get; }

    /// <summary>Key of the stage that asks.</summary>
    string Stage { get; }

    /// <summary>Its official Vietnamese title.</summary>
    string StageTitle { get; }
}

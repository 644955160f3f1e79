namespace Ntm.Dossier.Persistence;

/// <summary>A dossier as it lies in the database: what is searched by as columns, the rest as two JSON documents.</summary>
internal sealed class DossierRow
{
    public required Guid Id { get; init; }

    /// <summary>Sort key of lists: year, unit code, title and, from the second dossier of these on, its number; newest year last.</summary>
    public required string SortKey { get; set; }
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }

    /// <summary>The unit's name as <see cref="Ntm.Persistence.NameSearch"/> finds it.</summary>
    public required string SearchName { get; set; }
    public required string UnitPath { get; set; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required string PathKey { get; init; }
    public required int PathVersion { get; init; }

    /// <summary>SHA-256 of the path's file when the dossier began.</summary>
    public required string PathHash { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public required string Status { get; set; }

    /// <summary>Where the tokens lie on the path.</summary>
    public required string PathState { get; set; }
    public required string Content { get; set; }

    /// <summary>Events published so far.</summary>
    public required long Sequence { get; set; }

    /// <summary>Entries of the audit chain so far, and the hash of the last.</summary>
    public required long AuditSequence { get; set; }
    public required string AuditHash { get; set; }
    public required int Version { get; set; }
}

/// <summary>A share of an open stage that is not done, for the inbox: the whole stage where it is not divided among
/// departments; or an opinion on it that is waited for.</summary>
internal sealed class OpenStageRow
{
    /// <summary>Dossier, stage, round and, of a department's share, the department, of an opinion its number; also breaks ties in the
    /// order of the inbox.</summary>
    public required string Key { get; init; }
    public required Guid DossierId { get; init; }
    public required string Stage { get; init; }
    public required string StageTitle { get; init; }
    public required string Kind { get; init; }
    public required int Round { get; init; }

    /// <summary>Who must act: <c>role@unit</c>, with <c>#department</c> for its share, and with <c>#</c> alone for the
    /// consolidation.</summary>
    public required string Actor { get; init; }

    /// <summary>Department by which the share is known; null where none does it.</summary>
    public string? Department { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitName { get; init; }

    /// <summary>The unit's name as <see cref="Ntm.Persistence.NameSearch"/> finds it.</summary>
    public required string SearchName { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Deadline; stages without one sort last, behind those whose deadline is unknown.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Account that works on it; null while nobody does.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>Name of the person.</summary>
    public string? ClaimedByName { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>What was said when it was handed over.</summary>
    public string? ClaimNote { get; set; }

    public static readonly DateTimeOffset UnknownDeadline = new(9998, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset NoDeadline = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>A link of a dossier's audit chain.</summary>
internal sealed class AuditRow
{
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? OnBehalfOf { get; init; }
    public required string Action { get; init; }
    public string? Stage { get; init; }
    public required string Payload { get; init; }
    public required string Hash { get; init; }
}

/// <summary>A submitted revision of a self-assessment, kept to show what changed.</summary>
internal sealed class AssessmentRow
{
    public required Guid DossierId { get; init; }
    public required int Revision { get; init; }

    /// <summary>The criteria as the assessment service reported them, JSON.</summary>
    public required string Criteria { get; init; }
}

/// <summary>An event as it was published, stored so that it can be published again to a consumer that lost it.</summary>
internal sealed class EventRow
{
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }

    /// <summary>Full name of the contract type.</summary>
    public required string Type { get; init; }

    /// <summary>Name, stage and round of what opens or closes a stage; empty for other events.</summary>
    public required string Subject { get; init; }
    public required string Body { get; init; }
}

/// <summary>The last reconciliation request of a dossier, and the reports on it.</summary>
internal sealed class ReconciliationRequestRow
{
    public required Guid DossierId { get; init; }
    public Guid StatementId { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Report of the feed, JSON; null until received.</summary>
    public string? Feed { get; set; }

    /// <summary>Report of the assessment service, JSON; null until received.</summary>
    public string? Assessment { get; set; }
}

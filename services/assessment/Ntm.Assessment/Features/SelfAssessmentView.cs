namespace Ntm.Assessment.Features;

/// <summary>A self-assessment as the caller may see it.</summary>
public sealed record SelfAssessmentView
{
    /// <summary>Id of the self-assessment.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the dossier it belongs to.</summary>
    public required Guid DossierId { get; init; }

    /// <summary>Official code of the commune.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Title sought, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Year the title is sought for.</summary>
    public required int Year { get; init; }

    /// <summary>Null where no set was in force for the title when the dossier was opened; <see cref="Note"/> says so.</summary>
    public required string? CriteriaSet { get; init; }

    /// <summary>Vietnamese: why there is no criteria set; null when there is one.</summary>
    public required string? Note { get; init; }

    /// <summary><c>draft</c>: what the commune is working on; <c>submitted</c>: the last revision, for those above; without
    /// criteria while there is none.</summary>
    public required string Shows { get; init; }

    /// <summary>Submissions so far.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether every criterion passes with the values shown.</summary>
    public required bool AllCriteriaPassed { get; init; }

    /// <summary>Indicators without a complete value.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Codes of the indicators that do not reach their threshold.</summary>
    public required IReadOnlyList<string> Failing { get; init; }

    /// <summary>Indicators that wait for the province to confirm a threshold.</summary>
    public required IReadOnlyList<string> Undecidable { get; init; }

    /// <summary>Codes of the indicators whose values count only with evidence and have none; while there is any, nothing is
    /// submitted.</summary>
    public required IReadOnlyList<string> MissingEvidence { get; init; }

    /// <summary>The criteria, each with its indicators.</summary>
    public required IReadOnlyList<CriterionView> Criteria { get; init; }

    /// <summary>Criteria whose values and evidence may be changed now.</summary>
    public required IReadOnlyList<string> EditableCriteria { get; init; }

    /// <summary>What the caller may do now: <c>put-values</c>, <c>attach-evidence</c>, <c>submit</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }
}

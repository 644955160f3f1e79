using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Features.Reports;

/// <summary>A unit's report on a plan.</summary>
public sealed record ReportView
{
    /// <summary>Id of the report, chosen by who sent it first.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Official code of the unit.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>First legal day that it is about.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last legal day that it is about.</summary>
    public required DateOnly End { get; init; }

    /// <summary>First instant that is too late, UTC; null where the rule names no cut-off.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether its first revision came after the due.</summary>
    public required bool Late { get; init; }

    /// <summary>Number of the revision shown, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>What it says.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>Name of who filed this revision.</summary>
    public required string FiledByName { get; init; }

    /// <summary>Whether the commune filed it in the village's place.</summary>
    public required bool OnBehalf { get; init; }

    /// <summary>When this revision came, UTC.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Why the report was returned; null while it is not.</summary>
    public required string? ReturnReason { get; init; }

    /// <summary>When it was returned, UTC; null while it is not.</summary>
    public required DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Counts the saves; sent as <c>If-Match</c>.</summary>
    public required int Version { get; init; }

    internal static ReportView Of(Report report, ReportRevision revision) =>
        new()
        {
            Id = report.Id,
            PlanId = report.PlanId,
            Rule = report.Rule,
            UnitCode = report.UnitCode,
            UnitName = report.UnitName,
            Start = report.From,
            End = report.To,
            DueAt = report.DueAt,
            Late = report.Late,
            Revision = revision.Number,
            Content = revision.Content,
            FiledByName = revision.FiledByName,
            OnBehalf = revision.OnBehalf,
            FiledAt = revision.FiledAt,
            ReturnReason = report.ReturnReason,
            ReturnedAt = report.ReturnedAt,
            Version = report.Version,
        };
}

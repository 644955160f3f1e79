namespace Ntm.Planning.Domain.Content;

/// <summary>Everything a plan (kế hoạch) says, in the order of its workbook.</summary>
public sealed record PlanContent
{
    /// <summary>Number, issuer, subject, parent, recipients and attachments.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>The periods, the main one first: a campaign may have several peaks.</summary>
    [Items(1, 20)]
    public required IReadOnlyList<PlanPeriod> Periods { get; init; }

    /// <summary>Bodies and offices that the plan names.</summary>
    [Items(0, 200)]
    public IReadOnlyList<PlanBody> Bodies { get; init; } = [];

    /// <summary>Communes, villages, roads and other places that it names.</summary>
    [Items(0, 500)]
    public IReadOnlyList<PlanPlace> Places { get; init; } = [];

    /// <summary>Targets (chỉ tiêu).</summary>
    [Items(0, 300)]
    public IReadOnlyList<PlanTarget> Targets { get; init; } = [];

    /// <summary>How targets are split over places below.</summary>
    [Items(0, 5000)]
    public IReadOnlyList<TargetSplit> Split { get; init; } = [];

    /// <summary>Tasks, and who answers for them.</summary>
    [Items(0, 500)]
    public IReadOnlyList<PlanTask> Tasks { get; init; } = [];

    /// <summary>Who reports to whom, and when.</summary>
    [Items(0, 60)]
    public IReadOnlyList<ReportingRule> Reporting { get; init; } = [];

    /// <summary>Where the money, material and work come from.</summary>
    [Items(0, 200)]
    public IReadOnlyList<PlanFund> Funding { get; init; } = [];

    /// <summary>Documents that it rests on or names.</summary>
    [Items(0, 200)]
    public IReadOnlyList<PlanDocument> Documents { get; init; } = [];

    /// <summary>Standing rules: hard criteria, minima, carry-over, praise and others.</summary>
    [Items(0, 300)]
    public IReadOnlyList<PlanRule> Rules { get; init; } = [];
}

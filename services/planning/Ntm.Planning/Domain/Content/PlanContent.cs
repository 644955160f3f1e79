namespace Ntm.Planning.Domain.Content;

/// <summary>Everything a plan (kế hoạch) says, in the order of its workbook.</summary>
/// <example>
/// { "header": {"style": "state", "number": "01/KH-BCĐ", "issuedOn": "2026-03-09", "issuer": "BCD", "subject": "Xây dựng nông thôn mới"},
/// "periods": [{"key": "G0", "name": "năm 2026", "kind": "main", "from": "2026-03-09", "to": "2026-12-31"}],
/// "bodies": [{"key": "BCD", "name": "Ban chỉ đạo xã", "short": "BCĐ", "level": "commune", "kind": "steering"}],
/// "places": [{"key": "XA", "name": "xã", "kind": "commune"}],
/// "targets": [{"key": "T01", "text": "Vườn mẫu", "measure": "vườn", "kind": "reach", "operator": "=", "value": 5, "place": "XA"}],
/// "tasks": [{"key": "K01", "text": "Làm vườn mẫu", "accountable": ["BCD"], "serves": ["T01"],
/// "due": {"text": "trước 30/6", "kind": "before-day", "day": "2026-06-30"}}] }
/// </example>
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
    [Items(0, 2000)]
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

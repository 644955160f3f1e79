using Ntm.Planning.Domain.Visits;

namespace Ntm.Planning.Features.Visits;

/// <summary>A visit of an inspection team.</summary>
/// <param name="Id">Id of the visit.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="UnitCode">Official code of the unit visited.</param>
/// <param name="UnitName">Vietnamese name of that unit.</param>
/// <param name="Team">Key of the body of the plan that came.</param>
/// <param name="Day">Legal day of the visit.</param>
/// <param name="Version">Version, the <c>ETag</c>.</param>
public sealed record VisitView(Guid Id, Guid PlanId, string UnitCode, string UnitName, string Team, DateOnly Day, int Version)
{
    internal static VisitView Of(Visit visit) =>
        new(visit.Id, visit.PlanId, visit.UnitCode, visit.UnitName, visit.Team, visit.Day, visit.Version);
}

/// <summary>Something that a visit found.</summary>
/// <param name="VisitId">Id of the visit.</param>
/// <param name="Number">Number in the visit, from 1.</param>
/// <param name="UnitCode">Official code of the unit visited.</param>
/// <param name="Text">What was found.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="FollowUpBy">Last legal day for the follow-up; null where none is wanted.</param>
/// <param name="DoneOn">Legal day on which it was done; null while it is not.</param>
/// <param name="Overdue">Whether the follow-up is late.</param>
public sealed record FindingView(
    Guid VisitId,
    int Number,
    string UnitCode,
    string Text,
    FindingSeverity Severity,
    DateOnly? FollowUpBy,
    DateOnly? DoneOn,
    bool Overdue
)
{
    internal static FindingView Of(Finding finding, DateOnly today) =>
        new(
            finding.VisitId,
            finding.Number,
            UnitScope.CodeOf(finding.UnitPath),
            finding.Text,
            finding.Severity,
            finding.FollowUpBy,
            finding.DoneOn,
            finding.IsOverdue(today)
        );
}

using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Persistence;

/// <summary>The events about reports and targets; one plan's arrive in order.</summary>
internal static class ReportEvents
{
    /// <summary>Adds the event that a report, or a correction of one, came.</summary>
    public static void PublishFiled(this PlanningDbContext db, Report report, bool onBehalf)
    {
        db.Publish(
            new ReportFiled
            {
                EventId = Guid.CreateVersion7(report.FiledAt),
                OccurredAt = report.FiledAt,
                PlanId = report.PlanId,
                ReportId = report.Id,
                Rule = report.Rule,
                UnitCode = report.UnitCode,
                UnitPath = report.UnitPath,
                From = report.From,
                To = report.To,
                Revision = report.Revision,
                Late = report.Late,
                OnBehalf = onBehalf,
            }
        );
    }

    /// <summary>Adds the event that a report is due soon, or that somebody reminds of one.</summary>
    /// <param name="db">Takes the event.</param>
    /// <param name="duty">The report that is due.</param>
    /// <param name="by">Account that reminds; null for the calendar.</param>
    /// <param name="at">When.</param>
    public static void PublishDue(this PlanningDbContext db, ReportDuty duty, string? by, DateTimeOffset at)
    {
        db.Publish(
            new ReportDue
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = duty.PlanId,
                DutyId = duty.Id,
                Rule = duty.Rule,
                UnitCode = duty.UnitCode,
                UnitPath = duty.UnitPath,
                From = duty.From,
                To = duty.To,
                DueAt = duty.DueAt,
                RemindedBy = by,
            }
        );
    }

    /// <summary>Adds the event that a due has passed with nothing filed.</summary>
    public static void PublishLate(this PlanningDbContext db, ReportDuty duty, DateTimeOffset at)
    {
        db.Publish(
            new ReportLate
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = duty.PlanId,
                DutyId = duty.Id,
                Rule = duty.Rule,
                UnitCode = duty.UnitCode,
                UnitPath = duty.UnitPath,
                From = duty.From,
                To = duty.To,
                DueAt = duty.DueAt,
            }
        );
    }

    /// <summary>Adds the event that a target is reached.</summary>
    public static void PublishReached(this PlanningDbContext db, Plan plan, string target, DateTimeOffset at)
    {
        db.Publish(
            new TargetReached
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Target = target,
            }
        );
    }
}

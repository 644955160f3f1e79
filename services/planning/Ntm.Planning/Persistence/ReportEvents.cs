using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Persistence;

/// <summary>The events about reports and targets; one plan's arrive in order.</summary>
internal static class ReportEvents
{
    /// <summary>Adds the event that a report, or a correction of one, came.</summary>
    public static void PublishFiled(this PlanningDbContext db, Report report, bool onBehalf)
    {
        var id = Guid.CreateVersion7(report.FiledAt);
        db.Publish(
            new ReportFiled
            {
                EventId = id,
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
            },
            id,
            report.PlanId.ToString("N"),
            report.FiledAt
        );
    }

    /// <summary>Adds the event that a report is due soon, or that somebody reminds of one.</summary>
    /// <param name="db">Takes the event.</param>
    /// <param name="duty">The report that is due.</param>
    /// <param name="by">Account that reminds; null for the calendar.</param>
    /// <param name="at">When.</param>
    public static void PublishDue(this PlanningDbContext db, ReportDuty duty, string? by, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        db.Publish(
            new ReportDue
            {
                EventId = id,
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
            },
            id,
            duty.PlanId.ToString("N"),
            at
        );
    }

    /// <summary>Adds the event that a due has passed with nothing filed.</summary>
    public static void PublishLate(this PlanningDbContext db, ReportDuty duty, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        db.Publish(
            new ReportLate
            {
                EventId = id,
                OccurredAt = at,
                PlanId = duty.PlanId,
                DutyId = duty.Id,
                Rule = duty.Rule,
                UnitCode = duty.UnitCode,
                UnitPath = duty.UnitPath,
                From = duty.From,
                To = duty.To,
                DueAt = duty.DueAt,
            },
            id,
            duty.PlanId.ToString("N"),
            at
        );
    }

    /// <summary>Adds the event that a target is reached.</summary>
    public static void PublishReached(this PlanningDbContext db, Plan plan, string target, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        db.Publish(
            new TargetReached
            {
                EventId = id,
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Target = target,
            },
            id,
            plan.Id.ToString("N"),
            at
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Persistence;

/// <summary>Keeps the reports that are due in step with the newest edition of a plan, and one timer a plan for what comes next.</summary>
internal sealed class DutySchedule(PlanningDbContext db, IOptions<PlanningOptions> options)
{
    /// <summary>Kind of the timers.</summary>
    public const string TimerKind = "report-duties";

    /// <summary>How long before its due somebody is reminded.</summary>
    public TimeSpan Lead => options.Value.ReminderLead;

    /// <summary>
    /// Makes what an edition demands from now on and drops what it demands no longer. What was due before the plan was published, and what
    /// somebody reported on, stays as it is.
    /// </summary>
    public async Task FollowAsync(Plan plan, PlanContent content, DateTimeOffset now, CancellationToken cancellation)
    {
        var below = await db.UnitsBelowAsync(plan.UnitPath, VietnamTime.DayOf(now), cancellation);
        var wanted = Wanted(plan, content, below, now).ToDictionary(row => (row.Rule, row.Unit.Path, row.Span.From));
        var pending = new List<ReportDuty>();
        foreach (var duty in await db.Duties.Where(duty => duty.PlanId == plan.Id).ToListAsync(cancellation))
        {
            var open = duty.Status == DutyStatus.Pending && duty.DueAt > now;
            if (wanted.Remove((duty.Rule, duty.UnitPath, duty.From), out var same) && open)
            {
                duty.Move(same.Span);
                pending.Add(duty);
            }
            else if (open)
            {
                db.Duties.Remove(duty);
            }
            else if (duty.Status == DutyStatus.Pending)
            {
                // Its due has passed and is not told yet: the timer that tells it must not move to a later one.
                pending.Add(duty);
            }
        }

        var added = wanted.Values.Select(row => ReportDuty.Of(plan.Id, row.Rule, row.Unit, row.Span, now)).ToList();
        db.Duties.AddRange(added);
        await ScheduleAsync(plan.Id, [.. pending, .. added], null, now, cancellation);
    }

    /// <summary>Drops what is not due yet: nothing is reported on a closed plan.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation) =>
        db.Duties.RemoveRange(
            await db.Duties.Where(duty => duty.PlanId == planId && duty.Status == DutyStatus.Pending).ToListAsync(cancellation)
        );

    /// <summary>Sets the timer of a plan to the next reminder or due.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="pending">Duties that are known.</param>
    /// <param name="later">Due of the first that is not among them; null for none.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task ScheduleAsync(
        Guid planId,
        IEnumerable<ReportDuty> pending,
        DateTimeOffset? later,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var next = pending
            .Where(duty => duty.Status == DutyStatus.Pending)
            .Select(duty => duty.RemindedAt is null ? duty.DueAt - Lead : duty.DueAt)
            .Append(later - Lead ?? DateTimeOffset.MaxValue)
            .Min();
        if (next < DateTimeOffset.MaxValue)
        {
            await db.ScheduleAsync($"{TimerKind}/{planId:N}", TimerKind, next > now ? next : now, planId.ToString("N"), cancellation);
        }
    }

    private static IEnumerable<(string Rule, PlanUnit Unit, ReportSpan Span)> Wanted(
        Plan plan,
        PlanContent content,
        List<PlanUnit> below,
        DateTimeOffset now
    ) =>
        from rule in content.Reporting
        let units = DutyCalendar.UnitsOf(content, rule, plan.Unit, below)
        from span in DutyCalendar.SpansOf(content, rule, WorkingDayCalendar.VietNam)
        where span.Before > now
        from unit in units
        select (rule.Key, unit, span);
}

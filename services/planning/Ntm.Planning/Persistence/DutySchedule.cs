using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Units;

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
    /// somebody reported on, stays as it is. Of a plan whose time is over, units of which nothing is known get all that was due, closed.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="content">Its newest edition.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <param name="units">Which units stand where others stood, to which open duties go; null where none changed.</param>
    public async Task FollowAsync(
        Plan plan,
        PlanContent content,
        DateTimeOffset now,
        CancellationToken cancellation,
        UnitSuccession? units = null
    )
    {
        var today = VietnamTime.DayOf(now);
        var isOver = plan.To < today;
        var below = await db.UnitsBelowAsync(plan.UnitPath, today, cancellation);
        var since = await db.FirstDaysAsync(plan.UnitPath, cancellation);
        var rows = await db.Duties.Where(duty => duty.PlanId == plan.Id).ToListAsync(cancellation);
        MoveOpen(rows, units, now);
        var known = isOver ? rows.Select(duty => duty.UnitCode).ToHashSet() : [];
        var wanted = Wanted(plan, content, below)
            .Where(row => row.Span.Before > now || (isOver && row.Span.Before is not null && !known.Contains(row.Unit.Code)))
            .Where(row => row.Unit.Code == plan.UnitCode || since.GetValueOrDefault(row.Unit.Code) <= row.Span.To)
            .ToDictionary(row => (row.Rule, row.Unit.Path, row.Span.From));
        var pending = new List<ReportDuty>();
        foreach (var duty in rows)
        {
            var open = IsOpen(duty, now);
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
        added.Where(duty => duty.DueAt <= now).ToList().ForEach(duty => duty.End());
        db.Duties.AddRange(added);
        await ScheduleAsync(plan.Id, [.. pending, .. added], null, now, cancellation);
    }

    /// <summary>Closes what is not due yet: nothing is reported on a closed plan.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation)
    {
        var pending = db.Duties.Where(duty => duty.PlanId == planId && duty.Status == DutyStatus.Pending);
        (await pending.ToListAsync(cancellation)).ForEach(duty => duty.End());
    }

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

    /// <summary>Open duties go to the unit that stands where theirs stood, once: one that the unit has already stays alone.</summary>
    private static void MoveOpen(List<ReportDuty> rows, UnitSuccession? units, DateTimeOffset now)
    {
        var taken = rows.Select(duty => (duty.Rule, duty.UnitPath, duty.From)).ToHashSet();
        foreach (var duty in rows.Where(duty => IsOpen(duty, now)))
        {
            if (
                units?.Of(duty.UnitCode) is { } unit
                && (unit.Path, unit.Name) != (duty.UnitPath, duty.UnitName)
                && (unit.Path == duty.UnitPath || taken.Add((duty.Rule, unit.Path, duty.From)))
            )
            {
                duty.GoTo(unit);
            }
        }
    }

    private static bool IsOpen(ReportDuty duty, DateTimeOffset now) => duty.Status == DutyStatus.Pending && duty.DueAt > now;

    private static IEnumerable<(string Rule, PlanUnit Unit, ReportSpan Span)> Wanted(
        Plan plan,
        PlanContent content,
        List<PlanUnit> below
    ) =>
        from rule in content.Reporting
        let units = DutyCalendar.UnitsOf(content, rule, plan.Unit, below)
        from span in DutyCalendar.SpansOf(content, rule, WorkingDayCalendar.VietNam)
        from unit in units
        select (rule.Key, unit, span);
}

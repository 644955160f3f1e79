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
    /// Makes what an edition demands from now on, as far ahead as duties are entered, and drops what it demands no longer. What was due
    /// before the plan was published, and what somebody reported on, stays as it is. Of a plan whose time is over, units of which nothing
    /// is known get all that was due, closed.
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
        var (isOver, until) = (plan.IsOver(now), UntilOf(now));
        var demanded = SpansOf(content).Where(row => isOver || row.Span.Before > now).ToList();
        var near = demanded.Where(row => isOver || row.Span.From <= until).ToList();
        var first = near.Select(row => row.Span.From).DefaultIfEmpty(DateOnly.MaxValue).Min();
        var rows = await db
            .Duties.Where(duty => duty.PlanId == plan.Id && (duty.From >= first || duty.Status == DutyStatus.Pending))
            .ToListAsync(cancellation);
        MoveOpen(rows, units, now);
        var known = isOver ? rows.Select(duty => duty.UnitCode).ToHashSet() : [];
        var since = await db.FirstDaysAsync(plan.UnitPath, cancellation);
        var wanted = (await WithUnitsAsync(plan, content, near, now, cancellation))
            .Where(row => row.Span.Before > now || !known.Contains(row.Unit.Code))
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
                // Its due has passed and is not marked yet: the timer that marks it must not move to a later one.
                pending.Add(duty);
            }
        }

        var added = wanted.Values.Select(row => ReportDuty.Of(plan.Id, row.Rule, row.Unit, row.Span, now)).ToList();
        added.Where(duty => duty.DueAt <= now).ToList().ForEach(duty => duty.End());
        db.Duties.AddRange(added);
        await ScheduleAsync(plan.Id, [.. pending, .. added], NextAfter(demanded, until), now, cancellation);
    }

    /// <summary>Makes what has come near since the duties of a plan were made last.</summary>
    /// <returns>What was made, and when there is more to make; null for no more.</returns>
    public async Task<(IReadOnlyList<ReportDuty> Added, DateTimeOffset? Next)> ExtendAsync(
        Guid planId,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var plan = await db.Plans.AsNoTracking().FirstAsync(row => row.Id == planId, cancellation);
        if (plan.Status != PlanStatus.Published || await db.NewestAsync(plan, cancellation) is not { } edition)
        {
            return ([], null);
        }

        var made = await db
            .Duties.Where(duty => duty.PlanId == planId)
            .GroupBy(duty => duty.Rule)
            .Select(rule => new { rule.Key, Last = rule.Max(duty => duty.From) })
            .ToDictionaryAsync(rule => rule.Key, rule => rule.Last, cancellation);
        var until = UntilOf(now);
        var demanded = SpansOf(edition.Content)
            .Where(row => row.Span.Before > edition.PublishedAt && row.Span.From > made.GetValueOrDefault(row.Rule.Key))
            .ToList();
        var near = demanded.Where(row => row.Span.From <= until).ToList();
        var wanted = near.Count == 0 ? [] : await WithUnitsAsync(plan, edition.Content, near, now, cancellation);
        var added = wanted.Select(row => ReportDuty.Of(planId, row.Rule, row.Unit, row.Span, now)).ToList();
        db.Duties.AddRange(added);
        return (added, NextAfter(demanded, until));
    }

    /// <summary>Closes what is not due yet: nothing is reported on a closed plan.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation)
    {
        var pending = db.Duties.Where(duty => duty.PlanId == planId && duty.Status == DutyStatus.Pending);
        (await pending.ToListAsync(cancellation)).ForEach(duty => duty.End());
    }

    /// <summary>Sets the timer of a plan to the next reminder or due, or to the day on which more duties are made.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="pending">Duties that are known.</param>
    /// <param name="other">The first instant for another reason; null for none.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task ScheduleAsync(
        Guid planId,
        IEnumerable<ReportDuty> pending,
        DateTimeOffset? other,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var next = pending
            .Where(duty => duty.Status == DutyStatus.Pending)
            .Select(duty => duty.RemindedAt is null ? duty.DueAt - Lead : duty.DueAt)
            .Append(other ?? DateTimeOffset.MaxValue)
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

    private DateOnly UntilOf(DateTimeOffset now) => VietnamTime.DayOf(now).AddDays(options.Value.DutyDaysAhead);

    /// <summary>The day on which the first span that is too far ahead has come near.</summary>
    private DateTimeOffset? NextAfter(IEnumerable<(ReportingRule Rule, ReportSpan Span)> demanded, DateOnly until) =>
        demanded.Where(row => row.Span.From > until).Select(row => (DateOnly?)row.Span.From).Min() is { } from
            ? VietnamTime.StartOf(from.AddDays(-options.Value.DutyDaysAhead))
            : null;

    private static IEnumerable<(ReportingRule Rule, ReportSpan Span)> SpansOf(PlanContent content) =>
        content.Reporting.SelectMany(rule =>
            DutyCalendar
                .SpansOf(content, rule, WorkingDayCalendar.VietNam)
                .Where(span => span.Before is not null)
                .Select(span => (rule, span))
        );

    private async Task<List<(string Rule, PlanUnit Unit, ReportSpan Span)>> WithUnitsAsync(
        Plan plan,
        PlanContent content,
        List<(ReportingRule Rule, ReportSpan Span)> spans,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var below = await db.UnitsBelowAsync(plan.UnitPath, VietnamTime.DayOf(now), cancellation);
        return
        [
            .. from row in spans.GroupBy(row => row.Rule)
            let units = DutyCalendar.UnitsOf(content, row.Key, plan.Unit, below)
            from span in row
            from unit in units
            select (row.Key.Key, unit, span.Span),
        ];
    }
}

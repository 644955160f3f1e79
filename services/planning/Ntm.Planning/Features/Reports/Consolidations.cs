using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>A span of a plan whose reports are put together.</summary>
internal sealed record ConsolidatedSpan(Plan Plan, PlanContent Content, ReportingRule Rule, ReportSpan Span, Consolidation? Sent);

/// <summary>Finds and shows consolidated reports.</summary>
internal sealed class Consolidations(PlanningDbContext db)
{
    /// <summary>Finds the span; only officers, leaders and auditors of the plan's unit or one above see it.</summary>
    public async Task<Result<ConsolidatedSpan>> FindAsync(
        Guid planId,
        string rule,
        DateOnly start,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var plan = await db.Plans.FirstOrDefaultAsync(row => row.Id == planId, cancellation);
        if (plan is null || plan.Editions == 0 || !ReportAccess.Sees(caller, plan.UnitPath))
        {
            return PlanErrors.NotFound;
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        if (content.Reporting.FirstOrDefault(row => row.Key == rule) is not { } found)
        {
            return ReportErrors.ConsolidationNotFound;
        }

        var span = DutyCalendar.SpansOf(content, found, WorkingDayCalendar.VietNam).FirstOrDefault(row => row.From == start);
        return span is null
            ? ReportErrors.ConsolidationNotFound
            : new ConsolidatedSpan(plan, content, found, span, await db.Consolidations.FindAsync([planId, rule, start], cancellation));
    }

    /// <summary>What every unit reported, the sums, and what was sent.</summary>
    public async Task<ConsolidationView> ShowAsync(ConsolidatedSpan found, CancellationToken cancellation)
    {
        var (plan, rule, span) = (found.Plan, found.Rule.Key, found.Span);
        var duties = await db
            .Duties.AsNoTracking()
            .Where(row => row.PlanId == plan.Id && row.Rule == rule && row.From == span.From && row.UnitPath != plan.UnitPath)
            .ToListAsync(cancellation);
        var filed = await (
            from report in db.Reports.AsNoTracking()
            join revision in db.ReportRevisions.AsNoTracking()
                on new { ReportId = report.Id, Number = report.Revision } equals new { revision.ReportId, revision.Number }
            where report.PlanId == plan.Id && report.Rule == rule && report.From == span.From && report.UnitPath != plan.UnitPath
            select new { report, revision.Content }
        ).ToListAsync(cancellation);
        var units = filed
            .Select(row => Show(row.report, row.Content))
            .Concat(
                duties
                    .Where(duty => filed.TrueForAll(row => row.report.UnitCode != duty.UnitCode))
                    .Select(duty => new ConsolidatedUnit(duty.UnitCode, duty.UnitName, duty.Status, null, null))
            )
            .OrderBy(unit => unit.UnitCode, StringComparer.Ordinal)
            .ToList();
        return await WithSentAsync(found, units, cancellation);
    }

    private async Task<ConsolidationView> WithSentAsync(
        ConsolidatedSpan found,
        List<ConsolidatedUnit> units,
        CancellationToken cancellation
    )
    {
        var (planId, rule, from) = (found.Plan.Id, found.Rule.Key, found.Span.From);
        var sent = await db
            .ConsolidationRevisions.AsNoTracking()
            .Where(row => row.PlanId == planId && row.Rule == rule && row.From == from)
            .OrderByDescending(row => row.Number)
            .Select(row => new SentConsolidation(row.Number, row.Words, row.NextWeek, row.SentByName, row.SentAt))
            .ToListAsync(cancellation);
        var each = await EachAsync(found, units, cancellation);
        return new ConsolidationView
        {
            PlanId = planId,
            Rule = rule,
            Start = from,
            End = found.Span.To,
            Units = units,
            Sums = [.. SumsOf(units).Where(sum => !each.ContainsKey(sum.Target)).Concat(each.Values).OrderBy(sum => sum.Target)],
            Missing = units.Count(unit => unit.Status == DutyStatus.Missing),
            Late = units.Count(unit => unit.Status == DutyStatus.Late),
            Returned = units.Count(unit => unit.Status == DutyStatus.Returned),
            Sent = sent.FirstOrDefault(),
            Earlier = [.. sent.Skip(1)],
            ReturnReason = found.Sent?.ReturnReason,
            Version = found.Sent?.Version ?? 0,
        };
    }

    private static ConsolidatedUnit Show(Report report, ReportContent content) =>
        new(
            report.UnitCode,
            report.UnitName,
            report.ReturnReason is not null ? DutyStatus.Returned
                : report.Late ? DutyStatus.Late
                : DutyStatus.Filed,
            report.Id,
            content
        );

    /// <summary>Figures of one target in two units of measure, of before and after an amendment, are two sums.</summary>
    private static IEnumerable<ConsolidatedSum> SumsOf(List<ConsolidatedUnit> units) =>
        from figure in units.SelectMany(unit => unit.Content?.Figures ?? [])
        group figure by (figure.Target, figure.Measure) into rows
        orderby rows.Key.Target, rows.Key.Measure
        let value = rows.Sum(row => row.Value)
        let of = rows.All(row => row.Of is null) ? null : rows.Sum(row => row.Of)
        select new ConsolidatedSum(
            rows.Key.Target,
            rows.Key.Measure,
            value,
            of,
            of > 0 ? Math.Round(100 * value / of.Value, 2) : null,
            rows.Count(),
            null
        );

    /// <summary>Targets for each unit that were reported in the span: how many have reached them by its end, and the lowest.</summary>
    private async Task<Dictionary<string, ConsolidatedSum>> EachAsync(
        ConsolidatedSpan found,
        List<ConsolidatedUnit> units,
        CancellationToken cancellation
    )
    {
        var (planId, content, end) = (found.Plan.Id, found.Content, found.Span.To);
        var reported = units.SelectMany(unit => unit.Content?.Figures ?? []).Select(figure => figure.Target).ToHashSet();
        var targets = content.Targets.Where(target => reported.Contains(target.Key) && EachTarget.Is(content, target)).ToList();
        if (targets.Count == 0)
        {
            return [];
        }

        var keys = targets.ConvertAll(target => target.Key);
        var figures = await db
            .Figures.AsNoTracking()
            .Where(row => row.PlanId == planId && keys.Contains(row.Target) && row.ReplacedAt == null && row.To <= end)
            .ToListAsync(cancellation);
        var byUnit = figures.ToLookup(row => (row.Target, UnitScope.CodeOf(row.UnitPath)));
        return targets.ToDictionary(
            target => target.Key,
            target =>
                EachSum(target, units.Select(unit => EachStanding.Of(content, target, unit.UnitCode, byUnit[(target.Key, unit.UnitCode)])))
        );
    }

    private static ConsolidatedSum EachSum(PlanTarget target, IEnumerable<EachStanding?> standings)
    {
        var known = standings.OfType<EachStanding>().ToList();
        return new ConsolidatedSum(
            target.Key,
            EachTarget.Measure,
            known.Count(unit => unit.IsReached),
            null,
            null,
            known.Count,
            known.Count == 0 ? null : known.Min(unit => unit.Value)
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Figures of units that were merged.</summary>
/// <param name="Figures">Figures that count, of every target of the plan.</param>
/// <param name="Periods">The last periods of the units that others took the place of.</param>
internal sealed record MergedUnits(IReadOnlyList<Figure> Figures, IReadOnlyList<UnitPeriod> Periods)
{
    /// <summary>Figures of one target, with others.</summary>
    public FigureGroup With(string target, IEnumerable<Figure> others) =>
        new(Figures.Where(row => row.Target == target).Concat(others), Periods);
}

/// <summary>Looks up which units with figures were merged, and brings the sums of a plan in step with mergers.</summary>
internal sealed class MergedFigures(PlanningDbContext db, SumWriter sums)
{
    /// <summary>The figures of the units that were merged with a unit, before it or after, without its own.</summary>
    public async Task<MergedUnits> WithAsync(Guid planId, string unitCode, CancellationToken cancellation)
    {
        var periods = await MergersAsync([unitCode], cancellation);
        var codes = periods.SelectMany(period => new[] { period.Code, period.MergedInto! }).Where(code => code != unitCode).ToHashSet();
        return new MergedUnits(codes.Count == 0 ? [] : await FiguresAsync(planId, codes, cancellation), periods);
    }

    /// <summary>Every merger of units that have figures in a plan for a target.</summary>
    public async Task<FigureGroup> GroupAsync(IReadOnlyList<Figure> figures, CancellationToken cancellation) =>
        new(figures, await MergersAsync([.. figures.Select(row => UnitScope.CodeOf(row.UnitPath))], cancellation));

    /// <summary>Takes out of the sums the figures of merged units whose followers reported before the merger was known here.</summary>
    public async Task FollowAsync(Plan plan, PlanContent content, DateTimeOffset at, CancellationToken cancellation)
    {
        var totals = await db
            .UnitTotals.AsNoTracking()
            .Where(row => row.PlanId == plan.Id && row.FromPlan == Guid.Empty && row.Count > 0)
            .ToListAsync(cancellation);
        var periods = await MergersAsync([.. totals.Select(row => UnitScope.CodeOf(row.UnitPath))], cancellation);
        var codes = periods.SelectMany(period => new[] { period.Code, period.MergedInto! }).ToHashSet();
        if (codes.Count == 0)
        {
            return;
        }

        var group = new FigureGroup(await FiguresAsync(plan.Id, codes, cancellation), periods);
        foreach (var total in totals.OrderBy(row => row.Target, StringComparer.Ordinal))
        {
            if (group.TakenOverOn(content, total.Target, UnitScope.CodeOf(total.UnitPath)) is { } day)
            {
                var changes = new Dictionary<DateOnly, Amount> { [Contribution.WeekOf(day)] = default(Amount) - total.Amount };
                await sums.AddAsync(plan, content, total.Target, SumSource.ReportsOf(total.UnitPath), changes, at, cancellation);
            }
        }
    }

    /// <summary>The mergers by which units are bound to each other, in either direction.</summary>
    private async Task<List<UnitPeriod>> MergersAsync(HashSet<string> codes, CancellationToken cancellation)
    {
        var found = new Dictionary<string, UnitPeriod>();
        for (var wanted = codes.ToList(); wanted.Count > 0; )
        {
            var rows = await db
                .Units.AsNoTracking()
                .Where(row => row.MergedInto != null && (wanted.Contains(row.Code) || wanted.Contains(row.MergedInto)))
                .ToListAsync(cancellation);
            var added = rows.Where(row => found.TryAdd(row.Code, row)).ToList();
            wanted = [.. added.SelectMany(row => new[] { row.Code, row.MergedInto! }).Where(code => codes.Add(code)).Distinct()];
        }

        return [.. found.Values];
    }

    private async Task<List<Figure>> FiguresAsync(Guid planId, HashSet<string> codes, CancellationToken cancellation)
    {
        var paths = await db.Units.Where(row => codes.Contains(row.Code)).Select(row => row.Path).Distinct().ToListAsync(cancellation);
        return await db
            .Figures.AsNoTracking()
            .Where(row => row.PlanId == planId && paths.Contains(row.UnitPath) && row.ReplacedAt == null)
            .ToListAsync(cancellation);
    }
}

using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Persistence;

/// <summary>Brings the sums in step with a new edition: other counting or measures, other targets above, other values to reach.</summary>
internal sealed class SumsAfterEdition(PlanningDbContext db, SumWriter sums, MergedFigures merged)
{
    public async Task FollowAsync(Plan plan, PlanContent? before, PlanContent after, DateTimeOffset at, CancellationToken cancellation)
    {
        if (before is not null)
        {
            await RecountAsync(plan, before, after, at, cancellation);
            await RelinkBelowAsync(plan, after, at, cancellation);
        }

        await RelinkAboveAsync(plan, after, at, cancellation);
        if (before is not null)
        {
            await db.TargetTotals.Where(row => row.PlanId == plan.Id).LoadAsync(cancellation);
            foreach (var total in db.TargetTotals.Local.Where(row => row.PlanId == plan.Id).ToList())
            {
                sums.NoteReached(plan, after, total, at, afresh: true);
            }
        }
    }

    /// <summary>Counts figures of which the edition says otherwise how they add up.</summary>
    private async Task RecountAsync(Plan plan, PlanContent before, PlanContent after, DateTimeOffset at, CancellationToken cancellation)
    {
        var (old, now) = (ByKey(before), ByKey(after));
        foreach (var key in old.Keys.Where(key => !SameCounting(before, after, old[key], now.GetValueOrDefault(key))))
        {
            var figures = await db
                .Figures.AsNoTracking()
                .Where(row => row.PlanId == plan.Id && row.Target == key && row.ReplacedAt == null)
                .ToListAsync(cancellation);
            var group = await merged.GroupAsync(figures, cancellation);
            foreach (var unit in group.Units)
            {
                var changes = Contribution.Difference(group.Of(before, key, unit), group.Of(after, key, unit));
                await sums.AddAsync(plan, after, key, SumSource.ReportsOf(group.PathOf(unit)), changes, at, cancellation);
            }
        }
    }

    /// <summary>Adds plans below whose target here came to fit, and takes out those whose does no longer.</summary>
    private async Task RelinkBelowAsync(Plan plan, PlanContent after, DateTimeOffset at, CancellationToken cancellation)
    {
        var now = ByKey(after);
        foreach (var link in await db.TargetLinks.Where(row => row.ParentId == plan.Id).ToListAsync(cancellation))
        {
            var child = await db.Plans.AsNoTracking().FirstAsync(row => row.Id == link.PlanId, cancellation);
            var content = (await db.NewestAsync(child, cancellation))!.Content;
            var fits = Fits(
                content,
                content.Targets.FirstOrDefault(row => row.Key == link.Target),
                after,
                now.GetValueOrDefault(link.Above)
            );
            if (fits != link.Comparable)
            {
                var changes = Signed(await ChangesAsync(link.PlanId, link.Target, cancellation), fits);
                await sums.AddAsync(plan, after, link.Above, new SumSource(child.UnitPath, child.Id), changes, at, cancellation);
                link.Comparable = fits;
                await sums.LinkAsync(link, fits, cancellation);
            }
        }
    }

    /// <summary>Moves what the plan's targets add from the targets above that they worked for to those that they work for now.</summary>
    private async Task RelinkAboveAsync(Plan plan, PlanContent after, DateTimeOffset at, CancellationToken cancellation)
    {
        var wanted = await LinksAsync(plan, after, cancellation);
        foreach (var link in await db.TargetLinks.Where(row => row.PlanId == plan.Id).ToListAsync(cancellation))
        {
            var next = wanted.GetValueOrDefault(link.Target);
            if (next is not null && Key(next) == Key(link))
            {
                wanted.Remove(link.Target);
                continue;
            }

            await MoveAsync(plan, link, added: false, at, cancellation);
            db.TargetLinks.Remove(link);
        }

        foreach (var link in wanted.Values)
        {
            db.TargetLinks.Add(link);
            await MoveAsync(plan, link, added: true, at, cancellation);
        }
    }

    private async Task MoveAsync(Plan plan, TargetLink link, bool added, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!link.Comparable)
        {
            return;
        }

        await sums.LinkAsync(link, added, cancellation);
        var changes = await ChangesAsync(plan.Id, link.Target, cancellation);
        if (changes.Count > 0)
        {
            await sums.AddAboveAsync(plan, link, Signed(changes, added), at, cancellation);
        }
    }

    private async Task<Dictionary<string, TargetLink>> LinksAsync(Plan plan, PlanContent after, CancellationToken cancellation)
    {
        var parent = plan.ParentId is { } id ? await db.Plans.FindAsync([id], cancellation) : null;
        if (parent is null || await db.NewestAsync(parent, cancellation) is not { } edition)
        {
            return [];
        }

        var above = ByKey(edition.Content);
        return after
            .Targets.Where(target => target is { Above: not null, Measure: not null })
            .Select(target => new TargetLink
            {
                PlanId = plan.Id,
                Target = target.Key,
                ParentId = parent.Id,
                Above = target.Above!,
                Measure = target.Measure!,
                Comparable = Fits(after, target, edition.Content, above.GetValueOrDefault(target.Above!)),
            })
            .ToDictionary(link => link.Target);
    }

    /// <summary>Every change of a target by week, what this command has added among it.</summary>
    private async Task<Dictionary<DateOnly, Amount>> ChangesAsync(Guid plan, string target, CancellationToken cancellation)
    {
        await db.TargetChanges.Where(row => row.PlanId == plan && row.Target == target).LoadAsync(cancellation);
        return db
            .TargetChanges.Local.Where(row => row.PlanId == plan && row.Target == target)
            .GroupBy(row => row.Week)
            .ToDictionary(week => week.Key, week => week.Aggregate(default(Amount), (sum, row) => sum + row.Amount));
    }

    private static bool Fits(PlanContent child, PlanTarget? below, PlanContent parent, PlanTarget? above) =>
        below?.Measure is not null
        && below.Measure == above?.Measure
        && Contribution.IsToDate(below) == Contribution.IsToDate(above)
        && EachTarget.Is(child, below) == EachTarget.Is(parent, above);

    /// <summary>Whether reports add up in both editions alike. Of a target for each unit what a unit has to reach counts too.</summary>
    private static bool SameCounting(PlanContent before, PlanContent after, PlanTarget left, PlanTarget? right) =>
        left.Measure == right?.Measure
        && right is not null
        && Contribution.IsToDate(left) == Contribution.IsToDate(right)
        && !EachTarget.Is(before, left)
        && !EachTarget.Is(after, right);

    private static (Guid, string, string, bool) Key(TargetLink link) => (link.ParentId, link.Above, link.Measure, link.Comparable);

    private static Dictionary<DateOnly, Amount> Signed(Dictionary<DateOnly, Amount> changes, bool added) =>
        added ? changes : changes.ToDictionary(change => change.Key, change => default(Amount) - change.Value);

    private static Dictionary<string, PlanTarget> ByKey(PlanContent content) => content.Targets.ToDictionary(target => target.Key);
}

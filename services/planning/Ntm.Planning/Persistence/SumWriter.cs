using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Persistence;

/// <summary>
/// Adds what changed to the sums of a plan and of every plan above whose target it works for, in the transaction that made the change.
/// A plan, however many units lie below it, is then read from a few rows a target: one for each week and day of filing.
/// </summary>
internal sealed class SumWriter(PlanningDbContext db)
{
    /// <summary>Adds changes of a target, here and above.</summary>
    /// <param name="plan">The plan; locked by the command.</param>
    /// <param name="content">Its newest edition.</param>
    /// <param name="target">Key of the target.</param>
    /// <param name="source">Where the changes come from.</param>
    /// <param name="changes">Changes by week.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task AddAsync(
        Plan plan,
        PlanContent content,
        string target,
        SumSource source,
        IReadOnlyDictionary<DateOnly, Amount> changes,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        if (changes.Count == 0)
        {
            return;
        }

        foreach (var (week, amount) in changes)
        {
            (await ChangeAsync(plan.Id, target, week, VietnamTime.DayOf(at), cancellation)).Add(amount);
        }

        var sum = changes.Values.Aggregate((left, right) => left + right);
        var unit = await UnitTotalAsync(plan.Id, target, source, cancellation);
        var reported = unit.Count > 0;
        unit.Add(sum, at);
        var total = await TotalAsync(plan.Id, target, cancellation);
        total.Add(sum, source.FromPlan == Guid.Empty ? 0 : (unit.Count > 0).CompareTo(reported));
        NoteReached(plan, content, total, at);
        if (await db.TargetLinks.FindAsync([plan.Id, target], cancellation) is { Comparable: true } link)
        {
            await AddAboveAsync(plan, link, changes, at, cancellation);
        }
    }

    /// <summary>Adds changes of a plan's target to the target above that it works for; a closed plan takes none.</summary>
    public async Task AddAboveAsync(
        Plan plan,
        TargetLink link,
        IReadOnlyDictionary<DateOnly, Amount> changes,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        // Always from below upwards, so that no two commands wait for each other.
        await db.LockAsync<Plan>(nameof(Plan.Id), link.ParentId, cancellation);
        var parent = await db.Plans.AsNoTracking().FirstAsync(row => row.Id == link.ParentId, cancellation);
        if (parent.Status == PlanStatus.Published && await db.NewestAsync(parent, cancellation) is { } edition)
        {
            await AddAsync(parent, edition.Content, link.Above, new SumSource(plan.UnitPath, plan.Id), changes, at, cancellation);
        }
    }

    /// <summary>Counts a plan below that came to work for a target, or does no longer.</summary>
    public async Task LinkAsync(TargetLink link, bool added, CancellationToken cancellation)
    {
        await db.LockAsync<Plan>(nameof(Plan.Id), link.ParentId, cancellation);
        (await TotalAsync(link.ParentId, link.Above, cancellation)).Link(added ? 1 : -1);
    }

    /// <summary>Notes that a target is reached, and reports it the first time; <paramref name="afresh"/> after an edition that may have
    /// moved it.</summary>
    public void NoteReached(Plan plan, PlanContent content, TargetTotal total, DateTimeOffset at, bool afresh = false)
    {
        var reached =
            content.Targets.FirstOrDefault(row => row.Key == total.Target) is { } stated
            && EachTarget.Whole(content, stated) is var target
            && !TargetMath.IsKept(target)
            && TargetMath.ValueOf(target, total.Amount) is { } value
            && TargetMath.Fits(target, value);
        if (reached && total.ReachedAt is null)
        {
            total.Reach(at);
            db.PublishReached(plan, total.Target, at);
        }
        else if (!reached && afresh)
        {
            total.Reach(null);
        }
    }

    private async Task<TargetChange> ChangeAsync(Guid plan, string target, DateOnly week, DateOnly day, CancellationToken cancellation) =>
        await db.TargetChanges.FindAsync([plan, target, week, day], cancellation)
        ?? db.TargetChanges.Add(
            new TargetChange
            {
                PlanId = plan,
                Target = target,
                Week = week,
                Day = day,
            }
        ).Entity;

    private async Task<TargetTotal> TotalAsync(Guid plan, string target, CancellationToken cancellation) =>
        await db.TargetTotals.FindAsync([plan, target], cancellation)
        ?? db.TargetTotals.Add(new TargetTotal { PlanId = plan, Target = target }).Entity;

    private async Task<UnitTotal> UnitTotalAsync(Guid plan, string target, SumSource source, CancellationToken cancellation) =>
        await db.UnitTotals.FindAsync([plan, target, source.UnitPath, source.FromPlan], cancellation)
        ?? db.UnitTotals.Add(
            new UnitTotal
            {
                PlanId = plan,
                Target = target,
                UnitPath = source.UnitPath,
                FromPlan = source.FromPlan,
            }
        ).Entity;
}

/// <summary>Where changes of a target come from.</summary>
/// <param name="UnitPath">The unit.</param>
/// <param name="FromPlan">The unit's plan; empty for its reports.</param>
internal sealed record SumSource(string UnitPath, Guid FromPlan)
{
    public static SumSource ReportsOf(string unitPath) => new(unitPath, Guid.Empty);
}

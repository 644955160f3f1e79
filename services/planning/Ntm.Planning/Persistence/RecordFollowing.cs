using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Domain.Units;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Domain.Work;

namespace Ntm.Planning.Persistence;

/// <summary>Moves the open records beside a plan to the units that stand where theirs stood; each move is a step of the record.</summary>
internal sealed class RecordFollowing(PlanningDbContext db)
{
    public async Task FollowAsync(Guid planId, UnitSuccession units, DateTimeOffset now, CancellationToken cancellation)
    {
        var act = RecordStep.ByCalendar(now);
        await MoveDifficultiesAsync(planId, units, act, cancellation);
        await MoveSupportsAsync(planId, units, act, cancellation);
        await MoveSitesAsync(planId, units, act, cancellation);
        await MoveVisitsAsync(planId, units, act, cancellation);
    }

    private async Task MoveDifficultiesAsync(Guid planId, UnitSuccession units, Act act, CancellationToken cancellation)
    {
        foreach (var row in await db.Difficulties.OpenOf(planId).ToListAsync(cancellation))
        {
            var before = row.AtPath;
            if (row.GoTo(units.Of(row.UnitCode), units.Of(row.AtCode), act) is not { } step)
            {
                continue;
            }

            db.RecordSteps.Add(step);
            if (row.State == DifficultyState.Open && row.AtPath != before)
            {
                db.PublishRaised(row, act.At);
            }
        }
    }

    private async Task MoveSupportsAsync(Guid planId, UnitSuccession units, Act act, CancellationToken cancellation)
    {
        foreach (var row in await db.Supports.OpenOf(planId).OrderBy(row => row.SortKey).ToListAsync(cancellation))
        {
            if (units.Of(row.UnitCode) is not { } unit || unit == row.Unit)
            {
                continue;
            }

            var commune = PlanningAccess.PublishingUnit(unit.Path, unit.Level);
            if (commune != row.CommunePath)
            {
                await EnterInAsync(row, commune, cancellation);
            }
            else if (row.State == SupportState.Paid)
            {
                continue;
            }

            db.RecordSteps.Add(row.GoTo(unit, act));
        }
    }

    /// <summary>Brings a support into the register of another commune, under its next number.</summary>
    private async Task EnterInAsync(HouseholdSupport row, string commune, CancellationToken cancellation)
    {
        var register = db.Supports.Where(other => other.PlanId == row.PlanId && other.Fund == row.Fund && other.CommunePath == commune);
        await register.LoadAsync(cancellation);
        var numbers = db.Supports.Local.Where(other => (other.PlanId, other.Fund, other.CommunePath) == (row.PlanId, row.Fund, commune));
        row.EnterIn(commune, numbers.Select(other => other.Number).DefaultIfEmpty().Max() + 1);
        var households = db.Households.Where(other => other.PlanId == row.PlanId && other.Fund == row.Fund && other.CommunePath == commune);
        await households.LoadAsync(cancellation);
        var moved = (await db.Households.FindAsync([row.Id], cancellation))!;
        var there = db.Households.Local.Where(other => (other.PlanId, other.Fund, other.CommunePath) == (row.PlanId, row.Fund, commune));
        moved.EnterIn(commune, there.ToList());
    }

    private async Task MoveSitesAsync(Guid planId, UnitSuccession units, Act act, CancellationToken cancellation)
    {
        var sites = await db.ModelSites.Where(row => row.PlanId == planId).OrderBy(row => row.SortKey).ToListAsync(cancellation);
        foreach (var row in sites.Where(row => row.RecognisedBy is null))
        {
            if (units.Of(row.UnitCode) is { } unit && (unit.Path, unit.Name) != (row.UnitPath, row.UnitName))
            {
                db.RecordSteps.Add(row.GoTo(unit, sites, act));
            }
        }
    }

    private async Task MoveVisitsAsync(Guid planId, UnitSuccession units, Act act, CancellationToken cancellation)
    {
        foreach (var row in await db.OpenVisits(planId).ToListAsync(cancellation))
        {
            var keeper = units.Of(UnitScope.CodeOf(row.KeeperPath))?.Path ?? row.KeeperPath;
            if (row.GoTo(units.Of(row.UnitCode) ?? row.Unit, keeper, act) is { } step)
            {
                db.RecordSteps.Add(step);
                var open = db.Findings.Where(finding => finding.VisitId == row.Id && finding.DoneOn == null);
                (await open.ToListAsync(cancellation)).ForEach(finding => finding.GoTo(row.UnitPath));
            }
        }
    }
}

/// <summary>Which work and records beside a plan are open.</summary>
internal static class OpenRecords
{
    /// <summary>Work that is neither done nor gone over to another day or week.</summary>
    public static IQueryable<WorkItem> OpenOf(this IQueryable<WorkItem> rows, Guid planId) =>
        rows.Where(row => row.PlanId == planId && !row.Left && row.DoneAt == null);

    /// <summary>Difficulties that are not closed.</summary>
    public static IQueryable<Difficulty> OpenOf(this IQueryable<Difficulty> rows, Guid planId) =>
        rows.Where(row => row.PlanId == planId && row.State != DifficultyState.Closed);

    /// <summary>Supports that keep their household out of another application: neither ended nor given back. A paid one is done, but its
    /// register goes on at the commune that keeps it.</summary>
    public static IQueryable<HouseholdSupport> OpenOf(this IQueryable<HouseholdSupport> rows, Guid planId) =>
        rows.Where(row =>
            row.PlanId == planId
            && (row.State == SupportState.Entered || row.State == SupportState.Approved || row.State == SupportState.Paid)
        );

    /// <summary>Visits with a finding that is to be followed up.</summary>
    public static IQueryable<Visit> OpenVisits(this PlanningDbContext db, Guid planId) =>
        db.Visits.Where(row => row.PlanId == planId && db.Findings.Any(finding => finding.VisitId == row.Id && finding.DoneOn == null));
}

using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Units;
using Ntm.Dossier.Features.Plans;
using Ntm.Messaging;
using Ntm.Units;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Features;

/// <summary>
/// On the first legal day of a change of a unit: every running dossier that has the unit on its way gets a timer of its own, so that
/// each follows in one transaction and a damaged one holds back no other. Its way stands in its content, as paths of units.
/// </summary>
internal sealed class FollowUnits(TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public const string TimerKind = "dossier.units";

    string ITimerHandler<DossierDbContext>.Kind => TimerKind;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        var code = timer.Payload;
        var running = await db
            .Dossiers.AsNoTracking()
            .Where(row => row.Status == nameof(DossierStatus.Running) && (row.UnitCode == code || row.Content.Contains("/" + code)))
            .OrderBy(row => row.OpenedAt)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        foreach (var id in running)
        {
            await db.ScheduleAsync($"follow/{id:N}/{timer.Key}", FollowUnit.TimerKind, now, id.ToString(), cancellation);
        }
    }
}

/// <summary>
/// Lets one dossier follow its unit, and joins it with one that runs there; nothing happens where it stands right already. Where the unit
/// that took the place is not in the directory yet, it is tried again.
/// </summary>
internal sealed class FollowUnit(DossierStore store, TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public const string TimerKind = "dossier.follow";

    private const int MostRounds = 10;

    string ITimerHandler<DossierDbContext>.Kind => TimerKind;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        if (await store.FindAsync(Guid.Parse(timer.Payload)) is not { Status: DossierStatus.Running } dossier)
        {
            return;
        }

        var act = Act.OfPlatform(clock.GetUtcNow());
        var succession = await SuccessionAsync(db, dossier, act.Day, cancellation);
        if (succession.Awaited(dossier.UnitCode, act.Day) is { } awaited)
        {
            throw new InvalidOperationException($"Dossier {dossier.Id} follows unit {awaited}, which is not known yet.");
        }

        if (succession.Place(dossier.Unit, dossier.Content.Actors, act.Day) is { } placement)
        {
            dossier.FollowUnit(act, placement);
            await JoinAsync(db, dossier, act, cancellation);
        }
    }

    /// <summary>Where another dossier of the title and year runs at the unit already, one of them goes on and the other ends.</summary>
    private async Task JoinAsync(DossierDbContext db, RecognitionDossier dossier, Act act, CancellationToken cancellation)
    {
        // Two that come at once do not see each other before they commit, so the second one waits here.
        await db.LockBesideAsync<UnitPeriod>(nameof(UnitPeriod.Code), dossier.UnitCode, cancellation);
        var others = await db
            .Dossiers.Where(row =>
                row.UnitCode == dossier.UnitCode
                && row.Title == dossier.Title
                && row.Year == dossier.Year
                && row.Status == nameof(DossierStatus.Running)
                && row.Id != dossier.Id
            )
            .Select(row => new { row.Id, row.PathKey })
            .ToListAsync(cancellation);
        var joined = new List<RecognitionDossier> { dossier };
        foreach (var other in others.Where(row => dossier.Rules.Paths.PurposeOf(row.PathKey) == dossier.Path.Purpose))
        {
            joined.Add((await store.FindAsync(other.Id))!);
        }

        var first = MergedDossiers.GoesOn(joined.Select(RunningDossier.Of)).Id;
        var goesOn = joined.Find(one => one.Id == first)!;
        foreach (var ended in joined.Where(one => one != goesOn))
        {
            goesOn.GoOn(act, ended);
            ended.GiveWay(act, goesOn);
            await store.SaveAsync(ended, cancellation);
        }

        await store.SaveAsync(goesOn, cancellation);

        // Other plans may stand over the unit from now on.
        await db.ScheduleAsync($"plans/unit/{goesOn.Id:N}", FollowPlan.TimerKind, act.At, goesOn.Id.ToString(), cancellation);
    }

    /// <summary>The units on the dossier's way with those that took their places, as far as the directory knows them.</summary>
    private static async Task<UnitSuccession> SuccessionAsync(
        DossierDbContext db,
        RecognitionDossier dossier,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var wanted = dossier.Content.Actors.Values.Append(dossier.UnitPath).SelectMany(path => path.Split('/')).ToHashSet();
        for (var round = 0; ; round++)
        {
            var units = await db.Units.AsNoTracking().Where(unit => wanted.Contains(unit.Code)).ToListAsync(cancellation);
            var succession = new UnitSuccession(units);
            var missing = succession.Unknown(wanted, day).Except(wanted).ToList();
            if (missing.Count == 0 || round == MostRounds)
            {
                return succession;
            }

            wanted.UnionWith(missing);
        }
    }
}

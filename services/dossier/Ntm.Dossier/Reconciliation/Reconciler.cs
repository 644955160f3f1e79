using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Persistence;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Reconciliation;

/// <summary>A difference and the dossier it is about.</summary>
internal sealed record Finding(DossierRow Dossier, Difference Difference, bool Mended);

/// <summary>Compares dossiers with what lies beside them, mends, and asks the other services anew; in the caller's transaction.</summary>
internal sealed class Reconciler(DossierDbContext db, DossierStore store, IOptions<DossierOptions> options)
{
    /// <summary>What differs now. A dossier that changed while it was looked at is left for the next time.</summary>
    public async Task<List<Finding>> LookAsync(IReadOnlyList<DossierRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var dossiers = rows.Select(store.Read).ToList();
        var beside = await BesideAsync(dossiers, cancellation);
        var found = rows.Zip(dossiers).SelectMany(pair => new Comparison(pair.Second, beside[pair.First.Id]).Differences(Ripe(now))
            .Select(difference => new Finding(pair.First, difference, Mended: false))).ToList();
        var ids = found.Select(finding => finding.Dossier.Id).Distinct().ToList();
        var versions = await db.Dossiers.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Version })
            .ToDictionaryAsync(row => row.Id, row => row.Version, cancellation);
        return found.FindAll(finding => versions[finding.Dossier.Id] == finding.Dossier.Version);
    }

    /// <summary>Mends what can be mended, and has dossiers that have been quiet long enough say where they stand.</summary>
    public async Task<List<Finding>> ReconcileAsync(IReadOnlyList<DossierRow> rows, Act act, CancellationToken cancellation)
    {
        var found = await LookAsync(rows, act.At, cancellation);
        var mended = new Dictionary<Guid, List<string>>();
        foreach (var id in found.Where(finding => finding.Difference.Mend is not null).Select(finding => finding.Dossier.Id).Distinct())
        {
            mended[id] = await MendAsync(id, act, cancellation);
        }

        await AskAsync([.. rows.Where(row => !mended.ContainsKey(row.Id))], act.At, cancellation);
        var told = found.ConvertAll(finding => finding with
        {
            Mended = mended.TryGetValue(finding.Dossier.Id, out var names) && names.Contains(NameOf(finding.Difference)),
        });
        told.ForEach(DossierMetrics.Count);
        return told;
    }

    /// <summary>Looks again while the dossier stands still, and mends. A dossier with a broken audit is left as it is: no entry can be added to it.</summary>
    private async Task<List<string>> MendAsync(Guid id, Act act, CancellationToken cancellation)
    {
        var dossier = (await store.FindAsync(id))!;
        var beside = await BesideAsync([dossier], cancellation);
        var found = new Comparison(dossier, beside[id]).Differences(Ripe(act.At));
        var mendable = found.FindAll(difference => difference.Mend is not null);
        if (mendable.Count == 0 || found.Exists(difference => difference.Code == Difference.AuditBroken))
        {
            return [];
        }

        foreach (var difference in mendable)
        {
            await difference.Mend!(db, act, cancellation);
        }

        dossier.Reconciled(act, mendable.Select(difference => new { difference.Code, difference.Place }));
        await store.SaveAsync(dossier, cancellation);

        // What was answered before is answered for; the next question shows whether it helped.
        await db.Statements.Where(statement => statement.DossierId == id).ExecuteDeleteAsync(cancellation);
        return mendable.ConvertAll(NameOf);
    }

    /// <summary>A dossier with facts on their way is not asked about: the answer would only say so.</summary>
    private async Task AskAsync(IReadOnlyList<DossierRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var keys = ids.ConvertAll(id => id.ToString("N"));
        var busy = await db.Outbox.Where(row => keys.Contains(row.OrderKey)).Select(row => row.OrderKey).Distinct().ToListAsync(cancellation);
        var last = await db.Audit.Where(row => ids.Contains(row.DossierId)).GroupBy(row => row.DossierId)
            .Select(group => new { group.Key, At = group.Max(row => row.At) }).ToDictionaryAsync(row => row.Key, row => row.At, cancellation);
        var statements = await db.Statements.Where(row => ids.Contains(row.DossierId)).ToDictionaryAsync(row => row.DossierId, cancellation);
        foreach (var row in rows.Where(row => !busy.Contains(row.Id.ToString("N")) && last.GetValueOrDefault(row.Id, row.OpenedAt) <= Ripe(now)))
        {
            var dossier = store.Read(row);
            var statement = new DossierStated
            {
                EventId = Guid.CreateVersion7(now), OccurredAt = now, DossierId = row.Id, Sequence = row.Sequence, UnitPath = row.UnitPath,
                OpenStages = [.. dossier.Content.Open.Select(open => new StatedStage(open.Key, dossier.Path.StageOf(open.Key).Kind.ToString(), open.Round))],
            };
            db.Publish(statement, statement.EventId, row.Id.ToString("N"), now);
            var asked = statements.GetValueOrDefault(row.Id) ?? db.Statements.Add(new StatementRow { DossierId = row.Id }).Entity;
            asked.StatementId = statement.EventId;
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task<Dictionary<Guid, Surroundings>> BesideAsync(IReadOnlyList<RecognitionDossier> dossiers, CancellationToken cancellation)
    {
        var ids = dossiers.Select(dossier => dossier.Id).ToList();
        var alarms = dossiers.SelectMany(dossier => dossier.Content.Open.Select(open => DossierStore.TimerOf(dossier.Id, open)?.Key)).OfType<string>().ToList();
        var keys = ids.SelectMany(id => new[] { id.ToString("N"), OutboxRow.HeardPrefix + id.ToString("N") }).ToList();
        var timers = await db.Timers.Where(row => alarms.Contains(row.Key)).Select(row => row.Key).ToHashSetAsync(cancellation);
        var waiting = await db.Outbox.Where(row => keys.Contains(row.OrderKey))
            .Select(row => new WaitingFact(row.OrderKey, row.Type, row.CreatedAt, row.Dead)).ToListAsync(cancellation);
        var tasks = await LookUpAsync(db.OpenStages, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var audit = await LookUpAsync(db.Audit, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var statements = await LookUpAsync(db.Statements, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var answered = ids.FindAll(id => statements[id].Any(row => row.Feed is not null || row.Assessment is not null));
        var kept = await LookUpAsync(db.Facts, row => answered.Contains(row.DossierId), row => row.DossierId, cancellation);
        return ids.ToDictionary(id => id, id => new Surroundings
        {
            Tasks = [.. tasks[id]],
            Timers = timers,
            Waiting = [.. waiting.Where(row => row.OrderKey.EndsWith(id.ToString("N"), StringComparison.Ordinal))],
            Audit = [.. audit[id]],
            Statement = statements[id].FirstOrDefault(),
            Kept = [.. kept[id].OrderBy(row => row.Sequence)],
        });
    }

    private static async Task<ILookup<Guid, TRow>> LookUpAsync<TRow>(
        IQueryable<TRow> rows, Expression<Func<TRow, bool>> wanted, Func<TRow, Guid> dossier, CancellationToken cancellation)
        where TRow : class => (await rows.AsNoTracking().Where(wanted).ToListAsync(cancellation)).ToLookup(dossier);

    private static string NameOf(Difference difference) => difference.Code + " " + difference.Place;

    private DateTimeOffset Ripe(DateTimeOffset now) => now - options.Value.ReconcileGrace;
}

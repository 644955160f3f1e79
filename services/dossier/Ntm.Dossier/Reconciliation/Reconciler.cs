using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Persistence;

namespace Ntm.Dossier.Reconciliation;

/// <summary>
/// Compares dossiers with their related data, mends, and requests new reports from the other services; in the caller's transaction.
/// A dossier that cannot be read, compared or mended is reported, and the others go on.
/// </summary>
internal sealed class Reconciler(
    DossierDbContext db,
    DossierStore store,
    IOptions<DossierOptions> options,
    SecurityLog security,
    ILogger<Reconciler> log
)
{
    private const string Savepoint = "dossier";

    /// <summary>The current differences. A dossier that changed during the comparison is left for the next run.</summary>
    public async Task<List<Finding>> LookAsync(IReadOnlyList<DossierRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var read = rows.Select(row => (Row: row, Of: Read(row))).ToList();
        var beside = await BesideAsync(
            [.. read.Where(pair => pair.Of.Dossier is not null).Select(pair => (pair.Of.Dossier!, pair.Row))],
            cancellation
        );
        var found = read.SelectMany(pair =>
                (pair.Of.Dossier is { } dossier ? Compare(dossier, beside[dossier.Id], now) : [pair.Of.Fault!]).Select(
                    difference => new Finding(pair.Row, difference, Mended: false)
                )
            )
            .ToList();
        var ids = found.Select(finding => finding.Dossier.Id).Distinct().ToList();
        var versions = await db
            .Dossiers.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Version })
            .ToDictionaryAsync(row => row.Id, row => row.Version, cancellation);
        return found.FindAll(finding => versions[finding.Dossier.Id] == finding.Dossier.Version);
    }

    /// <summary>Mends what can be mended, and requests reports on dossiers whose last act is old enough.</summary>
    public async Task<List<Finding>> ReconcileAsync(IReadOnlyList<DossierRow> rows, Act act, CancellationToken cancellation)
    {
        var found = await LookAsync(rows, act.At, cancellation);
        var mended = new Dictionary<Guid, List<string>>();
        foreach (var id in found.Where(finding => finding.Difference.Mend is not null).Select(finding => finding.Dossier.Id).Distinct())
        {
            mended[id] = await TryMendAsync(id, act, cancellation);
        }

        await AskAsync([.. rows.Where(row => !mended.ContainsKey(row.Id))], act.At, cancellation);
        var reported = found.ConvertAll(finding =>
            finding with
            {
                Mended = mended.TryGetValue(finding.Dossier.Id, out var names) && names.Contains(NameOf(finding.Difference)),
            }
        );
        reported.ForEach(finding => finding.Report(security));
        return reported;
    }

    private (RecognitionDossier? Dossier, Difference? Fault) Read(DossierRow row)
    {
        try
        {
            var dossier = store.Read(row);

            // Fails here, not in the comparison, when an open stage is missing in the path.
            dossier.Content.Open.ForEach(open => dossier.Path.StageOf(open.Key));
            _ = dossier.State.Open.Count;
            return (dossier, null);
        }
        catch (Exception exception)
        {
            Log.DossierNotReconciled(log, row.Id, exception);
            return (null, Difference.OfUnreadable(exception));
        }
    }

    private List<Difference> Compare(RecognitionDossier dossier, RelatedData beside, DateTimeOffset now)
    {
        try
        {
            return new Comparison(dossier, beside).Differences(Ripe(now));
        }
        catch (Exception exception)
        {
            Log.DossierNotReconciled(log, dossier.Id, exception);
            return [Difference.OfUnreadable(exception)];
        }
    }

    /// <summary>Mends one dossier or leaves it as it was.</summary>
    private async Task<List<string>> TryMendAsync(Guid id, Act act, CancellationToken cancellation)
    {
        // Opens the transaction where it still waits for its first write.
        await db.SaveChangesAsync(cancellation);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Savepoint, cancellation);
        try
        {
            return await MendAsync(id, act, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellation);
            db.ChangeTracker.Clear();
            Log.DossierNotReconciled(log, id, exception);
            return [];
        }
    }

    /// <summary>
    /// Compares again with the dossier's row locked, and mends. A dossier with a broken audit is left as it is: no entry can be
    /// added to it.
    /// </summary>
    private async Task<List<string>> MendAsync(Guid id, Act act, CancellationToken cancellation)
    {
        var dossier = (await store.FindAsync(id))!;
        var beside = await BesideAsync([(dossier, store.RowOf(dossier))], cancellation);
        var found = Compare(dossier, beside[id], act.At);
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

        // The reports are outdated now; the next request shows whether the repair helped.
        await db.ReconciliationRequests.Where(request => request.DossierId == id).ExecuteDeleteAsync(cancellation);
        return mendable.ConvertAll(NameOf);
    }

    /// <summary>
    /// No report is requested on a dossier with messages in its outbox: it would only say so. One with a dead letter is asked about,
    /// because the report may say what it waits for; so is a closed one until it is confirmed.
    /// </summary>
    private async Task AskAsync(IReadOnlyList<DossierRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var waiting = (await WaitingAsync(ids, cancellation)).ToLookup(message => message.OrderKey);
        var last = await db
            .Audit.Where(row => ids.Contains(row.DossierId))
            .GroupBy(row => row.DossierId)
            .Select(group => new { group.Key, At = group.Max(row => row.At) })
            .ToDictionaryAsync(row => row.Key, row => row.At, cancellation);
        var requests = await db
            .ReconciliationRequests.Where(row => ids.Contains(row.DossierId))
            .ToDictionaryAsync(row => row.DossierId, cancellation);
        var newest = await db
            .ReconciliationRequests.Where(row => row.Feed != null)
            .OrderByDescending(row => row.AskedAt)
            .Select(row => row.Feed)
            .FirstOrDefaultAsync(cancellation);
        var epoch = Comparison.Answer<FeedReported>(newest)?.Epoch;
        foreach (var row in rows)
        {
            var (before, acted) = (requests.GetValueOrDefault(row.Id), last.GetValueOrDefault(row.Id, row.OpenedAt));
            List<WaitingMessage> queued = [.. RelatedData.KeysOf(row.Id).SelectMany(key => waiting[key])];
            if (
                acted > Ripe(now)
                || (queued.Count > 0 && !queued.Exists(message => message.Dead))
                || IsConfirmed(row, before, epoch, now)
                || Read(row).Dossier is not { } dossier
            )
            {
                continue;
            }

            var request = Request(dossier, acted, queued, now);
            var key = RelatedData.ReconciliationKey(row.Id);

            // Replaces an older request that was not answered.
            await db
                .Outbox.Where(message => message.OrderKey == key && message.Dead && message.Type == RequestType)
                .ExecuteDeleteAsync(cancellation);
            db.Publish(request, request.EventId, key, now);
            var asked = before ?? db.ReconciliationRequests.Add(new ReconciliationRequestRow { DossierId = row.Id }).Entity;
            (asked.StatementId, asked.AskedAt) = (request.EventId, now);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static readonly string RequestType = typeof(ReconciliationRequested).FullName!;

    private static ReconciliationRequested Request(
        RecognitionDossier dossier,
        DateTimeOffset acted,
        List<WaitingMessage> queued,
        DateTimeOffset now
    ) =>
        new()
        {
            EventId = Guid.CreateVersion7(now),
            OccurredAt = now,
            DossierId = dossier.Id,
            Sequence = dossier.Sequence,
            UnitPath = dossier.UnitPath,
            ActedAt = acted,
            Delivered = queued.Count == 0 ? dossier.Sequence : Math.Max(0, (queued.Min(message => message.Sequence) ?? 1) - 1),
            OpenStages =
            [
                .. dossier.Content.Open.Select(open => new ReportedStage(
                    open.Key,
                    dossier.Path.StageOf(open.Key).Kind.ToString(),
                    open.Round
                )),
            ],
        };

    /// <summary>Whether a closed dossier was found whole by both services not long ago, in the feed's present epoch.</summary>
    private bool IsConfirmed(DossierRow row, ReconciliationRequestRow? asked, Guid? epoch, DateTimeOffset now) =>
        row.Status != nameof(DossierStatus.Running)
        && asked is { Assessment: not null }
        && asked.AskedAt > now - options.Value.ReconcileClosedEvery
        && Comparison.Answer<FeedReported>(asked.Feed) is { Missing.Count: 0 } feed
        && feed.Last == row.Sequence
        && feed.Epoch == epoch;

    private async Task<List<WaitingMessage>> WaitingAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var keys = ids.SelectMany(id => RelatedData.KeysOf(id).Append(OutboxRow.RetryPrefix + id.ToString("N"))).ToList();
        return (await db.Outbox.AsNoTracking().Where(row => keys.Contains(row.OrderKey)).ToListAsync(cancellation)).ConvertAll(
            WaitingMessage.Of
        );
    }

    private async Task<Dictionary<Guid, RelatedData>> BesideAsync(
        IReadOnlyList<(RecognitionDossier Dossier, DossierRow Row)> dossiers,
        CancellationToken cancellation
    )
    {
        var rows = dossiers.ToDictionary(pair => pair.Dossier.Id, pair => pair.Row);
        var ids = rows.Keys.ToList();
        var alarms = dossiers
            .Select(pair => pair.Dossier)
            .SelectMany(dossier =>
                dossier
                    .Content.Open.Select(open => DossierStore.TimerOf(dossier.Id, open))
                    .Concat(OpinionTimers.Of(dossier))
                    .Select(timer => timer?.Key)
            )
            .OfType<string>()
            .ToList();
        var timers = await db.Timers.Where(row => alarms.Contains(row.Key)).Select(row => row.Key).ToHashSetAsync(cancellation);
        var waiting = await WaitingAsync(ids, cancellation);
        var tasks = await LookUpAsync(db.OpenStages, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var audit = await LookUpAsync(db.Audit, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var taken = await LookUpAsync(db.Assessments, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var requests = await LookUpAsync(db.ReconciliationRequests, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        var plans = await db.PlansAsync([.. rows.Values.Select(row => (row.UnitPath, row.Year))], cancellation);
        var kept = await LookUpAsync(db.Events, row => ids.Contains(row.DossierId), row => row.DossierId, cancellation);
        return ids.ToDictionary(
            id => id,
            id => new RelatedData
            {
                Tasks = [.. tasks[id]],
                Timers = timers,
                Waiting = [.. waiting.Where(row => row.OrderKey.EndsWith(id.ToString("N"), StringComparison.Ordinal))],
                Audit = [.. audit[id]],
                Row = rows[id],
                Assessments = [.. taken[id]],
                Request = requests[id].FirstOrDefault(),
                Plans = [.. plans.Over(rows[id].UnitPath, rows[id].Year)],
                StoredEvents = [.. kept[id].OrderBy(row => row.Sequence)],
            }
        );
    }

    private static async Task<ILookup<Guid, TRow>> LookUpAsync<TRow>(
        IQueryable<TRow> rows,
        Expression<Func<TRow, bool>> wanted,
        Func<TRow, Guid> dossier,
        CancellationToken cancellation
    )
        where TRow : class => (await rows.AsNoTracking().Where(wanted).ToListAsync(cancellation)).ToLookup(dossier);

    private static string NameOf(Difference difference) => difference.Code + " " + difference.Place;

    private DateTimeOffset Ripe(DateTimeOffset now) => now - options.Value.ReconcileGrace;
}

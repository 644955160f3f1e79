using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Persistence;

namespace Ntm.Dossier.Reconciliation;

/// <summary>
/// The chains of the dossiers with all that is stored of each, their events as the feed must show them, the directory of units, the files
/// that dossiers name, and what the reconciler finds around them.
/// </summary>
internal sealed class DossierAuditSource(
    Transactions<DossierDbContext> transactions,
    Reconciler reconciler,
    IFileStore files,
    TimeProvider clock
) : AuditSource<DossierDbContext>(transactions)
{
    /// <summary>What somebody wrote into the database; the rest is on its way, or mends itself.</summary>
    private static readonly string[] Codes =
    [
        Difference.Unreadable,
        Difference.PathState,
        Difference.TaskMissing,
        Difference.TaskExtra,
        Difference.TaskWrong,
        Difference.TimerMissing,
    ];

    public override async IAsyncEnumerable<StoredChain> ChainsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chain in base.ChainsAsync(cancellation))
        {
            yield return chain;
        }

        foreach (var id in await Transactions.Db.Dossiers.Select(row => row.Id).ToListAsync(cancellation))
        {
            yield return new StoredChain(DossierJournal.ChainOf(id), await ExportAsync(id, cancellation))
            {
                NameOf = PartNames.Of,
                Beside = proof =>
                    (name, entries) => BoundContent.Differences(name, entries, new MemoryStream(proof ?? BoundContent.Nothing(id))),
            };
        }
    }

    public override async Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation)
    {
        var db = Transactions.Db;
        var complete = !await db.Outbox.AnyAsync(cancellation);
        var rows = new List<SharedRow>();
        await foreach (var said in db.Events.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            rows.Add(SharedEvents.Row(said.DossierId, said.Sequence, said.Body));
        }

        var events = new SharedRows(SharedEvents.Kind, rows, Own: true) { Complete = complete };
        return [events, .. await SharedUnits.CopyAsync(db, cancellation)];
    }

    public override async IAsyncEnumerable<string> FaultsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = await Transactions.Db.Dossiers.AsNoTracking().OrderBy(row => row.SortKey).ToListAsync(cancellation);
        var documents = Transactions.Db.Entries.Where(row => row.FileHash != null).Select(row => row.FileHash!);
        var named = rows.SelectMany(FilesOf).Concat(await documents.ToListAsync(cancellation));
        await foreach (var fault in files.FaultsAsync(named, cancellation))
        {
            yield return fault;
        }

        foreach (var (dossier, difference, _) in await reconciler.LookAsync(rows, clock.GetUtcNow(), cancellation))
        {
            if (Codes.Contains(difference.Code))
            {
                yield return $"hồ sơ {dossier.Id}: {difference.Message}";
            }
        }
    }

    /// <summary>Nobody acts on the dossier while its rows are read. What cannot be read is no export.</summary>
    private async Task<byte[]> ExportAsync(Guid id, CancellationToken cancellation)
    {
        var db = Transactions.Db;
        await using var work = await Transactions.BeginAsync(cancellation);
        await db.LockAsync<DossierRow>(nameof(DossierRow.Id), id, cancellation);
        try
        {
            return DossierExport.Of(
                await db.Dossiers.AsNoTracking().SingleAsync(row => row.Id == id, cancellation),
                await db.Audit.AsNoTracking().Where(row => row.DossierId == id).ToListAsync(cancellation),
                await db.Assessments.AsNoTracking().Where(row => row.DossierId == id).ToListAsync(cancellation),
                await db.Events.AsNoTracking().Where(row => row.DossierId == id).ToListAsync(cancellation)
            );
        }
        catch (Exception unreadable) when (unreadable is JsonException or CanonicalJsonException or FormatException)
        {
            return [];
        }
    }

    private static IEnumerable<string> FilesOf(DossierRow row)
    {
        try
        {
            return
            [
                .. JsonElement
                    .Parse(row.Content)
                    .GetProperty("files")
                    .EnumerateArray()
                    .Select(file => file.GetProperty("hash").GetString()!),
            ];
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Its chain says so.
            return [];
        }
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Entries;

/// <summary>Takes prepared entries of a service, and loads them to be decided on.</summary>
public abstract class EntryBook(AuditedDbContext db, IEnumerable<IEntryKind> kinds, TimeProvider clock)
{
    /// <summary>Prepares an entry; nothing follows from it until a leader of the province puts it into force.</summary>
    /// <param name="kind">Key of its kind.</param>
    /// <param name="province">Code of the province.</param>
    /// <param name="payload">What shall be in force.</param>
    /// <param name="document">The document that decides.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <param name="authors">Accounts that had a hand in the payload before.</param>
    public async Task<Results<Created<EntryView>, ProblemHttpResult>> PrepareAsync<TPayload>(
        string kind,
        string province,
        TPayload payload,
        EntryDocument document,
        HttpContext http,
        CancellationToken cancellation,
        IEnumerable<string>? authors = null
    )
    {
        var caller = Caller.From(http.User);
        if (!EntryAccess.Prepares(caller, province))
        {
            return EntryErrors.PreparersOnly.ToProblem();
        }

        var (at, content) = (clock.GetUtcNow(), JsonSerializer.SerializeToElement(payload, EventJson.Options));
        var entry = new PreparedEntry
        {
            Id = Guid.CreateVersion7(at),
            Province = province,
            Number = 1 + (await Entries.Where(row => row.Province == province).MaxAsync(row => (int?)row.Number, cancellation) ?? 0),
            Kind = kind,
            Payload = Encoding.UTF8.GetString(CanonicalJson.Of(content)),
            Document = document with { Number = document.Number.Trim() },
            Authors = [.. PreparedEntry.HandsOf(caller, province, EntryAccess.Preparers).Union(authors ?? [])],
            PreparedBy = caller.Subject,
            PreparedByName = caller.Name,
            PreparedAt = at,
        };
        var check = await KindOf(entry).CheckAsync(entry, cancellation);
        if (check.Refused)
        {
            return check.Errors.ToProblem();
        }

        Entries.Add(entry);
        await SaveAsync(entry, caller, EntryAccess.Preparers, cancellation);
        return TypedResults.Created(
            $"/{http.Request.Path.Value!.Split('/')[1]}/entries/{entry.Id}",
            await ViewAsync(entry, caller, cancellation)
        );
    }

    internal DbSet<PreparedEntry> Entries => db.Set<PreparedEntry>();

    /// <summary>Loads an entry to act on it; the second of two who decide at once decides on what the first one left.</summary>
    internal async Task<(PreparedEntry? Entry, Error? Refusal)> OpenAsync(
        Guid id,
        Caller caller,
        Func<Caller, PreparedEntry, Error?> may,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<PreparedEntry>(nameof(PreparedEntry.Id), id, cancellation);
        return await Entries.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } entry
            ? (null, EntryErrors.NotFound)
            : (entry, may(caller, entry));
    }

    /// <summary>Puts an entry into force: what it says is checked anew, and what comes of it is saved with it.</summary>
    internal async Task<Result> PutIntoForceAsync(PreparedEntry entry, Caller caller, CancellationToken cancellation)
    {
        var (kind, at) = (KindOf(entry), clock.GetUtcNow());
        var check = entry.WhyNotInForce(caller) is { } refusal ? refusal : await kind.CheckAsync(entry, cancellation);
        if (!check.Refused)
        {
            entry.PutIntoForce(await kind.ApplyAsync(entry, caller, at, cancellation), caller, at);
            await SaveAsync(entry, caller, ["leader"], cancellation);
        }

        return check;
    }

    internal async Task SaveAsync(PreparedEntry entry, Caller caller, IReadOnlyList<string> roles, CancellationToken cancellation)
    {
        db.ActIn(caller, entry.Province, roles);
        await db.SaveChangesAsync(cancellation);
    }

    internal async Task<EntryView> ViewAsync(PreparedEntry entry, Caller caller, CancellationToken cancellation) =>
        EntryView.Of(entry, caller, await KindOf(entry).ChangesAsync(entry, cancellation));

    private IEntryKind KindOf(PreparedEntry entry) => kinds.Single(kind => kind.Key == entry.Kind);
}

/// <summary>The entries of one service.</summary>
/// <typeparam name="TContext">Its database.</typeparam>
public sealed class EntryBook<TContext>(TContext db, IEnumerable<IEntryKind<TContext>> kinds, TimeProvider clock)
    : EntryBook(db, kinds, clock)
    where TContext : AuditedDbContext;

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Ntm.Audit.Heads;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// The database of a service that answers for rows: whatever adds, changes or deletes an <see cref="IAudited"/> row, or drops a dead
/// letter, appends an entry to the service's audit chain in the same transaction.
/// </summary>
public abstract class AuditedDbContext(DbContextOptions options) : ServiceDbContext(options)
{
    private const string System = "system";
    private const string SettingsChanged = "settings.changed";

    private readonly List<object> acts = [];
    private string? request;
    private bool roleNamed;
    private string? onBehalfOf;

    public override IReadOnlyList<Type> AppendOnly => [typeof(AuditChainEntry)];

    /// <summary>Name of the chain.</summary>
    public abstract string AuditChainName { get; }

    /// <summary>The tables of all audited rows.</summary>
    protected abstract IReadOnlyList<IQueryable<IAudited>> AuditedTables { get; }

    /// <summary>Whether its audited rows are changed in roles that can be lent by a letter of delegation.</summary>
    protected virtual bool ActsInLentRoles => true;

    public DbSet<AuditChainEntry> AuditEntries => Set<AuditChainEntry>();

    /// <summary>
    /// Says in which role the caller of the request changes audited rows, the first that he holds; the entry names whose role that is
    /// where it is lent. A command that does not say it fails.
    /// </summary>
    public void ActIn(Caller caller, string unitPath, params IReadOnlyList<string> roles)
    {
        OfThisRequest();
        (roleNamed, onBehalfOf) = (true, caller.PrincipalFor(roles, unitPath));
    }

    /// <summary>What the command of the request does that no audited row shows; the entry of its next save has it.</summary>
    public void NoteAct(object act)
    {
        OfThisRequest();
        acts.Add(act);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var changes = ChangeTracker.Entries().ToList();
        var records = RecordsOf(changes);
        var dropped = changes
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .OfType<DroppedMessage>()
            .ToList();
        if (records.Count > 0 || dropped.Count > 0 || acts.Count > 0)
        {
            await AppendAsync(records, dropped, cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>The heads of the service's chains as they are committed.</summary>
    /// <param name="only">Names of the chains that are asked for; null for all.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public virtual async Task<IReadOnlyList<ChainHead>> HeadsAsync(IReadOnlyCollection<string>? only, CancellationToken cancellation)
    {
        var heads = await Set<AuditChainHead>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. heads
                .Where(head => only is null || only.Contains(head.Chain))
                .Select(head => new ChainHead(head.Chain, new AuditHead(head.Sequence, head.Hash))),
        ];
    }

    /// <summary>Appends the settings of the process where they differ from those recorded last.</summary>
    /// <returns>Whether there were others before.</returns>
    internal async Task<bool> RecordSettingsAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        await LockBesideAsync<AuditChainHead>(nameof(AuditChainHead.Chain), AuditChainName, cancellation);
        var head = await HeadAsync(cancellation);
        var payload = new { settings };
        var last = await AuditEntries
            .AsNoTracking()
            .Where(entry => entry.Action == SettingsChanged)
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => entry.Payload)
            .FirstOrDefaultAsync(cancellation);
        if (last == CanonicalJson.TextOf(payload))
        {
            return false;
        }

        Append(head, SettingsChanged, System, null, payload);
        await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancellation);
        return last is not null;
    }

    /// <summary>Writes the chain and the rows that it answers for. Call it inside a transaction: it keeps writers out.</summary>
    public async Task ExportAuditAsync(Stream destination, CancellationToken cancellation)
    {
        await LockAsync<AuditChainHead>(nameof(AuditChainHead.Chain), AuditChainName, cancellation);
        var head = await Set<AuditChainHead>().AsNoTracking().SingleOrDefaultAsync(row => row.Chain == AuditChainName, cancellation);
        var entries = await AuditEntries.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(cancellation);
        var records = new List<AuditRecord>();
        foreach (var table in AuditedTables)
        {
            var rows = await table.AsNoTracking().ToListAsync(cancellation);
            records.AddRange(rows.Select(row => new AuditRecord(row.AuditKey, row.AuditContent())).Where(row => row.Content is not null));
        }

        var dropped = await DroppedMessages.AsNoTracking().OrderBy(row => row.Seq).ToListAsync(cancellation);
        records.AddRange(dropped.GroupBy(row => row.MessageId).SelectMany(rows => rows.Select((row, place) => RecordOf(row, place + 1))));

        AuditExport.Write(
            destination,
            AuditChainName,
            head is null ? AuditChain.Start(AuditChainName) : new AuditHead(head.Sequence, head.Hash),
            entries.ConvertAll(row => row.ToEntry()),
            records
        );
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditChainEntry>(entry =>
        {
            entry.ToTable("AuditEntries").HasKey(x => x.Sequence);
            entry.Property(x => x.Sequence).ValueGeneratedNever();
            entry.Property(x => x.Actor).HasMaxLength(100);
            entry.Property(x => x.OnBehalfOf).HasMaxLength(100);
            entry.Property(x => x.Action).HasMaxLength(60);
            entry.Property(x => x.Hash).HasMaxLength(64);
        });
        modelBuilder.Entity<AuditChainHead>(head =>
        {
            head.ToTable("AuditHeads").HasKey(x => x.Chain);
            head.Property(x => x.Chain).HasMaxLength(30);
            head.Property(x => x.Sequence).IsConcurrencyToken();
            head.Property(x => x.Hash).HasMaxLength(64);
        });
    }

    private static List<AuditRecord> RecordsOf(IEnumerable<EntityEntry> changes) =>
        [
            .. changes
                .Where(entry => entry.Entity is IAudited row && IsAudited(entry, row.AuditedProperties))
                .Select(entry => (entry.State, Row: (IAudited)entry.Entity))
                .Select(change => (change.State, change.Row.AuditKey, Content: change.Row.AuditContent()))
                .Where(change => change.Content is not null)
                .Select(change => new AuditRecord(change.AuditKey, change.State == EntityState.Deleted ? null : change.Content))
                .OrderBy(record => record.Key, StringComparer.Ordinal),
        ];

    private static bool IsAudited(EntityEntry entry, IReadOnlyCollection<string>? audited) =>
        entry.State is EntityState.Added or EntityState.Deleted
        || (
            entry.State is EntityState.Modified
            && (
                audited is null
                || entry.Properties.Any(one => audited.Contains(one.Metadata.Name) && !Equals(one.OriginalValue, one.CurrentValue))
            )
        );

    private async Task AppendAsync(List<AuditRecord> records, List<DroppedMessage> dropped, CancellationToken cancellation)
    {
        var http = OfThisRequest();
        if (records.Count == 0 && dropped.Count == 0 && acts.Count == 0)
        {
            // What was noted belongs to another request, which failed.
            return;
        }

        var action = http?.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? System;
        if (http is not null && ActsInLentRoles && !roleNamed && records.Count > 0)
        {
            throw new InvalidOperationException($"{action} changes audited rows and does not say in which role.");
        }

        // On SQLite the head is read before the write lock is taken: its version then shows that another act came in between, and this one
        // is decided anew on what that one left.
        await LockAsync<AuditChainHead>(nameof(AuditChainHead.Chain), AuditChainName, cancellation);
        var head = await HeadAsync(cancellation);
        foreach (var message in dropped)
        {
            // A message is dropped for each consumer that could not handle it.
            var before = await DroppedMessages.CountAsync(row => row.MessageId == message.MessageId, cancellation);
            records.Add(RecordOf(message, before + 1));
        }

        var actor = http is null ? "" : Caller.From(http.User).Subject;
        object payload = acts.Count == 0 ? new { records } : new { acts = acts.ToList(), records };
        Append(head, action, actor.Length == 0 ? System : actor, onBehalfOf, payload);
        acts.Clear();
    }

    private async Task<AuditChainHead> HeadAsync(CancellationToken cancellation)
    {
        var head = await Set<AuditChainHead>().SingleOrDefaultAsync(row => row.Chain == AuditChainName, cancellation);
        if (head is null)
        {
            head = new AuditChainHead { Chain = AuditChainName, Hash = AuditChain.Start(AuditChainName).Hash };
            Add(head);
        }

        return head;
    }

    private void Append(AuditChainHead head, string action, string actor, string? principal, object payload)
    {
        var act = new AuditAct
        {
            At = this.GetService<TimeProvider>().GetUtcNow(),
            Actor = actor,
            OnBehalfOf = principal,
            Action = action,
            Payload = payload,
        };
        var entry = AuditChain.Append(new AuditHead(head.Sequence, head.Hash), act);
        (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        AuditEntries.Add(AuditChainEntry.Of(entry));
    }

    /// <summary>The request in progress, if any; a context of the pool serves many, and what one said is not another's.</summary>
    private HttpContext? OfThisRequest()
    {
        var http = this.GetService<IHttpContextAccessor>().HttpContext;
        if (http?.TraceIdentifier != request)
        {
            (request, roleNamed, onBehalfOf) = (http?.TraceIdentifier, false, null);
            acts.Clear();
        }

        return http;
    }

    private static AuditRecord RecordOf(DroppedMessage message, int place)
    {
        var content = new
        {
            message.Type,
            message.OrderKey,
            Body = TextHash.Of(message.Body),
            message.DroppedBy,
            message.Reason,
        };
        return new AuditRecord(string.Create(CultureInfo.InvariantCulture, $"dropped/{message.MessageId:D}/{place}"), content);
    }
}

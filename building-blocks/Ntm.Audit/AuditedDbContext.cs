using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// The database of a service that answers for rows: whatever adds, changes or deletes an <see cref="IAudited"/> row appends an entry to
/// the service's audit chain in the same transaction.
/// </summary>
public abstract class AuditedDbContext(DbContextOptions options) : ServiceDbContext(options)
{
    private const string System = "system";

    private bool roleNamed;
    private string? onBehalfOf;

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
    public void ActIn(Caller caller, string unitPath, params IReadOnlyList<string> roles) =>
        (roleNamed, onBehalfOf) = (true, caller.PrincipalFor(roles, unitPath));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var records = ChangedRecords();
        if (records.Count > 0)
        {
            await AppendAsync(records, cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
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

    private List<AuditRecord> ChangedRecords() =>
        [
            .. ChangeTracker
                .Entries<IAudited>()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                .Select(entry => (entry.State, entry.Entity.AuditKey, Content: entry.Entity.AuditContent()))
                .Where(change => change.Content is not null)
                .Select(change => new AuditRecord(change.AuditKey, change.State == EntityState.Deleted ? null : change.Content))
                .OrderBy(record => record.Key, StringComparer.Ordinal),
        ];

    private async Task AppendAsync(List<AuditRecord> records, CancellationToken cancellation)
    {
        await LockAsync<AuditChainHead>(nameof(AuditChainHead.Chain), AuditChainName, cancellation);
        var head = await Set<AuditChainHead>().SingleOrDefaultAsync(row => row.Chain == AuditChainName, cancellation);
        if (head is null)
        {
            head = new AuditChainHead { Chain = AuditChainName, Hash = AuditChain.Start(AuditChainName).Hash };
            Add(head);
        }

        var http = this.GetService<IHttpContextAccessor>().HttpContext;
        var action = http?.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? System;
        if (http is not null && ActsInLentRoles && !roleNamed)
        {
            throw new InvalidOperationException($"{action} changes audited rows and does not say in which role.");
        }

        var entry = AuditChain.Append(
            new AuditHead(head.Sequence, head.Hash),
            new AuditAct
            {
                At = this.GetService<TimeProvider>().GetUtcNow(),
                Actor = http is null ? System : Caller.From(http.User).Subject,
                OnBehalfOf = onBehalfOf,
                Action = action,
                Payload = new { records },
            }
        );
        (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        AuditEntries.Add(AuditChainEntry.Of(entry));
    }
}

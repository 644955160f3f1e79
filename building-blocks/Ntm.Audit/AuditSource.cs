using System.Runtime.CompilerServices;
using Ntm.Persistence;

namespace Ntm.Audit;

/// <summary>A chain with the rows that it answers for, as a service holds them now.</summary>
/// <param name="Name">Name of the chain.</param>
/// <param name="Export">The document that <see cref="AuditExport"/> writes.</param>
public sealed record StoredChain(string Name, byte[] Export)
{
    /// <summary>How people name its records; null where their keys are their names.</summary>
    public Func<string, string>? NameOf { get; init; }

    /// <summary>Compares its entries with what another service has stored of it, null where that has nothing; null where nothing
    /// else is bound.</summary>
    public Func<byte[]?, Func<string, IReadOnlyList<AuditEntry>, IReadOnlyList<string>>>? Beside { get; init; }
}

/// <summary>A row that several services hold.</summary>
/// <param name="Key">Names it, the kind before the first <c>/</c>.</param>
/// <param name="Content">What it says.</param>
public sealed record SharedRow(string Key, string Content);

/// <summary>Rows of one kind that a service holds as other services do.</summary>
/// <param name="Kind">What their keys begin with.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Own">Whether this service answers for them; the others hold copies.</param>
public sealed record SharedRows(string Kind, IReadOnlyList<SharedRow> Rows, bool Own)
{
    /// <summary>Whether none is missing by right: not while events are on their way, nor where old ones are removed.</summary>
    public bool Complete { get; init; } = true;
}

/// <summary>What a service has stored that can be checked; <see cref="InstallationCheck"/> asks every service of the process.</summary>
public interface IAuditSource
{
    /// <summary>Name of the service.</summary>
    string Service { get; }

    /// <summary>Every chain of the service.</summary>
    IAsyncEnumerable<StoredChain> ChainsAsync(CancellationToken cancellation);

    /// <summary>What it has stored of other services' chains, by the name of the chain; null where it holds nothing of any.</summary>
    Task<IReadOnlyDictionary<string, byte[]>?> ProofsAsync(CancellationToken cancellation);

    /// <summary>What it holds as other services do.</summary>
    Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation);

    /// <summary>What else is not as it should be, in Vietnamese, such as files whose bytes were changed.</summary>
    IAsyncEnumerable<string> FaultsAsync(CancellationToken cancellation);
}

/// <summary>A service with the one chain of its rows.</summary>
public class AuditSource<TContext>(Transactions<TContext> transactions) : IAuditSource
    where TContext : AuditedDbContext
{
    /// <summary>The name of the service is that of its chain.</summary>
    public string Service => transactions.Db.AuditChainName;

    /// <summary>How its rows are read together.</summary>
    protected Transactions<TContext> Transactions => transactions;

    public virtual async IAsyncEnumerable<StoredChain> ChainsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var export = new MemoryStream();
        await using (await transactions.BeginAsync(cancellation))
        {
            await transactions.Db.ExportAuditAsync(export, cancellation);
        }

        yield return new StoredChain(transactions.Db.AuditChainName, export.ToArray());
    }

    public virtual Task<IReadOnlyDictionary<string, byte[]>?> ProofsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, byte[]>?>(null);

    public virtual Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SharedRows>>([]);

    public virtual IAsyncEnumerable<string> FaultsAsync(CancellationToken cancellation) => AsyncEnumerable.Empty<string>();
}

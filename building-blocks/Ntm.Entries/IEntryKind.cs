using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Entries;

/// <summary>Something that a province decides by a document, and what comes of it when it is put into force.</summary>
public interface IEntryKind
{
    /// <summary>Stable key.</summary>
    string Key { get; }

    /// <summary>Every reason why it could not come into force now; asked when it is prepared, and again when it is decided on.</summary>
    Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation);

    /// <summary>What it changes, beside what is in force now.</summary>
    Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation);

    /// <summary>Adds what comes of it to the transaction, after <see cref="CheckAsync"/>; returns its address.</summary>
    Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>A kind of entry of one service.</summary>
/// <typeparam name="TContext">Its database.</typeparam>
public interface IEntryKind<TContext> : IEntryKind
    where TContext : AuditedDbContext;

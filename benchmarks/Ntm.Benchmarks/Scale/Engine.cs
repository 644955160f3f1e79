using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ntm.Benchmarks.Scale;

/// <summary>What differs between the engines where rows are cloned by the thousand. <c>s.n</c> is the number of the clone.</summary>
/// <param name="firstInstant">Milliseconds since 1970 in the id of the clone number 0.</param>
internal abstract class Engine(long firstInstant)
{
    protected string Instant => $"({firstInstant} + s.n)";

    /// <summary>Statements of the connection that fills, before it does.</summary>
    public abstract string Before { get; }

    /// <summary>What a database that has run for years has behind it.</summary>
    public abstract IReadOnlyList<string> After { get; }

    public abstract DbConnection Connect(string connectionString);

    /// <summary>The numbers of some clones, as a table <c>s</c>.</summary>
    public abstract string Numbers(long from, long to);

    public abstract string Literal(Guid id);

    /// <summary>An id of a clone, ordered by its number as a UUIDv7 is by its instant.</summary>
    /// <param name="kind">Three digits: what has the id.</param>
    /// <param name="part">Expression that distinguishes several of one clone.</param>
    public abstract string Id(string kind, string part);

    /// <summary>The same in small letters with hyphens, as JSON has it.</summary>
    public abstract string Text(string id);
}

/// <inheritdoc/>
internal sealed class SqliteEngine(long firstInstant) : Engine(firstInstant)
{
    public override string Before => "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA wal_autocheckpoint=20000";

    public override IReadOnlyList<string> After => ["PRAGMA wal_checkpoint(TRUNCATE)"];

    public override DbConnection Connect(string connectionString) => new SqliteConnection(connectionString + ";Pooling=False");

    public override string Numbers(long from, long to) =>
        $"(WITH RECURSIVE r(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM r WHERE n < {to - 1}) SELECT n FROM r) s";

    public override string Literal(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    public override string Id(string kind, string part) =>
        $"printf('%08X-%04X-7{kind}-8000-%012X', {Instant} >> 16, {Instant} & 65535, {part})";

    public override string Text(string id) => $"lower({id})";
}

/// <inheritdoc/>
internal sealed class PostgreSqlEngine(long firstInstant) : Engine(firstInstant)
{
    public override string Before => "SET synchronous_commit = off; SET work_mem = '64MB'";

    public override IReadOnlyList<string> After => ["VACUUM ANALYZE", "CHECKPOINT"];

    public override DbConnection Connect(string connectionString) =>
        new NpgsqlConnection(connectionString + ";Pooling=False;Command Timeout=0");

    public override string Numbers(long from, long to) => $"generate_series({from}::bigint, {to - 1}::bigint) s(n)";

    public override string Literal(Guid id) => $"'{id}'::uuid";

    public override string Id(string kind, string part) =>
        $"(lpad(to_hex({Instant}), 12, '0') || '7{kind}8000' || lpad(to_hex(({part})::bigint), 12, '0'))::uuid";

    public override string Text(string id) => $"({id})::text";
}

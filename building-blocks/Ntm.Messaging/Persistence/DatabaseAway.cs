using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ntm.Persistence;

/// <summary>Distinguishes a database that is unreachable from one that rejects a statement.</summary>
internal static class DatabaseAway
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    // The others: no memory, disk error, disk full, file not to be opened.
    private static readonly int[] SqliteCodes = [SqliteBusy, SqliteLocked, 7, 10, 13, 14];

    // PostgreSQL: connection lost, resources used up, ended by an operator or for taking too long, disk error.
    private static readonly string[] PostgreSqlClasses = ["08", "53", "57", "58"];

    // SQL Server: from 17 on a severity speaks of resources and connections; -2 is a statement that took too long.
    private const int SqlServerResources = 17;
    private const int SqlServerTimeout = -2;

    /// <summary>
    /// The database's exception inside a failure; null when the database is not the cause, or only rejected the statement.
    /// </summary>
    public static Exception? Behind(Exception? failure) =>
        failure switch
        {
            null => null,
            WriteLockTimeoutException => failure,
            PostgresException refused => PostgreSqlClasses.Contains(refused.SqlState[..2]) ? refused : null,
            NpgsqlException => failure,
            SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode) ? sqlite : null,
            SqlException server => server.Class >= SqlServerResources || server.Number == SqlServerTimeout ? server : null,
            AggregateException { InnerExceptions: var several } => several.Select(Behind).FirstOrDefault(found => found is not null),
            _ => Behind(failure.InnerException),
        };

    /// <summary>
    /// Whether what <see cref="Behind"/> found can also be the fault of the statement: it took too long, waited for a lock in vain, or
    /// the driver names no broken connection. A database that answers everything else is not away then.
    /// </summary>
    public static bool IsDoubtful(Exception cause) =>
        cause switch
        {
            WriteLockTimeoutException => true,
            PostgresException refused => refused.SqlState == PostgresErrorCodes.QueryCanceled,
            NpgsqlException => cause.InnerException is not (SocketException or IOException),
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
            SqlException server => server.Number == SqlServerTimeout,
            _ => false,
        };
}

/// <summary>The write lock was not granted in time: another transaction holds it.</summary>
internal sealed class WriteLockTimeoutException(TimeSpan patience) : DbException($"No write lock within {patience.TotalSeconds:0} s.");

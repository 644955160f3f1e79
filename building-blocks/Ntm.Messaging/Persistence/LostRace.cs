using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ntm.Persistence;

/// <summary>
/// Recognises a failure that a concurrent writer caused: the same command may succeed on the state that the writer left.
/// Any other refusal of the database, a violated check for one, fails the same way every time.
/// </summary>
internal static class LostRace
{
    // SQLite, extended codes: unique index, primary key, rowid, and the trigger by which a row of an append-only table keeps its place.
    private static readonly int[] SqliteCodes = [2067, 1555, 2579, 1811];

    // PostgreSQL: unique violation, serialization failure, deadlock.
    private static readonly string[] PostgreSqlCodes = ["23505", "40001", "40P01"];

    // SQL Server: unique index, unique constraint, deadlock victim, snapshot update conflict.
    private static readonly int[] SqlServerCodes = [2601, 2627, 1205, 3960];

    public static bool IsBehind(Exception? failure) =>
        failure switch
        {
            null => false,
            DbUpdateConcurrencyException => true,
            PostgresException refused => PostgreSqlCodes.Contains(refused.SqlState),
            SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteExtendedErrorCode),
            SqlException server => SqlServerCodes.Contains(server.Number),
            _ => IsBehind(failure.InnerException),
        };
}

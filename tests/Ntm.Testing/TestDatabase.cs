using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ntm.Persistence;

namespace Ntm.Testing;

/// <summary>
/// Which engine this run of the tests is on. <c>NTM_TEST_PROVIDER</c> names it, SQLite unless set. <c>NTM_TEST_CONNECTION</c>
/// points to a server that runs already, with <c>{id}</c> and <c>{service}</c> in the name of the database; without it PostgreSQL
/// is started here, and SQL Server is not to be had.
/// </summary>
public static class TestDatabase
{
    public static DatabaseProvider Provider =>
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("NTM_TEST_PROVIDER") ?? nameof(DatabaseProvider.Sqlite));

    /// <summary>A connection string with <c>{service}</c>, for databases that nobody else uses.</summary>
    /// <param name="folder">Where files of an embedded engine lie.</param>
    public static async Task<string> ConnectionStringAsync(string folder)
    {
        var id = Guid.CreateVersion7().ToString("N");
        return Environment.GetEnvironmentVariable("NTM_TEST_CONNECTION") is { Length: > 0 } given
            ? given.Replace("{id}", id, StringComparison.Ordinal)
            : Provider switch
            {
                DatabaseProvider.Sqlite => $"Data Source={folder}/{{service}}.db",
                DatabaseProvider.PostgreSql => (await PostgreSqlServer.SharedAsync()).ConnectionString(id),
                _ => throw new InvalidOperationException("Set NTM_TEST_CONNECTION to a SQL Server that runs."),
            };
    }

    /// <summary>
    /// Closes the idle connections to one database: a server serves only so many. Those of other databases stay, because tests run
    /// side by side and a new connection costs more than most statements.
    /// </summary>
    public static void ClearPool(DatabaseProvider provider, string connectionString)
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                using (var connection = new SqliteConnection(connectionString))
                {
                    SqliteConnection.ClearPool(connection);
                }

                break;
            case DatabaseProvider.PostgreSql:
                using (var connection = new NpgsqlConnection(connectionString))
                {
                    NpgsqlConnection.ClearPool(connection);
                }

                break;
            default:
                using (var connection = new SqlConnection(connectionString))
                {
                    SqlConnection.ClearPool(connection);
                }

                break;
        }
    }
}

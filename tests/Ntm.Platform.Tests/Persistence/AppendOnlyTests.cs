using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ntm.Dossier.Persistence;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>Who works in a service's database adds to its audit and reads it, and does no more there.</summary>
public sealed class AppendOnlyTests(FeedProbe probe) : IClassFixture<FeedProbe>, IAsyncLifetime
{
    private const string Add = """
        INSERT INTO "AuditEntries" ("Sequence", "At", "Actor", "Action", "Payload", "Hash")
        SELECT 1000 + max("Sequence"), max("At"), 'system', 'test', '{}', max("Hash") FROM "AuditEntries"
        """;

    /// <summary>The service's own user, with the rights that the scripts of <c>deploy</c> give it beforehand.</summary>
    private DbConnection user = null!;

    public async ValueTask InitializeAsync()
    {
        user = await SignInAsync();
        await user.OpenAsync();
    }

    public ValueTask DisposeAsync() => user.DisposeAsync();

    [Fact]
    public async Task Entries_are_added_and_read()
    {
        var before = await CountAsync();

        Assert.Equal(1, await RunAsync(Add));

        Assert.Equal(before + 1, await CountAsync());
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Actor" = 'x' """)]
    [InlineData("""UPDATE "AuditEntries" SET "Sequence" = "Sequence" + 5000""")]
    [InlineData("""DELETE FROM "AuditEntries" """)]
    public async Task Entries_are_not_changed_and_not_deleted(string statement)
    {
        var before = await AllAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(statement));

        Assert.Equal(before, await AllAsync());
    }

    /// <summary>What each engine has besides to put another row in the place of one.</summary>
    [Fact]
    public async Task Nothing_else_puts_another_entry_in_the_place_of_one()
    {
        var before = await AllAsync();
        var columns = """
            "AuditEntries" ("Sequence", "At", "Actor", "Action", "Payload", "Hash")
            SELECT "Sequence", "At", 'x', "Action", "Payload", "Hash" FROM "AuditEntries"
            """;
        string[] statements = TestPlatform.Provider switch
        {
            DatabaseProvider.Sqlite => [$"INSERT OR REPLACE INTO {columns}", $"REPLACE INTO {columns}"],
            DatabaseProvider.PostgreSql =>
            [
                """TRUNCATE "AuditEntries" """,
                $"""INSERT INTO {columns} ON CONFLICT ("Sequence") DO UPDATE SET "Actor" = 'x' """,
            ],
            _ =>
            [
                """TRUNCATE TABLE "AuditEntries" """,
                """
                    MERGE "AuditEntries" t USING (SELECT 1 AS n) s ON t."Sequence" = s.n WHEN MATCHED THEN UPDATE SET "Actor" = 'x';
                    """,
            ],
        };

        foreach (var statement in statements)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => RunAsync(statement));
        }

        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task Other_tables_are_changed_as_before() =>
        Assert.True(await RunAsync("""UPDATE "AuditHeads" SET "Hash" = "Hash" """) > 0);

    [Fact]
    public async Task Whoever_owns_the_database_of_a_server_lacks_the_right_too()
    {
        Assert.SkipWhen(TestPlatform.Provider is not DatabaseProvider.PostgreSql, "Only there the owner's rights can be listed.");
        const string Rights = """
            SELECT grantee || ' ' || privilege_type AS "Value" FROM information_schema.role_table_grants
            WHERE table_name = 'AuditEntries' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
            """;

        Assert.Empty(await probe.ReadAsync(db => db.Database.SqlQueryRaw<string>(Rights).ToListAsync()));
    }

    [Fact]
    public void The_chains_of_dossiers_are_append_only_as_those_of_services()
    {
        using var dossier = new SqliteDossierDbContext(new DbContextOptionsBuilder<SqliteDossierDbContext>().UseSqlite().Options);

        Assert.Equal(["AuditEntries", "Audit"], dossier.AppendOnly.Select(type => dossier.Model.FindEntityType(type)!.GetTableName()));
    }

    private Task<long> CountAsync() =>
        ScalarAsync("""SELECT count(*) FROM "AuditEntries" """, value => Convert.ToInt64(value, CultureInfo.InvariantCulture));

    private Task<string> AllAsync() =>
        ScalarAsync(
            """
            SELECT cast(count(*) AS varchar(20)) || ' ' || cast(sum("Sequence") AS varchar(20)) || ' ' || max("Actor") FROM "AuditEntries"
            """.Replace("||", TestPlatform.Provider is DatabaseProvider.SqlServer ? "+" : "||", StringComparison.Ordinal),
            value => (string)value
        );

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the test's own.")]
    private async Task<int> RunAsync(string statement)
    {
        await using var command = user.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the test's own.")]
    private async Task<T> ScalarAsync<T>(string query, Func<object, T> read)
    {
        await using var command = user.CreateCommand();
        command.CommandText = query;
        return read((await command.ExecuteScalarAsync())!);
    }

    /// <summary>A user of the kind that a service has. The migrations then run once more, as at an upgrade.</summary>
    private async Task<DbConnection> SignInAsync()
    {
        var connection = await probe.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        var name = $"service_{Guid.CreateVersion7():N}";
        switch (TestPlatform.Provider)
        {
            case DatabaseProvider.Sqlite:
                return new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ToString());
            case DatabaseProvider.PostgreSql:
                await AsOwnerAsync(
                    $"CREATE ROLE {name} LOGIN; GRANT USAGE ON SCHEMA public TO {name};"
                        + $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
                );
                return new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Username = name, Pooling = false }.ToString());
            default:
                var password = $"Aa1{Guid.CreateVersion7():N}";
                await AsOwnerAsync(
                    $"CREATE LOGIN {name} WITH PASSWORD = '{password}'; CREATE USER {name} FOR LOGIN {name};"
                        + $"ALTER ROLE db_datareader ADD MEMBER {name}; ALTER ROLE db_datawriter ADD MEMBER {name}"
                );
                return new SqlConnection(
                    new SqlConnectionStringBuilder(connection)
                    {
                        UserID = name,
                        Password = password,
                        Pooling = false,
                    }.ToString()
                );
        }
    }

    private async Task AsOwnerAsync(string statements)
    {
        await probe.ReadAsync(db => db.Database.ExecuteSqlRawAsync(statements));
        await Migrator.MigrateAsync(probe.Platform.Services, probe.Platform.Services.GetServices<ServiceDatabase>().Single(), default);
    }
}

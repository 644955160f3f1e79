using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ntm.Persistence;

namespace Ntm.Testing;

/// <summary>
/// Migrates each service's database once a test process and server, and copies it from then on: to run all migrations again for
/// every test takes most of its time.
/// </summary>
internal static class TemplateDatabases
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("ntm-template-").FullName;
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();
    private static readonly ConcurrentDictionary<string, string> Templates = new();

    static TemplateDatabases() => TestProcess.AtEnd(() => Directory.Delete(Folder, recursive: true));

    /// <summary>Brings every database of a platform that has not been started yet up to date.</summary>
    public static Task PrepareAsync(IServiceProvider services) =>
        Task.WhenAll(services.GetServices<ServiceDatabase>().Select(database => Task.Run(() => PrepareAsync(services, database))));

    private static async Task PrepareAsync(IServiceProvider services, ServiceDatabase database)
    {
        var connection = database.Options.For(database.Service);
        ITemplate? template = database.Options.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteTemplate(new SqliteConnectionStringBuilder(connection).DataSource),
            DatabaseProvider.PostgreSql => new PostgreSqlTemplate(new NpgsqlConnectionStringBuilder(connection)),
            _ => null,
        };
        if (template is null || await template.ExistsAsync())
        {
            await Migrator.MigrateAsync(services, database, CancellationToken.None);
            return;
        }

        var key = $"{template.Server} {database.Service} {database.ContextType.FullName}";
        var turn = Turns.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        try
        {
            if (Templates.TryGetValue(key, out var known))
            {
                await template.RestoreAsync(known);
                return;
            }

            await Migrator.MigrateAsync(services, database, CancellationToken.None);
            await using var scope = services.CreateAsyncScope();
            Templates[key] = await template.SaveAsync((DbContext)scope.ServiceProvider.GetRequiredService(database.ContextType));
        }
        finally
        {
            turn.Release();
        }
    }

    private interface ITemplate
    {
        string Server { get; }

        Task<bool> ExistsAsync();

        Task<string> SaveAsync(DbContext context);

        Task RestoreAsync(string template);
    }

    private sealed class SqliteTemplate(string file) : ITemplate
    {
        public string Server => "";

        public Task<bool> ExistsAsync() => Task.FromResult(File.Exists(file));

        public async Task<string> SaveAsync(DbContext context)
        {
            // What still stands in the log beside the file would not be copied with it.
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            var template = Path.Combine(Folder, $"{Guid.CreateVersion7():N}.db");
            File.Copy(file, template);
            return template;
        }

        public Task RestoreAsync(string template)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(template, file);
            return Task.CompletedTask;
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "The names are the tests' own.")]
    private sealed class PostgreSqlTemplate(NpgsqlConnectionStringBuilder connection) : ITemplate
    {
        public string Server => $"{connection.Host}:{connection.Port}";

        public Task<bool> ExistsAsync() =>
            RunAsync(
                $"SELECT count(*) FROM pg_database WHERE datname = '{connection.Database}'",
                async command => (long)(await command.ExecuteScalarAsync())! > 0
            );

        public async Task<string> SaveAsync(DbContext context)
        {
            // A database that anybody is connected to cannot be copied.
            NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
            var template = $"ntm_template_{Guid.CreateVersion7():N}";
            await CopyAsync(connection.Database!, template);
            return template;
        }

        public Task RestoreAsync(string template) => CopyAsync(template, connection.Database!);

        private Task CopyAsync(string from, string to) =>
            RunAsync($"CREATE DATABASE \"{to}\" TEMPLATE \"{from}\" STRATEGY file_copy", command => command.ExecuteNonQueryAsync());

        private async Task<T> RunAsync<T>(string statement, Func<NpgsqlCommand, Task<T>> run)
        {
            var maintenance = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = "postgres" };
            await using var opened = new NpgsqlConnection(maintenance.ConnectionString);
            await opened.OpenAsync();
            await using var command = new NpgsqlCommand(statement, opened);
            return await run(command);
        }
    }
}

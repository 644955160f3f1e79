using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Messaging;

namespace Ntm.BuildingBlocks.Persistence;

/// <summary>Registers a service's database for whichever engine is configured.</summary>
public static class DatabaseRegistration
{
    private const int SqliteThreads = 16;

    /// <typeparam name="TContext">The service's model.</typeparam>
    /// <typeparam name="TSqlite">The model with its SQLite migrations.</typeparam>
    /// <typeparam name="TPostgreSql">The model with its PostgreSQL migrations.</typeparam>
    /// <typeparam name="TSqlServer">The model with its SQL Server migrations.</typeparam>
    public static IServiceCollection AddServiceDatabase<TContext, TSqlite, TPostgreSql, TSqlServer>(
        this IServiceCollection services, IConfiguration configuration, string service)
        where TContext : ServiceDbContext
        where TSqlite : TContext
        where TPostgreSql : TContext
        where TSqlServer : TContext
    {
        var options = configuration.GetSection(PersistenceOptions.Section).Get<PersistenceOptions>() ?? new PersistenceOptions();
        var connection = options.For(service);
        services.TryAddSingleton(DatabaseStatements.For(options.Provider));
        services.AddSingleton(new ServiceDatabase(service, typeof(TContext), options));
        services.AddSingleton(new WriteGate<TContext>(options.Provider));
        services.AddHostedService<OutboxRelay<TContext>>();
        services.AddHostedService<TimerPump<TContext>>();
        services.AddHostedService<Housekeeping<TContext>>();
        services.AddSingleton<OutboxSignal<TContext>>();
        KeepThreads(options.Provider);
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContextPool<TContext, TSqlite>(builder => Calm(builder.UseServiceSqlite(connection))),
            DatabaseProvider.PostgreSql => services.AddDbContextPool<TContext, TPostgreSql>(builder => Calm(builder.UseNpgsql(connection))),
            _ => services.AddDbContextPool<TContext, TSqlServer>(builder => Calm(builder.UseSqlServer(connection))),
        };
    }

    /// <summary>
    /// SQLite works on the caller's thread, and a commit holds it while the disk writes. With one thread a core, as the
    /// pool begins, a few commits side by side leave none for requests, and the pool adds others only slowly.
    /// </summary>
    private static void KeepThreads(DatabaseProvider provider)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        if (provider is DatabaseProvider.Sqlite && workers < SqliteThreads)
        {
            ThreadPool.SetMinThreads(SqliteThreads, completions);
        }
    }

    /// <summary>A race that was lost is asked again and no failure; one that stays is logged where it is answered.</summary>
    private static DbContextOptionsBuilder Calm(DbContextOptionsBuilder builder) => builder.ConfigureWarnings(warnings => warnings.Log(
        (CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));

    /// <summary>SQLite as every service uses it: write-ahead log, full synchronisation, native waiting for the lock.</summary>
    public static DbContextOptionsBuilder UseServiceSqlite(this DbContextOptionsBuilder builder, string connection) => builder
        .UseSqlite(new SqliteConnectionStringBuilder(connection) { DefaultTimeout = 30 }.ToString())
        .AddInterceptors(SqlitePragmas.Instance, FirstWrite.Instance);

    /// <summary>A statement that writes past the change tracker opens the transaction that waits for the first write.</summary>
    private sealed class FirstWrite : DbCommandInterceptor
    {
        public static readonly FirstWrite Instance = new();

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is ServiceDbContext { BeforeFirstWrite: { } open } db)
            {
                await open(cancellationToken);
                command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            }

            return result;
        }
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        // FULL: with NORMAL a power cut may take the last commits, and with them an accepted step.
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;";

        // A pooled connection keeps its settings: asking for them at every opening would be four statements a transaction.
        private readonly ConditionalWeakTable<object, object> settled = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (connection is SqliteConnection { Handle: { } handle } && settled.TryAdd(handle, this))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                command.ExecuteNonQuery();
            }
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Names a service's database, so that <c>migrate</c> and health checks find every one.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="ContextType">Its model.</param>
/// <param name="Options">Where it lies.</param>
public sealed record ServiceDatabase(string Service, Type ContextType, PersistenceOptions Options);

/// <summary>
/// SQLite lets one writer in at a time and makes the others poll. In one process a first-come queue in front of it
/// is fairer and faster; other engines need none.
/// </summary>
public sealed class WriteGate<TContext>(DatabaseProvider provider) : IDisposable
{
    private readonly SemaphoreSlim? gate = provider is DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Whether the database belongs to this process alone: SQLite, whose folder is locked.</summary>
    public bool OneProcess => gate is not null;

    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        if (gate is null)
        {
            return null;
        }

        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => gate?.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
            {
                gate.Release();
            }
        }
    }
}

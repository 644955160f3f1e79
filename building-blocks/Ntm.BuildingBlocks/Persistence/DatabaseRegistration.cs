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
        services.AddSingleton(new WriteGate<TContext>(options.Provider is DatabaseProvider.Sqlite ? PatienceOf(connection) : null));
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
        (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug)));

    /// <summary>How long a writer waits for another: <c>Default Timeout</c> of the connection string, 30 s unless set.</summary>
    private static TimeSpan PatienceOf(string connection) => TimeSpan.FromSeconds(new SqliteConnectionStringBuilder(connection).DefaultTimeout);

    /// <summary>SQLite as every service uses it: write-ahead log, full synchronisation, native waiting for the lock.</summary>
    public static DbContextOptionsBuilder UseServiceSqlite(this DbContextOptionsBuilder builder, string connection) => builder
        .UseSqlite(connection)
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
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

        // A pooled connection keeps its settings: asking for them at every opening would be four statements a transaction.
        private readonly ConditionalWeakTable<object, object> settled = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (connection is SqliteConnection { Handle: { } handle } sqlite && settled.TryAdd(handle, this))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                command.ExecuteNonQuery();
                SQLitePCL.raw.sqlite3_busy_timeout(handle, sqlite.DefaultTimeout * 1000);
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
/// <param name="patience">How long to wait for the turn; null where there are no turns.</param>
public sealed class WriteGate<TContext>(TimeSpan? patience) : IDisposable
{
    private readonly SemaphoreSlim? gate = patience is null ? null : new SemaphoreSlim(1, 1);

    /// <summary>Whether the database belongs to this process alone: SQLite, whose folder is locked.</summary>
    public bool OneProcess => gate is not null;

    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        if (gate is null)
        {
            return null;
        }

        return await gate.WaitAsync(patience!.Value, cancellation) ? new Turn(gate) : throw new WriteTurnException(patience.Value);
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

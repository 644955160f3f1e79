using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Persistence.Sqlite;
using Ntm.Web;

namespace Ntm.Persistence;

/// <summary>Registers a service's database for whichever engine is configured.</summary>
public static class DatabaseRegistration
{
    /// <typeparam name="TContext">The service's model.</typeparam>
    /// <typeparam name="TSqlite">The model on SQLite.</typeparam>
    /// <typeparam name="TPostgreSql">The model on PostgreSQL.</typeparam>
    /// <typeparam name="TSqlServer">The model on SQL Server.</typeparam>
    /// <param name="services">Where it is registered.</param>
    /// <param name="configuration">Names the engine and the database.</param>
    /// <param name="service">Name of the service.</param>
    /// <param name="migrations">Assembly of the migrations. One without any leaves the database empty.</param>
    public static IServiceCollection AddServiceDatabase<TContext, TSqlite, TPostgreSql, TSqlServer>(
        this IServiceCollection services,
        IConfiguration configuration,
        string service,
        string migrations
    )
        where TContext : ServiceDbContext
        where TSqlite : TContext
        where TPostgreSql : TContext
        where TSqlServer : TContext
    {
        var options = Settings.Read<PersistenceOptions>(configuration, PersistenceOptions.Section);
        var connection = options.For(service);
        services.TryAddSingleton(DatabaseStatements.For(options.Provider));
        services.AddSingleton(new ServiceDatabase(service, typeof(TContext), options));
        if (options.Provider is DatabaseProvider.Sqlite)
        {
            SqliteSetup.KeepThreads();
        }

        services.AddSingleton(_ => new WriteLock<TContext>(
            options.Provider is DatabaseProvider.Sqlite ? new SqliteFile(connection) : null
        ));
        services.AddSingleton<OutboxStore<TContext>>();
        services.AddHostedService<OutboxRelay<TContext>>();
        services.AddHostedService<TimerPump<TContext>>();
        services.AddHostedService<Housekeeping<TContext>>();
        services.AddSingleton<OutboxSignal<TContext>>();
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContextPool<TContext, TSqlite>(
                (provider, builder) =>
                    WithQuietLog(builder.UseServiceSqlite(connection, provider.GetRequiredService<WriteLock<TContext>>().File, migrations))
            ),
            DatabaseProvider.PostgreSql => services.AddDbContextPool<TContext, TPostgreSql>(builder =>
                WithQuietLog(builder.UseNpgsql(connection, npgsql => npgsql.MigrationsAssembly(migrations)))
            ),
            _ => services.AddDbContextPool<TContext, TSqlServer>(builder =>
                WithQuietLog(builder.UseSqlServer(connection, server => server.MigrationsAssembly(migrations)))
            ),
        };
    }

    /// <summary>
    /// A lost race is retried and is no failure; one that remains is logged where it is answered. A test checks that no model lacks
    /// its migration: to compare them at every start would make it slower.
    /// </summary>
    private static DbContextOptionsBuilder WithQuietLog(DbContextOptionsBuilder builder) =>
        builder.ConfigureWarnings(warnings =>
            warnings
                .Log(
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.ConnectionError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug)
                )
                .Ignore(RelationalEventId.PendingModelChangesWarning)
        );
}

/// <summary>Names a service's database, so that <c>migrate</c> and health checks find every one.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="ContextType">Its model.</param>
/// <param name="Options">Where it lies.</param>
public sealed record ServiceDatabase(string Service, Type ContextType, PersistenceOptions Options);

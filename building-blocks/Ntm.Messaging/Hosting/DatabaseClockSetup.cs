using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Hosting;

/// <summary>Gives a process the time of its database's server, unless it has a clock of another kind.</summary>
internal static class DatabaseClockSetup
{
    /// <summary>Only in place of the machine's clock; a database that is embedded has no other.</summary>
    public static void AddDatabaseClock(this WebApplicationBuilder builder)
    {
        var options = Settings.Read<PersistenceOptions>(builder.Configuration, PersistenceOptions.Section);
        var clock = builder.Services.Last(part => part.ServiceType == typeof(TimeProvider)).ImplementationInstance;
        if (options.Provider != DatabaseProvider.Sqlite && clock == TimeProvider.System)
        {
            builder.Services.AddSingleton<DatabaseClock>();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(services => services.GetRequiredService<DatabaseClock>()));
            builder
                .Services.AddSingleton<DatabaseClockWatch>()
                .AddHostedService(services => services.GetRequiredService<DatabaseClockWatch>());
        }
    }

    /// <summary>For a process that is built but not started, so that a verb uses the database's time, too.</summary>
    public static Task SynchroniseClockAsync(this IServiceProvider services, CancellationToken cancellation) =>
        services.GetService<DatabaseClockWatch>()?.AskAsync(cancellation) ?? Task.CompletedTask;
}

/// <summary>
/// Asks the database for its time before anything else starts, and periodically after that; logs when the machine's clock differs.
/// </summary>
internal sealed partial class DatabaseClockWatch(
    DatabaseClock clock,
    IServiceScopeFactory scopes,
    IEnumerable<ServiceDatabase> databases,
    DatabaseStatements statements,
    Outages outages,
    ILogger<DatabaseClockWatch> log
) : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IntervalUntilKnown = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>Asks twice: the first answer includes JIT compilation and would leave the clock late by that time.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        await AskAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        await AskAsync(cancellation);
        return DatabaseClock.IsKnown(clock) ? Interval : IntervalUntilKnown;
    }

    public async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(databases.First().ContextType);
            var milliseconds = await db.Database.SqlQueryRaw<long>(statements.ReadClock).SingleAsync(cancellation);
            var ahead = clock.SetTo(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
            if (ahead.Duration() > Tolerance)
            {
                Differs(Logger, ahead.TotalSeconds);
            }
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Outages.Report("The clock of the database", exception);
        }
    }

    [LoggerMessage(
        9103,
        LogLevel.Error,
        "Database clock: the machine's clock is {Seconds:0} s ahead of the database's, which is used; correct the machine's"
    )]
    private static partial void Differs(ILogger logger, double seconds);
}

using Microsoft.EntityFrameworkCore;
using Ntm.Commands;
using Ntm.Dossier.Persistence;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Planning.Features.Difficulties;
using Ntm.Planning.Features.Tasks;
using Ntm.Planning.Persistence;
using Ntm.Web;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>
/// What the queries that run all day become on each server: the slices themselves are called, the connection is never opened,
/// and the first command is caught on its way.
/// </summary>
public sealed class HotQueryTests
{
    private static readonly Caller Someone = new("an", "An", [new Grant("officer", "42/439/18175"), new Grant("reviewer", "42/439")]);

    private static readonly Dossier.Domain.DossierRules Rules = Dossier.DossierModule.LoadRules(new Dossier.DossierOptions());

    private static readonly Dictionary<string, Func<DatabaseProvider, Task>> Queries = new()
    {
        ["dossier inbox"] = provider =>
            Dossier.Features.ReadInbox.Rows(Dossiers(provider), Rules, Someone, new PageRequest(), default).ToListAsync(),
        ["work of the caller"] = provider =>
            Dossier
                .Features.ReadInbox.Rows(Dossiers(provider), Rules, Someone, new PageRequest(), new("Sơn Bằng", Mine: true))
                .ToListAsync(),
        ["dossiers"] = provider =>
            Dossier.Features.ListDossiers.HandleAsync(Dossiers(provider), Someone, new PageRequest(), default, year: 2026),
        ["feed"] = provider =>
            Notifications.Features.Feed.FeedReading.Rows(Notices(provider), Someone, (7, 107), default, 100).ToListAsync(),
        ["notices"] = provider =>
            Notifications.Features.ReadInbox.HandleAsync(Notices(provider), Someone, new PageRequest(), default, unread: true),
        ["tasks"] = provider => ListTasks.HandleAsync(Plans(provider), Someone, new PageRequest(), TimeProvider.System, default),
        ["tasks of the caller"] = provider =>
            ListTasks.HandleAsync(Plans(provider), Someone, new PageRequest(), TimeProvider.System, default, mine: true),
        ["difficulties"] = provider =>
            ListDifficulties.HandleAsync(Plans(provider), Someone, TimeProvider.System, new PageRequest(), default, "here", overdue: true),
        ["outbox look"] = provider => Dossiers(provider).Outbox.AnyAsync(row => !row.Dead),
        ["outbox claim"] = provider =>
            Dossiers(provider).Outbox.FromSqlRaw(DatabaseStatements.For(provider).Claim, 64, "owner", 60_000L).AsNoTracking().ToListAsync(),
        ["timers"] = provider =>
            Dossiers(provider)
                .Timers.AsNoTracking()
                .Where(timer => timer.DueAt <= DateTimeOffset.UnixEpoch)
                .OrderBy(timer => timer.DueAt)
                .Take(100)
                .ToListAsync(),
    };

    /// <summary>Filter, order and bound are the server's work; what each statement must hold.</summary>
    public static TheoryData<string, DatabaseProvider, string[]> Expected =>
        new()
        {
            { "dossier inbox", DatabaseProvider.SqlServer, ["SELECT TOP(@", "[o].[Actor] = @", "ORDER BY [o].[DueAt], [o].[Key]"] },
            { "dossier inbox", DatabaseProvider.PostgreSql, ["o.\"Actor\" = @", "ORDER BY o.\"DueAt\", o.\"Key\"", "LIMIT @"] },
            {
                "work of the caller",
                DatabaseProvider.SqlServer,
                ["SELECT TOP(@", "[o].[Actor] = @", "[o].[UnitCode] LIKE @", "[o].[SearchName] LIKE @", "[o].[ClaimedBy] = @"]
            },
            {
                "work of the caller",
                DatabaseProvider.PostgreSql,
                ["o.\"Actor\" = @", "o.\"UnitCode\" LIKE @", "o.\"SearchName\" LIKE @", "o.\"ClaimedBy\" = @", "LIMIT @"]
            },
            {
                "dossiers",
                DatabaseProvider.SqlServer,
                [
                    "SELECT TOP(@",
                    "[d].[UnitPath] >= @",
                    "[d].[UnitPath] < @",
                    "[d].[Year] = @",
                    "[d].[SortKey] >= @",
                    "ORDER BY [d].[SortKey]",
                ]
            },
            {
                "dossiers",
                DatabaseProvider.PostgreSql,
                ["d.\"UnitPath\" >= @", "d.\"UnitPath\" < @", "d.\"Year\" = @", "d.\"SortKey\" >= @", "ORDER BY d.\"SortKey\"", "LIMIT @"]
            },
            {
                "feed",
                DatabaseProvider.SqlServer,
                ["SELECT TOP(@", "[f].[Position] > @", "[f].[Position] <= @", "[f].[UnitPath] >= @", "ORDER BY [f].[Position]"]
            },
            {
                "feed",
                DatabaseProvider.PostgreSql,
                ["f.\"Position\" > @", "f.\"Position\" <= @", "f.\"UnitPath\" >= @", "ORDER BY f.\"Position\"", "LIMIT @"]
            },
            {
                "notices",
                DatabaseProvider.SqlServer,
                ["SELECT TOP(@", "NOT EXISTS (", "[n].[Role] = @", "ORDER BY [n].[At] DESC, [n].[Id] DESC"]
            },
            {
                "notices",
                DatabaseProvider.PostgreSql,
                ["NOT EXISTS (", "n.\"Role\" = @", "ORDER BY n.\"At\" DESC, n.\"Id\" DESC", "LIMIT @"]
            },
            {
                "tasks",
                DatabaseProvider.SqlServer,
                ["SELECT TOP(@", "[a].[Role] = @", "[a].[OfficePath] = @", "[a].[OfficePath] >= @", "ORDER BY [a].[SortKey]"]
            },
            {
                "tasks",
                DatabaseProvider.PostgreSql,
                ["a.\"Role\" = @", "a.\"OfficePath\" = @", "a.\"OfficePath\" >= @", "ORDER BY a.\"SortKey\"", "LIMIT @"]
            },
            { "tasks of the caller", DatabaseProvider.SqlServer, ["SELECT TOP(@", "[a].[UnitPath] = @", "ORDER BY [a].[SortKey]"] },
            { "tasks of the caller", DatabaseProvider.PostgreSql, ["a.\"UnitPath\" = @", "ORDER BY a.\"SortKey\"", "LIMIT @"] },
            { "difficulties", DatabaseProvider.SqlServer, ["SELECT TOP(@", "[d].[AnswerBefore] <= @", "ORDER BY [d].[SortKey]"] },
            { "difficulties", DatabaseProvider.PostgreSql, ["d.\"AnswerBefore\" <= @", "ORDER BY d.\"SortKey\"", "LIMIT @"] },
            { "outbox look", DatabaseProvider.SqlServer, ["EXISTS (", "[o].[Dead] = CAST(0 AS bit)"] },
            { "outbox look", DatabaseProvider.PostgreSql, ["EXISTS (", "NOT (o.\"Dead\")"] },
            {
                "outbox claim",
                DatabaseProvider.SqlServer,
                ["TOP (@", "WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)", "OUTPUT inserted.*"]
            },
            { "outbox claim", DatabaseProvider.PostgreSql, ["AS MATERIALIZED (", "LIMIT @", "FOR UPDATE SKIP LOCKED", "RETURNING t.*"] },
            { "timers", DatabaseProvider.SqlServer, ["SELECT TOP(@", "[t].[DueAt] <=", "ORDER BY [t].[DueAt]"] },
            { "timers", DatabaseProvider.PostgreSql, ["t.\"DueAt\" <=", "ORDER BY t.\"DueAt\"", "LIMIT @"] },
        };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task A_hot_query_filters_orders_and_bounds_on_the_server(string query, DatabaseProvider provider, string[] parts)
    {
        var caught = await Assert.ThrowsAsync<CaughtCommandException>(() => Queries[query](provider));

        Assert.All(parts, part => Assert.Contains(part, caught.Message, StringComparison.Ordinal));
    }

    /// <summary>The first column of an index is one that the query fixes or goes along.</summary>
    [Theory]
    [InlineData("OpenStages", "Actor")]
    [InlineData("Dossiers", "SortKey")]
    [InlineData("Timers", "DueAt")]
    public void A_hot_query_of_dossiers_has_an_index_to_go_by(string table, string column)
    {
        using var db = Dossiers(DatabaseProvider.SqlServer);

        Assert.Contains(
            db.Model.GetEntityTypes()
                .Where(type => type.GetTableName() == table)
                .SelectMany(type =>
                    type.GetIndexes().Select(index => index.Properties[0].Name).Concat(type.GetKeys().Select(key => key.Properties[0].Name))
                ),
            first => first == column
        );
    }

    private static DossierDbContext Dossiers(DatabaseProvider provider) =>
        provider is DatabaseProvider.SqlServer
            ? new SqlServerDossierDbContext(CaughtQueries.Options<SqlServerDossierDbContext>(provider))
            : new PostgreSqlDossierDbContext(CaughtQueries.Options<PostgreSqlDossierDbContext>(provider));

    private static PlanningDbContext Plans(DatabaseProvider provider) =>
        provider is DatabaseProvider.SqlServer
            ? new SqlServerPlanningDbContext(CaughtQueries.Options<SqlServerPlanningDbContext>(provider))
            : new PostgreSqlPlanningDbContext(CaughtQueries.Options<PostgreSqlPlanningDbContext>(provider));

    private static NotificationsDbContext Notices(DatabaseProvider provider) =>
        provider is DatabaseProvider.SqlServer
            ? new SqlServerNotificationsDbContext(CaughtQueries.Options<SqlServerNotificationsDbContext>(provider))
            : new PostgreSqlNotificationsDbContext(CaughtQueries.Options<PostgreSqlNotificationsDbContext>(provider));
}

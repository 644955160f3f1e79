using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Assessment.Features;
using Ntm.Assessment.Persistence;
using Ntm.Commands;
using Ntm.Dossier.Persistence;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Units;
using Ntm.Identity.Persistence;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Features.Difficulties;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Features.ModelSites;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Features.Tasks;
using Ntm.Planning.Features.Visits;
using Ntm.Planning.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>How the engine of this run means to read the lists: by an index, whatever the caller asks for; a whole table is never gone
/// through.</summary>
public sealed class ListPlanTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly Caller Someone = new("an", "An", [new Grant("officer", "42/439/18175"), new Grant("surveyor", "43/440")]);
    private static readonly Caller Leader = new("chi", "Chi", [new Grant("leader", "42")]);

    private static readonly Dossier.Domain.DossierRules Rules = Dossier.DossierModule.LoadRules(new Dossier.DossierOptions());

    /// <summary>Each is called on the second page where there are pages.</summary>
    private static readonly Dictionary<string, Func<ListPlanTests, Task>> Lists = new()
    {
        ["dossiers"] = test => Dossier.Features.ListDossiers.HandleAsync(test.Dossiers(), Someone, Second("2026/18175/xa-ntm"), default),
        ["dossiers of a unit"] = test =>
            Dossier.Features.ListDossiers.HandleAsync(test.Dossiers(), Someone, Second("2026/18175/xa-ntm"), default, unit: "18175"),
        ["dossiers of a state"] = test =>
            Dossier.Features.ListDossiers.HandleAsync(test.Dossiers(), Someone, new PageRequest(), default, status: "Open", year: 2026),
        ["dossier inbox"] = test =>
            Dossier.Features.ReadInbox.Rows(test.Dossiers(), Rules, Someone, Second("638000000000000000|key"), default).ToListAsync(),
        ["searched dossier inbox"] = test =>
            Dossier
                .Features.ReadInbox.Rows(test.Dossiers(), Rules, Someone, Second("638000000000000000|key"), new("son bang"))
                .ToListAsync(),
        ["how much work there is"] = test => Dossier.Features.CountInbox.HandleAsync(test.Dossiers(), Rules, Someone, default),
        ["how many notices are unread"] = test => Notifications.Features.CountUnread.HandleAsync(test.Notices(), Someone, default),
        ["filters of the caller"] = test => Notifications.Features.Views.ListFilters.HandleAsync(test.Notices(), Someone, default),
        ["work of the caller"] = test =>
            Dossier
                .Features.ReadInbox.Rows(test.Dossiers(), Rules, Someone, Second("638000000000000000|key"), new(Mine: true))
                .ToListAsync(),
        ["work of nobody"] = test =>
            Dossier
                .Features.ReadInbox.Rows(test.Dossiers(), Rules, Someone, Second("638000000000000000|key"), new(Unclaimed: true))
                .ToListAsync(),
        ["work of the units that the caller leads"] = test =>
            Dossier.Features.ReadInbox.Rows(test.Dossiers(), Rules, Leader, Second("638000000000000000|key"), new(Led: true)).ToListAsync(),
        ["what the caller has done"] = test =>
            Dossier
                .Features.ReadDone.Rows(test.Dossiers(), Someone, Second($"638000000000000000|{Guid.Empty}|7"), "son bang")
                .ToListAsync(),
        ["searched dossiers"] = test =>
            Dossier.Features.ListDossiers.HandleAsync(test.Dossiers(), Someone, Second("2026/18175/xa-ntm"), default, q: "son bang"),
        ["notices"] = test =>
            Notifications.Features.ReadInbox.HandleAsync(
                test.Notices(),
                Someone,
                Second($"638000000000000000|{Guid.Empty}"),
                default,
                unread: true
            ),
        ["feed"] = test => Notifications.Features.Feed.FeedReading.Rows(test.Notices(), Someone, (7, 107), default, 100).ToListAsync(),
        ["surveys"] = test => ListSurveys.HandleAsync(null, Second(Guid.Empty.ToString()), test.Assessments(), Someone, default),
        ["surveys of a dossier"] = test => ListSurveys.HandleAsync(Guid.Empty, new PageRequest(), test.Assessments(), Someone, default),
        ["villages of a survey"] = test => SurveyVillages.OnAsync(test.Assessments().Units, ("18175", "42/439/18175"), Today, default),
        ["merged villages"] = test => SurveyVillages.MergersAsync(test.Assessments(), ["18175-1", "18175-2"], Today, default),
        ["units below another"] = test =>
            ListUnits
                .Wanted(test.Units().Units.AsNoTracking(), Today, null, "439")
                .OrderBy(unit => unit.Code)
                .Select(unit => unit.Code)
                .Take(51)
                .ToListAsync(),
        ["units of a level"] = test =>
            ListUnits
                .Wanted(test.Units().Units.AsNoTracking(), Today, UnitLevel.Province, null)
                .OrderBy(unit => unit.Code)
                .Select(unit => unit.Code)
                .Take(51)
                .ToListAsync(),
        ["accounts"] = test =>
            test.Units()
                .Accounts.Where(account => account.HomeUnitCode == "18175" && string.Compare(account.NormalizedUserName, "AN") > 0)
                .OrderBy(account => account.NormalizedUserName)
                .Take(51)
                .ToListAsync(),
        ["clients"] = test =>
            test.Units()
                .ApiClients.Where(client => client.UnitCode == "42" && string.Compare(client.ClientId, "a") > 0)
                .OrderBy(client => client.ClientId)
                .Take(51)
                .ToListAsync(),
        ["plans"] = test => ListPlans.HandleAsync(test.Plans(), Someone, Second("7977/18175"), default, year: 2023),
        ["reports that are due"] = test => ListDuties.HandleAsync(test.Plans(), Someone, Second("202303100000/key"), default),
        ["tasks"] = test => ListTasks.HandleAsync(test.Plans(), Someone, Second("0/202303100000"), TimeProvider.System, default),
        ["tasks of the caller"] = test =>
            ListTasks.HandleAsync(test.Plans(), Someone, Second("0/202303100000"), TimeProvider.System, default, mine: true),
        ["tasks of a plan"] = test =>
            ListTasks.HandleAsync(test.Plans(), Someone, new PageRequest(), TimeProvider.System, default, plan: Guid.Empty, state: "open"),
        ["difficulties"] = test => ListDifficulties.HandleAsync(test.Plans(), Someone, TimeProvider.System, Second("0001/key"), default),
        ["difficulties of the caller"] = test =>
            ListDifficulties.HandleAsync(test.Plans(), Someone, TimeProvider.System, Second("0001/key"), default, "mine", overdue: true),
        ["difficulties that lie with the caller"] = test =>
            ListDifficulties.HandleAsync(test.Plans(), Someone, TimeProvider.System, Second("0001/key"), default, "here", state: "open"),
        ["supports"] = test => ListSupports.HandleAsync(test.Plans(), Someone, Second("0001/F04/42"), default, fund: "F04"),
        ["visits"] = test => ListVisits.HandleAsync(test.Plans(), Someone, Second("0001/key"), default, unit: "18175"),
        ["findings"] = test =>
            ListVisits.FindingsAsync(test.Plans(), Someone, TimeProvider.System, Second("2023/key"), default, null, true),
        ["entries of funds"] = test => ListFundEntries.Rows(test.Plans(), Guid.Empty, Second("0001/key"), "F01").ToListAsync(),
        ["model sites"] = test =>
            ListModelSites.Rows(test.Plans(), Guid.Empty, Second("0001/key"), [ModelSiteKind.Garden], "18175-01").ToListAsync(),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-plans-").FullName;
    private readonly Recorder recorder = new();
    private string connection = "";

    public static TheoryData<string> Names => [.. Lists.Keys];

    public async ValueTask InitializeAsync() => connection = await TestDatabase.ConnectionStringAsync(folder);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_list_is_read_by_an_index(string list)
    {
        await Lists[list](this);

        Assert.NotEmpty(recorder.Commands);
        foreach (var (context, text, parameters) in recorder.Commands.ToList())
        {
            var plan = await ExplainAsync(context, text, parameters);
            Assert.DoesNotContain(
                plan,
                line =>
                    line.Contains("Seq Scan on", StringComparison.Ordinal)
                    || (line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("INDEX", StringComparison.Ordinal))
            );
            Assert.Contains(
                plan,
                line => line.Contains("Index", StringComparison.Ordinal) || line.Contains("USING", StringComparison.Ordinal)
            );
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var service in (string[])["dossier", "notifications", "assessment", "planning", "identity"])
        {
            TestDatabase.ClearPool(TestDatabase.Provider, Of(service));
        }

        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static PageRequest Second(string key) => new(PageRequest.CursorOf(key), 50);

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the product's own.")]
    private static async Task<List<string>> ExplainAsync(
        DbContext context,
        string text,
        IReadOnlyList<(string Name, object? Value)> parameters
    )
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        if (!context.Database.IsSqlite())
        {
            // An empty table is read whole where that is allowed; the question is whether it has to be.
            command.CommandText = "SET enable_seqscan = off";
            await command.ExecuteNonQueryAsync();
        }

        command.CommandText = (context.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(reader.FieldCount - 1).Trim());
        }

        return plan;
    }

    private DossierDbContext Dossiers() =>
        TestDatabase.Provider is DatabaseProvider.PostgreSql
            ? Made(new PostgreSqlDossierDbContext(Options<PostgreSqlDossierDbContext>("dossier")))
            : Made(new SqliteDossierDbContext(Options<SqliteDossierDbContext>("dossier")));

    private NotificationsDbContext Notices() =>
        TestDatabase.Provider is DatabaseProvider.PostgreSql
            ? Made(new PostgreSqlNotificationsDbContext(Options<PostgreSqlNotificationsDbContext>("notifications")))
            : Made(new SqliteNotificationsDbContext(Options<SqliteNotificationsDbContext>("notifications")));

    private AssessmentDbContext Assessments() =>
        TestDatabase.Provider is DatabaseProvider.PostgreSql
            ? Made(new PostgreSqlAssessmentDbContext(Options<PostgreSqlAssessmentDbContext>("assessment")))
            : Made(new SqliteAssessmentDbContext(Options<SqliteAssessmentDbContext>("assessment")));

    private IdentityDbContext Units() =>
        TestDatabase.Provider is DatabaseProvider.PostgreSql
            ? Made(new PostgreSqlIdentityDbContext(Options<PostgreSqlIdentityDbContext>("identity")))
            : Made(new SqliteIdentityDbContext(Options<SqliteIdentityDbContext>("identity")));

    private PlanningDbContext Plans() =>
        TestDatabase.Provider is DatabaseProvider.PostgreSql
            ? Made(new PostgreSqlPlanningDbContext(Options<PostgreSqlPlanningDbContext>("planning")))
            : Made(new SqlitePlanningDbContext(Options<SqlitePlanningDbContext>("planning")));

    private TContext Made<TContext>(TContext db)
        where TContext : DbContext
    {
        db.Database.EnsureCreated();
        recorder.Commands.Clear();
        return db;
    }

    private string Of(string service) => connection.Replace("{service}", service, StringComparison.Ordinal);

    private DbContextOptions<TContext> Options<TContext>(string service)
        where TContext : DbContext
    {
        var own = Of(service);
        var builder = new DbContextOptionsBuilder<TContext>().AddInterceptors(recorder);
        return (TestDatabase.Provider is DatabaseProvider.PostgreSql ? builder.UseNpgsql(own) : builder.UseSqlite(own)).Options;
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public List<(DbContext Context, string Text, IReadOnlyList<(string Name, object? Value)> Parameters)> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Commands.Add(
                (
                    eventData.Context!,
                    command.CommandText,
                    [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]
                )
            );
            return ValueTask.FromResult(result);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Features;
using Ntm.Assessment.Persistence;
using Ntm.Commands;
using Ntm.Dossier.Persistence;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Planning.Features.Difficulties;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Features.Tasks;
using Ntm.Planning.Features.Visits;
using Ntm.Planning.Persistence;
using Ntm.Web;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>Lists that show each caller something else: compiled here and planned on the server for all callers together.</summary>
public sealed class SharedQueryTests
{
    private const int MostGrants = 40;

    /// <summary>One for each power of two up to the most grants.</summary>
    private const int MostQueries = 7;

    private static readonly Dossier.Domain.DossierRules Rules = Dossier.DossierModule.LoadRules(new Dossier.DossierOptions());

    private static readonly Dictionary<string, Func<Models, Caller, Task>> Lists = new()
    {
        ["dossiers"] = (models, caller) =>
            Dossier.Features.ListDossiers.HandleAsync(models.Dossiers, caller, new PageRequest(), default, year: 2026),
        ["dossier inbox"] = (models, caller) =>
            Dossier.Features.ReadInbox.Rows(models.Dossiers, Rules, caller, new PageRequest(), default).ToListAsync(),
        ["searched dossiers"] = (models, caller) =>
            Dossier.Features.ListDossiers.HandleAsync(models.Dossiers, caller, new PageRequest(), default, q: caller.Subject),
        ["searched work of the caller"] = (models, caller) =>
            Dossier
                .Features.ReadInbox.Rows(models.Dossiers, Rules, caller, new PageRequest(), new(caller.Subject, Mine: true))
                .ToListAsync(),
        ["notices"] = (models, caller) =>
            Notifications.Features.ReadInbox.HandleAsync(models.Notices, caller, new PageRequest(), default, unread: true),
        ["feed"] = (models, caller) =>
            Notifications.Features.Feed.FeedReading.Rows(models.Notices, caller, (7, 107), default, 100).ToListAsync(),
        ["surveys"] = (models, caller) => ListSurveys.HandleAsync(null, new PageRequest(), models.Assessments, caller, default),
        ["plans"] = (models, caller) => ListPlans.HandleAsync(models.Plans, caller, new PageRequest(), default),
        ["reports that are due"] = (models, caller) => ListDuties.HandleAsync(models.Plans, caller, new PageRequest(), default),
        ["tasks"] = (models, caller) => ListTasks.HandleAsync(models.Plans, caller, new PageRequest(), TimeProvider.System, default),
        ["tasks of the caller"] = (models, caller) =>
            ListTasks.HandleAsync(models.Plans, caller, new PageRequest(), TimeProvider.System, default, mine: true),
        ["difficulties"] = (models, caller) =>
            ListDifficulties.HandleAsync(models.Plans, caller, TimeProvider.System, new PageRequest(), default),
        ["difficulties that lie with the caller"] = (models, caller) =>
            ListDifficulties.HandleAsync(models.Plans, caller, TimeProvider.System, new PageRequest(), default, "here"),
        ["supports"] = (models, caller) => ListSupports.HandleAsync(models.Plans, caller, new PageRequest(), default),
        ["visits"] = (models, caller) => ListVisits.HandleAsync(models.Plans, caller, new PageRequest(), default),
        ["findings"] = (models, caller) => ListVisits.FindingsAsync(models.Plans, caller, TimeProvider.System, new PageRequest(), default),
    };

    public static TheoryData<string> Names => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_compiled_and_planned_does_not_grow_with_the_callers(string list)
    {
        var (compiled, texts) = (0, new HashSet<string>());
        var models = new Models(() => compiled++);
        for (var number = 0; number < 4 * MostGrants; number++)
        {
            var caller = CallerOf(number);
            texts.Add((await Assert.ThrowsAsync<CaughtCommandException>(() => Lists[list](models, caller))).Message);
        }

        Assert.InRange(compiled, 1, MostQueries);
        Assert.InRange(texts.Count, 1, MostQueries);
    }

    [Fact]
    public async Task A_caller_without_a_grant_is_shown_nothing()
    {
        var models = new Models(() => { });
        var nobody = new Caller("nobody", "Nobody", []);

        Assert.Contains(
            "FALSE",
            (await Assert.ThrowsAsync<CaughtCommandException>(() => Lists["dossiers"](models, nobody))).Message,
            StringComparison.OrdinalIgnoreCase
        );
    }

    private static Caller CallerOf(int number) =>
        new(
            $"subject-{number}",
            "Somebody",
            [
                .. Enumerable
                    .Range(0, 1 + (number % MostGrants))
                    .Select(place => new Grant(
                        place % 2 == 0 ? "officer" : "surveyor",
                        $"{10 + (place % 2)}/{100 + place}/{10_000 + number}",
                        (place + number) % 3 == 0 ? "LHPN" : null
                    )),
            ]
        );

    private sealed class Models(Action compiled)
    {
        private readonly DbContextOptions<PostgreSqlDossierDbContext> dossiers = CaughtQueries.Options<PostgreSqlDossierDbContext>(
            DatabaseProvider.PostgreSql,
            _ => compiled()
        );
        private readonly DbContextOptions<PostgreSqlNotificationsDbContext> notices =
            CaughtQueries.Options<PostgreSqlNotificationsDbContext>(DatabaseProvider.PostgreSql, _ => compiled());
        private readonly DbContextOptions<PostgreSqlAssessmentDbContext> assessments = CaughtQueries.Options<PostgreSqlAssessmentDbContext>(
            DatabaseProvider.PostgreSql,
            _ => compiled()
        );

        private readonly DbContextOptions<PostgreSqlPlanningDbContext> plans = CaughtQueries.Options<PostgreSqlPlanningDbContext>(
            DatabaseProvider.PostgreSql,
            _ => compiled()
        );

        public PlanningDbContext Plans => new PostgreSqlPlanningDbContext(plans);

        public DossierDbContext Dossiers => new PostgreSqlDossierDbContext(dossiers);

        public NotificationsDbContext Notices => new PostgreSqlNotificationsDbContext(notices);

        public AssessmentDbContext Assessments => new PostgreSqlAssessmentDbContext(assessments);
    }
}

using Ntm.LegalTime;
using Ntm.Planning.Features.Visits;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Visits;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class VisitAccessTests : IAsyncLifetime
{
    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private string village = "";
    private Guid plan;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        commune = await platform.CommuneAsync();
        village = Village(commune, 1);
        plan = await platform.PublishAsync(commune);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_follow_up_is_late_from_the_first_tick_after_its_day_and_not_before()
    {
        var visit = await RecordedAsync("2023-03-01", "2023-03-10");
        var end = VietnamTime.EndOf(new DateOnly(2023, 3, 10));

        platform.Platform.Clock.SetTo(end.AddTicks(-1));
        var before = (await DetailAsync(visit)).Findings.Single().Overdue;
        var listed = await platform.Officer(commune).PagesAsync("planning/findings?overdue=true", 10);
        platform.Platform.Clock.SetTo(end);
        var after = (await DetailAsync(visit)).Findings.Single().Overdue;

        Assert.Equal((false, 0, true), (before, listed.Count, after));
        Assert.Single(await platform.Officer(commune).PagesAsync("planning/findings?overdue=true", 10));
        await ReadAsync<VisitView>(await FollowUpAsync(platform.Reporter(village), visit, "2023-03-11"));
        Assert.Empty(await platform.Officer(commune).PagesAsync("planning/findings", 10));
        Assert.False((await DetailAsync(visit)).Findings.Single().Overdue);
    }

    [Theory]
    [InlineData("2023-02-19", 400)]
    [InlineData("2023-02-20", 200)]
    [InlineData("2023-03-01", 200)]
    [InlineData("2023-03-02", 400)]
    public async Task A_follow_up_is_done_between_the_day_of_the_visit_and_today(string day, int status)
    {
        var visit = await RecordedAsync("2023-02-20", "2023-02-20");
        platform.Platform.Clock.SetTo(VietnamTime.EndOf(new DateOnly(2023, 3, 1)).AddTicks(-1));

        var response = await FollowUpAsync(platform.Reporter(village), visit, day);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 2 : 1, (await DetailAsync(visit)).Visit.Version);
    }

    /// <summary>Who reads a visit to a village, records the like, and notes that a finding is followed up.</summary>
    [Fact]
    public async Task Role_and_unit_say_who_reads_and_who_acts()
    {
        var cases = new (string Grant, int Read, int Record, int FollowUp)[]
        {
            ($"reporter@{village}", 200, 403, 200),
            ($"officer@{commune}", 200, 200, 200),
            ($"leader@{commune}", 200, 200, 200),
            ($"auditor@{commune}", 200, 403, 403),
            ("officer@42/439", 200, 403, 403),
            ("leader@42", 200, 403, 403),
            ($"reporter@{Village(commune, 2)}", 404, 403, 404),
            ($"leader@{await platform.CommuneAsync()}", 404, 403, 404),
            ("leader@38", 404, 404, 404),
        };
        foreach (var (grant, read, record, followUp) in cases)
        {
            var (by, visit) = (platform.Platform.As("somebody", grant), await RecordedAsync("2023-03-01", "2023-03-10"));
            var found = (
                grant,
                (int)(await by.GetAsync($"planning/visits/{visit}")).StatusCode,
                (int)(await PutAsync(by, Guid.CreateVersion7(), Visit())).StatusCode,
                (int)(await FollowUpAsync(by, visit, "2023-03-01")).StatusCode
            );
            Assert.Equal((grant, read, record, followUp), found);
            var listed = await by.PagesAsync($"planning/visits?unit={CodeOf(village)}", 100);
            Assert.Equal(read == 200, listed.Exists(row => row.Contains($"{visit}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_is_refused_or_stale_changes_nothing()
    {
        var visit = await RecordedAsync("2023-03-01", "2023-03-10");
        var officer = platform.Officer(commune);
        var draft = (await platform.DraftAsync(commune, SmallPlan.Content("09/KH-BCĐ"))).Id;
        var before = await officer.GetStringAsync($"planning/visits/{visit}");

        Assert.Equal((412, "request.stale", null), await RefusalAsync(await FollowUpAsync(officer, visit, "2023-03-01", 0)));
        Assert.Equal(
            (404, "planning.visit_not_found", null),
            await RefusalAsync(await FollowUpAsync(officer, Guid.CreateVersion7(), "2023-03-01"))
        );
        Assert.Equal((404, "planning.plan_not_found", "planId"), await RefusedAsync(("planId", Guid.CreateVersion7())));
        Assert.Equal((409, "planning.not_published", "planId"), await RefusedAsync(("planId", draft)));
        Assert.Equal((400, "planning.unit_not_of_plan", "unitCode"), await RefusedAsync(("unitCode", "99999")));
        Assert.Equal((400, "planning.body_unknown", "team"), await RefusedAsync(("team", "X")));
        Assert.Equal((400, "planning.visit_in_future", "day"), await RefusedAsync(("day", "2023-03-02")));
        Assert.Equal((400, "planning.follow_up_before_visit", "findings"), await RefusedAsync(("day", "2023-03-01"), ("by", "2023-02-28")));

        Assert.Equal(before, await officer.GetStringAsync($"planning/visits/{visit}"));
        Assert.Single(await officer.PagesAsync("planning/visits", 10));
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        Assert.Equal((409, "planning.plan_closed", "planId"), await RefusedAsync());

        async Task<(int, string?, string?)> RefusedAsync(params (string Field, object Value)[] other) =>
            await RefusalAsync(await PutAsync(officer, Guid.CreateVersion7(), Visit(other)));
    }

    private async Task<Guid> RecordedAsync(string day, string followUpBy) =>
        (
            await ReadAsync<VisitView>(
                await PutAsync(platform.Officer(commune), Guid.CreateVersion7(), Visit(("day", day), ("by", followUpBy)))
            )
        ).Id;

    private Dictionary<string, object> Visit(params (string Field, object Value)[] other)
    {
        var given = other.ToDictionary(pair => pair.Field, pair => pair.Value);
        return new()
        {
            ["planId"] = given.GetValueOrDefault("planId", plan),
            ["unitCode"] = given.GetValueOrDefault("unitCode", CodeOf(village)),
            ["team"] = given.GetValueOrDefault("team", "BCD"),
            ["day"] = given.GetValueOrDefault("day", "2023-03-01"),
            ["findings"] = new[]
            {
                new
                {
                    text = "Rãnh thoát nước chưa xong",
                    severity = "serious",
                    followUpBy = given.GetValueOrDefault("by", "2023-03-10"),
                },
            },
        };
    }

    private Task<VisitDetail> DetailAsync(Guid id) => GetAsync<VisitDetail>(platform.Officer(commune), $"planning/visits/{id}");

    private static Task<HttpResponseMessage> PutAsync(HttpClient by, Guid id, object body) =>
        by.SendAsync(HttpMethod.Put, $"planning/visits/{id}", body);

    private static Task<HttpResponseMessage> FollowUpAsync(HttpClient by, Guid id, string day, int? version = null) =>
        by.SendAsync(HttpMethod.Post, $"planning/visits/{id}/findings/1/follow-up", new { day, text = "Đã làm xong" }, version);
}

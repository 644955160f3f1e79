using System.Net.Http.Json;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Features.Visits;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Visits;

/// <summary>Each test has a platform of its own: one moves its clock.</summary>
public sealed class VisitTests : IAsyncLifetime
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
    public async Task A_visit_keeps_its_findings_and_their_follow_up()
    {
        var visit = await RecordAsync();

        var done = await ReadAsync<VisitView>(await FollowUpAsync(platform.Reporter(village), visit.Id, 2, "2023-03-01"));
        var twice = await RefusalAsync(await FollowUpAsync(platform.Officer(commune), visit.Id, 2, "2023-03-01"));

        Assert.Equal(2, done.Version);
        Assert.Equal((409, "planning.follow_up_done", null), twice);
        var detail = await GetAsync<VisitDetail>(platform.Reporter(village), $"planning/visits/{visit.Id}");
        Assert.Equal([null, new DateOnly(2023, 3, 1), null], detail.Findings.Select(row => row.DoneOn));
        Assert.Equal(
            [FindingSeverity.Serious, FindingSeverity.Defect, FindingSeverity.Remark],
            detail.Findings.Select(row => row.Severity)
        );
        Assert.Equal(["recorded", "followed-up"], detail.History.Select(step => step.Kind));
        Assert.Equal("2: Đã trồng bổ sung", detail.History[^1].Text);
        Assert.Equal(
            [visit.Id],
            (await GetAsync<Page<VisitView>>(platform.Leader("42"), $"planning/visits?plan={plan}")).Items.Select(row => row.Id)
        );
    }

    [Fact]
    public async Task What_is_not_followed_up_in_time_is_listed()
    {
        var visit = await RecordAsync();
        Assert.Equal([2, 1], (await FindingsAsync("")).Select(row => row.Number));
        Assert.Empty(await FindingsAsync("&overdue=true"));

        platform.GoTo(new DateOnly(2023, 3, 11));

        var overdue = Assert.Single(await FindingsAsync("&overdue=true"));
        Assert.Equal((visit.Id, 2, true), (overdue.VisitId, overdue.Number, overdue.Overdue));
        await ReadAsync<VisitView>(await FollowUpAsync(platform.Officer(commune), visit.Id, 2, "2023-03-10"));
        Assert.Equal([1], (await FindingsAsync("")).Select(row => row.Number));
        Assert.Empty(await FindingsAsync("", platform.Reporter(Village(commune, 2))));
    }

    [Fact]
    public async Task The_same_visit_again_counts_once_and_what_does_not_fit_is_refused()
    {
        var id = Guid.CreateVersion7();
        var officer = platform.Officer(commune);
        var first = await RecordAsync(id);

        Assert.Equal(first, await RecordAsync(id));
        Assert.Equal((409, "planning.visit_id_taken", "id"), await RefusalAsync(await PutAsync(officer, id, team: "CT")));
        var other = Guid.CreateVersion7();
        Assert.Equal((400, "planning.body_unknown", "team"), await RefusalAsync(await PutAsync(officer, other, team: "X")));
        Assert.Equal((400, "planning.visit_in_future", "day"), await RefusalAsync(await PutAsync(officer, other, day: "2023-03-02")));
        Assert.Equal(
            (400, "planning.follow_up_before_visit", "findings"),
            await RefusalAsync(await PutAsync(officer, other, followUpBy: "2023-02-01"))
        );
        Assert.Equal(403, (int)(await PutAsync(platform.Reporter(village), other)).StatusCode);
        Assert.Equal((400, "planning.follow_up_day", "day"), await RefusalAsync(await FollowUpAsync(officer, id, 1, "2023-03-02")));
        Assert.Equal((404, "planning.finding_not_found", null), await RefusalAsync(await FollowUpAsync(officer, id, 9, "2023-03-01")));
        Assert.Equal(403, (int)(await FollowUpAsync(platform.Leader("42"), id, 1, "2023-03-01")).StatusCode);
        Assert.Equal(404, (int)(await FollowUpAsync(platform.Reporter(Village(commune, 2)), id, 1, "2023-03-01")).StatusCode);
    }

    private async Task<VisitView> RecordAsync(Guid? id = null) =>
        await ReadAsync<VisitView>(await PutAsync(platform.Officer(commune), id ?? Guid.CreateVersion7()));

    private Task<HttpResponseMessage> PutAsync(
        HttpClient by,
        Guid id,
        string team = "BCD",
        string day = "2023-03-01",
        string followUpBy = "2023-03-10"
    ) =>
        by.PutAsJsonAsync(
            $"planning/visits/{id}",
            new
            {
                planId = plan,
                unitCode = CodeOf(village),
                team,
                day,
                findings = new[]
                {
                    Finding("Rãnh thoát nước chưa xong", "serious", "2023-03-20"),
                    Finding("Hàng rào xanh chưa liền tuyến", "defect", followUpBy),
                    Finding("Nhà văn hóa sạch", "remark", null),
                },
            }
        );

    private static object Finding(string text, string severity, string? followUpBy) =>
        new
        {
            text,
            severity,
            followUpBy,
        };

    private static Task<HttpResponseMessage> FollowUpAsync(HttpClient by, Guid id, int number, string day) =>
        by.PostAsJsonAsync($"planning/visits/{id}/findings/{number}/follow-up", new { day, text = "Đã trồng bổ sung" });

    private async Task<IReadOnlyList<FindingView>> FindingsAsync(string query, HttpClient? by = null) =>
        (await GetAsync<Page<FindingView>>(by ?? platform.Officer(commune), $"planning/findings?plan={plan}{query}")).Items;
}

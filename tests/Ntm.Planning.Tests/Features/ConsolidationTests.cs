using System.Net.Http.Json;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Reports;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

public sealed class ConsolidationTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task Villages_stand_side_by_side_with_their_sums()
    {
        var (commune, plan) = await NewAsync(villages: 3);
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", "0,7km", null), ("T03", 30, 60)));
        var back = await FileAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T01", 1, null), ("T03", 10, 100)));
        await platform.Officer(commune).PostAsJsonAsync($"planning/reports/{back.Id}/return", new ReturnRequest { Reason = "Rà lại" });

        var view = await GetAsync<ConsolidationView>(platform.Officer(commune), Path(plan));

        Assert.Equal([DutyStatus.Filed, DutyStatus.Returned, DutyStatus.Pending], view.Units.Select(unit => unit.Status!.Value));
        Assert.Equal((0, 1, 0), (view.Missing, view.Returned, view.Late));
        Assert.Equal([("T01", 1.7m, null), ("T03", 40m, 25m)], view.Sums.Select(sum => (sum.Target, sum.Value, sum.Percent)));
        Assert.Null(view.Sent);
        Assert.Equal(404, (int)(await platform.Reporter(one).GetAsync(Path(plan))).StatusCode);
        Assert.Equal(404, (int)(await platform.Officer(commune).GetAsync(Path(plan, "2023-03-02"))).StatusCode);
        Assert.Equal(400, (int)(await platform.Officer(commune).GetAsync(Path(plan, "xx"))).StatusCode);
    }

    [Fact]
    public async Task What_was_sent_up_closes_the_week_until_it_is_returned()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        var id = Guid.CreateVersion7();
        var report = Report(plan, one, SmallPlan.From, ("T01", 1, null));
        await FileAsync(platform.Reporter(one), report, id);

        Assert.Equal(404, (int)(await SendAsync(platform.Reporter(one), plan, "x")).StatusCode);
        Assert.Equal(403, (int)(await SendAsync(platform.Officer("42/439"), plan, "x")).StatusCode);
        var sent = await ReadAsync<ConsolidationView>(await SendAsync(platform.Officer(commune), plan, "Đủ 2 thôn"));

        Assert.Equal((1, "Đủ 2 thôn"), (sent.Sent!.Revision, sent.Sent.Words));
        Assert.Equal(
            (409, "planning.week_closed", "start"),
            await RefusalAsync(
                await PutAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T01", 1, null)), Guid.CreateVersion7())
            )
        );
        Assert.Equal(1, (await FileAsync(platform.Reporter(one), report, id)).Revision);

        Assert.Equal(403, (int)(await ReturnAsync(platform.Officer(commune), plan)).StatusCode);
        await ReadAsync<ConsolidationView>(await ReturnAsync(platform.Officer("42/439"), plan));
        await FileAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T01", 1, null)));
    }

    [Fact]
    public async Task A_correction_of_the_words_keeps_those_before()
    {
        var (commune, plan) = await NewAsync();
        var by = platform.Officer(commune);
        var sent = await ReadAsync<ConsolidationView>(await SendAsync(by, plan, "Lần 1"));

        Assert.Equal(412, (int)(await SendAsync(by, plan, "Lần 2")).StatusCode);
        var again = await ReadAsync<ConsolidationView>(await SendAsync(by, plan, "Lần 2", sent.Version));

        Assert.Equal(("Lần 2", "Lần 1"), (again.Sent!.Words, again.Earlier.Single().Words));
        Assert.Equal("Lần 2", (await GetAsync<ConsolidationView>(platform.Officer("42"), Path(plan))).Sent!.Words);
    }

    private async Task<(string Commune, Guid Plan)> NewAsync(int villages = 2)
    {
        var commune = await platform.CommuneAsync(villages);
        return (commune, await platform.PublishAsync(commune));
    }

    private static string Path(Guid plan, string start = "2023-03-01") =>
        $"planning/plans/{plan}/consolidations/{SmallPlan.Weekly}/{start}";

    private static Task<HttpResponseMessage> SendAsync(HttpClient by, Guid plan, string words, int? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Path(plan)) { Content = JsonContent.Create(new { words }) };
        if (version is { } read)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{read}\"");
        }

        return by.SendAsync(request);
    }

    private static Task<HttpResponseMessage> ReturnAsync(HttpClient by, Guid plan) =>
        by.PostAsJsonAsync(Path(plan) + "/return", new ReturnRequest { Reason = "Thiếu một thôn" });
}

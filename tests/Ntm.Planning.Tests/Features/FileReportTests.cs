using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Reports;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

public sealed class FileReportTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    private static readonly DateOnly First = SmallPlan.From;

    [Fact]
    public async Task The_same_report_again_gets_the_same_answer_and_counts_once()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var (by, id, report) = (platform.Reporter(village), Guid.CreateVersion7(), Report(plan, village, First, ("T01", "0,7km", null)));

        var first = await FileAsync(by, report, id);
        var again = await FileAsync(by, report, id);

        Assert.Equal((first.Version, first.Revision, first.FiledAt), (again.Version, again.Revision, again.FiledAt));
        Assert.Equal(0.7m, first.Content.Figures.Single().Value);
        Assert.Equal(0.7m, await ValueAsync(commune, plan, "T01"));
        Assert.False(first.Late);
        var @event = await platform.Platform.ReceivedAsync<ReportFiled>(row => row.ReportId == id);
        Assert.Equal((plan, CodeOf(village), 1, false), (@event.PlanId, @event.UnitCode, @event.Revision, @event.Late));
    }

    [Fact]
    public async Task A_correction_names_what_was_read_and_keeps_what_was_there()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var (by, id) = (platform.Reporter(village), Guid.CreateVersion7());
        var first = await FileAsync(by, Report(plan, village, First, ("T01", 2, null), ("T02", 5, null)), id);
        var corrected = Report(plan, village, First, ("T01", 1.5m, null));

        Assert.Equal((409, "planning.report_filed_before", null), await RefusalAsync(await PutAsync(by, corrected, id)));
        Assert.Equal(412, (int)(await PutAsync(by, corrected, id, first.Version + 5)).StatusCode);
        var second = await ReadAsync<ReportView>(await PutAsync(by, corrected, id, first.Version));

        Assert.Equal(2, second.Revision);
        Assert.Equal(1.5m, await ValueAsync(commune, plan, "T01"));
        Assert.Null(await ValueAsync(commune, plan, "T02"));
        var revisions = await GetAsync<List<ReportView>>(by, $"planning/reports/{id}/revisions");
        Assert.Equal([1.5m, 2m], revisions.Select(revision => revision.Content.Figures[0].Value));
        Assert.Equal(2, (await GetAsync<ReportView>(by, $"planning/reports/{id}")).Revision);
    }

    [Fact]
    public async Task The_officer_files_for_a_village_and_that_is_recorded()
    {
        var (commune, plan) = await NewAsync();

        var filed = await FileAsync(platform.Officer(commune), Report(plan, Village(commune, 2), First, ("T01", 1, null)));

        Assert.True(filed.OnBehalf);
    }

    [Fact]
    public async Task The_commune_files_its_own_and_a_village_does_not_file_it()
    {
        var (commune, plan) = await NewAsync();
        var report = Report(plan, commune, First, SmallPlan.Thursday, ("T01", 1, null));

        Assert.False((await FileAsync(platform.Officer(commune), report)).OnBehalf);
        Assert.Equal(
            (403, "planning.not_your_unit", "unitCode"),
            await RefusalAsync(await PutAsync(platform.Reporter(Village(commune, 1)), report, Guid.CreateVersion7()))
        );
        Assert.Equal(
            (400, "planning.not_reporter", "unitCode"),
            await RefusalAsync(await PutAsync(platform.Officer(commune), Report(plan, commune, First), Guid.CreateVersion7()))
        );
    }

    [Fact]
    public async Task Strangers_file_nothing_and_see_nothing()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var filed = await FileAsync(platform.Reporter(village), Report(plan, village, First, ("T01", 1, null)));
        var neighbour = platform.Reporter(Village(commune, 2));

        Assert.Equal(
            (403, "planning.not_your_unit", "unitCode"),
            await RefusalAsync(await PutAsync(neighbour, Report(plan, village, First), Guid.CreateVersion7()))
        );
        Assert.Equal(404, (int)(await neighbour.GetAsync($"planning/reports/{filed.Id}")).StatusCode);
        Assert.Equal(
            (404, "planning.plan_not_found", "planId"),
            await RefusalAsync(await PutAsync(platform.Reporter("77/1/2/2-01"), Report(plan, village, First), Guid.CreateVersion7()))
        );
        var foreign = await platform.CommuneAsync();
        Assert.Equal(
            (400, "planning.unit_not_of_plan", "unitCode"),
            await RefusalAsync(await PutAsync(platform.Officer(commune), Report(plan, Village(foreign, 1), First), Guid.CreateVersion7()))
        );
    }

    [Fact]
    public async Task A_wrong_span_or_rule_is_refused_at_its_field()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var by = platform.Reporter(village);

        Assert.Equal(("planning.span_not_in_plan", "start"), await WhyAsync(Report(plan, village, First.AddDays(1))));
        Assert.Equal(("planning.span_not_in_plan", "start"), await WhyAsync(Report(plan, village, SmallPlan.To.AddDays(1))));
        Assert.Equal(("planning.span_in_future", "start"), await WhyAsync(Report(plan, village, new DateOnly(2023, 6, 24))));
        Assert.Equal(("planning.rule_unknown", "rule"), await WhyAsync(Report(plan, village, First, "R99")));

        async Task<(string?, string?)> WhyAsync(object report)
        {
            var (status, code, field) = await RefusalAsync(await PutAsync(by, report, Guid.CreateVersion7()));
            Assert.Equal(400, status);
            return (code, field);
        }
    }

    [Fact]
    public async Task A_refused_figure_changes_nothing()
    {
        var (commune, plan) = await NewAsync();
        var (village, id) = (Village(commune, 1), Guid.CreateVersion7());
        var by = platform.Reporter(village);

        var refusal = await RefusalAsync(await PutAsync(by, Report(plan, village, First, ("T01", 1, null), ("T01X", 1, null)), id));

        Assert.Equal((400, "planning.target_unknown", "figures[1].target"), refusal);
        Assert.Equal(404, (int)(await by.GetAsync($"planning/reports/{id}")).StatusCode);
        Assert.Null(await ValueAsync(commune, plan, "T01"));
    }

    [Fact]
    public async Task One_report_a_span_and_one_span_a_report()
    {
        var (commune, plan) = await NewAsync();
        var (village, id) = (Village(commune, 1), Guid.CreateVersion7());
        var by = platform.Reporter(village);
        await FileAsync(by, Report(plan, village, First, ("T01", 1, null)), id);

        Assert.Equal(
            (409, "planning.report_exists", "start"),
            await RefusalAsync(await PutAsync(by, Report(plan, village, First, ("T01", 2, null)), Guid.CreateVersion7()))
        );
        Assert.Equal(
            (409, "planning.report_other_span", "id"),
            await RefusalAsync(await PutAsync(platform.Officer(commune), Report(plan, Village(commune, 2), First, ("T01", 1, null)), id))
        );
        Assert.Equal(
            (409, "planning.figure_overlap", "figures[0].target"),
            await RefusalAsync(await PutAsync(by, Report(plan, village, First, SmallPlan.Photos, ("T01", 1, null)), Guid.CreateVersion7()))
        );
    }

    [Fact]
    public async Task Only_a_published_plan_that_is_open_takes_reports()
    {
        var commune = await platform.CommuneAsync();
        var (officer, village) = (platform.Officer(commune), Village(commune, 1));
        var draft = await platform.DraftAsync(commune, SmallPlan.Content("02/KH-BCĐ"));
        Assert.Equal(
            (409, "planning.not_published", "planId"),
            await RefusalAsync(await PutAsync(officer, Report(draft.Id, village, First), Guid.CreateVersion7()))
        );

        var (plan, id) = (await platform.PublishAsync(commune), Guid.CreateVersion7());
        var report = Report(plan, village, First, ("T01", 1, null));
        await FileAsync(officer, report, id);
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();

        Assert.Equal((409, "planning.plan_closed", "planId"), await RefusalAsync(await PutAsync(officer, report, Guid.CreateVersion7())));
        Assert.Equal(1, (await FileAsync(officer, report, id)).Revision);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[null]")]
    [InlineData("""[{ "target": "T01" }]""")]
    [InlineData("""[{ "target": "T01", "value": true }]""")]
    [InlineData("""[{ "target": "T01", "value": null }]""")]
    [InlineData("""[{ "target": "T01", "value": 1e99 }]""")]
    [InlineData("""[{ "target": " ", "value": 1 }]""")]
    public async Task A_broken_body_is_refused(string figures)
    {
        var body = $$"""{ "planId": "{{Guid.Empty}}", "rule": "R01", "unitCode": "1", "start": "2023-03-01", "figures": {{figures}} }""";

        var response = await platform
            .Officer("42/439/1")
            .PutAsync($"planning/reports/{Guid.CreateVersion7()}", new StringContent(body, null, "application/json"));

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_returned_report_is_done_again()
    {
        var (commune, plan) = await NewAsync();
        var (village, id) = (Village(commune, 1), Guid.CreateVersion7());
        var by = platform.Reporter(village);
        await FileAsync(by, Report(plan, village, First, ("T01", 9, null)), id);
        var request = new ReturnRequest { Reason = "Rà lại số km" };

        Assert.Equal(403, (int)(await by.PostAsJsonAsync($"planning/reports/{id}/return", request)).StatusCode);
        Assert.Equal(403, (int)(await platform.Officer("42/439").PostAsJsonAsync($"planning/reports/{id}/return", request)).StatusCode);
        var returned = await ReadAsync<ReportView>(
            await platform.Officer(commune).PostAsJsonAsync($"planning/reports/{id}/return", request)
        );
        Assert.Equal("Rà lại số km", returned.ReturnReason);
        Assert.Equal(409, (int)(await platform.Officer(commune).PostAsJsonAsync($"planning/reports/{id}/return", request)).StatusCode);

        var again = await ReadAsync<ReportView>(await PutAsync(by, Report(plan, village, First, ("T01", 1, null)), id, returned.Version));
        Assert.Null(again.ReturnReason);
        Assert.Equal(1m, await ValueAsync(commune, plan, "T01"));
    }

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await platform.CommuneAsync();
        return (commune, await platform.PublishAsync(commune));
    }

    private async Task<decimal?> ValueAsync(string commune, Guid plan, string target) =>
        (await GetAsync<PlanProgress>(platform.Officer(commune), $"planning/plans/{plan}/progress"))
            .Targets.Single(row => row.Target == target)
            .Value;
}

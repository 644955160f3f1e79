using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Web;

namespace Ntm.Planning.Tests.Features;

/// <summary>A plan's way: drafted by one hand, published by another, amended, closed.</summary>
public sealed class PlanTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task A_draft_is_seen_by_its_unit_alone_and_a_published_plan_by_the_province()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.DraftAsync(unit, SmallPlan.Content("02/KH-BCĐ"));
        var district = fixture.Platform.As("district", "officer@42/439");

        Assert.Equal((404, "planning.plan_not_found", null), await PlanningPlatform.RefusalAsync(await district.GetAsync(Of(plan.Id))));
        Assert.Empty(await ListAsync(district, unit));
        Assert.Single(await ListAsync(fixture.Officer(unit), unit));
        await PublishAsync(unit, plan.Id);

        var seen = await PlanningPlatform.GetAsync<PlanView>(district, Of(plan.Id));
        Assert.Equal((PlanStatus.Published, 1, "02/KH-BCĐ"), (seen.Status, seen.Edition, seen.Number));
        Assert.Empty(seen.AllowedActions);
        Assert.Single(await ListAsync(district, unit));
        Assert.Empty(await ListAsync(fixture.Platform.As("other", "officer@38/380"), unit));
    }

    [Fact]
    public async Task Who_drafted_does_not_publish_and_an_officer_never_does()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.DraftAsync(unit, SmallPlan.Content());
        (
            await fixture.Leader(unit).PutAsJsonAsync(Of(plan.Id) + "/content", SmallPlan.Content("03/KH-BCĐ"), EventJson.Options)
        ).EnsureSuccessStatusCode();

        Assert.Equal((403, "planning.forbidden", null), await RefusedAsync(fixture.Officer(unit), plan.Id));
        Assert.Equal((403, "planning.own_draft", null), await RefusedAsync(fixture.Leader(unit), plan.Id));
        var other = fixture.Platform.As("leader-2", $"leader@{unit}");
        await PlanningPlatform.ReadAsync<PlanView>(await other.PostAsJsonAsync(Of(plan.Id) + "/publication", new PublishPlanRequest()));
    }

    [Fact]
    public async Task An_amendment_needs_a_reason_and_leaves_the_edition_before_as_it_was()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.PublishAsync(unit);
        var changed = SmallPlan.Content() with { Targets = [.. SmallPlan.Targets, SmallPlan.Target("T04", "cái", 7)] };
        await ReplaceAsync(unit, plan, changed);

        Assert.Equal((400, "planning.reason_missing", "reason"), await RefusedAsync(fixture.Leader(unit), plan));
        await PublishAsync(unit, plan, "Công văn 12-CV/BCĐ ngày 05/4/2023");

        var first = await PlanningPlatform.GetAsync<PlanView>(fixture.Officer(unit), Of(plan) + "?edition=1");
        var second = await PlanningPlatform.GetAsync<PlanView>(fixture.Officer(unit), Of(plan));
        Assert.Equal((3, 4), (first.Content.Targets.Count, second.Content.Targets.Count));
        Assert.Equal(
            (2, "Công văn 12-CV/BCĐ ngày 05/4/2023", "Người dùng leader-1"),
            (second.Edition, second.Reason, second.PublishedByName)
        );
        Assert.Equal(
            (404, "planning.edition_not_found", null),
            await PlanningPlatform.RefusalAsync(await fixture.Officer(unit).GetAsync(Of(plan) + "?edition=3"))
        );
    }

    [Fact]
    public async Task A_dropped_draft_leaves_what_is_published_and_a_dropped_plan_nothing()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.PublishAsync(unit);
        await ReplaceAsync(unit, plan, SmallPlan.Content() with { Split = [], Targets = [SmallPlan.Targets[0]] });

        Assert.Equal(HttpStatusCode.NoContent, (await fixture.Officer(unit).DeleteAsync(Of(plan) + "/draft")).StatusCode);
        Assert.Equal(
            (409, "planning.no_draft", null),
            await PlanningPlatform.RefusalAsync(await fixture.Officer(unit).DeleteAsync(Of(plan) + "/draft"))
        );
        var draft = await fixture.DraftAsync(unit, SmallPlan.Content("09/KH-BCĐ"));
        (await fixture.Officer(unit).DeleteAsync(Of(draft.Id) + "/draft")).EnsureSuccessStatusCode();

        Assert.Equal(3, (await PlanningPlatform.GetAsync<PlanView>(fixture.Officer(unit), Of(plan))).Content.Targets.Count);
        Assert.Equal(plan, Assert.Single(await ListAsync(fixture.Officer(unit), unit)));
    }

    [Fact]
    public async Task A_closed_plan_can_be_read_and_changes_no_more()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.PublishAsync(unit);

        await PlanningPlatform.ReadAsync<PlanView>(await fixture.Leader(unit).PostAsync(Of(plan) + "/closure", null));

        var answer = await fixture.Officer(unit).PutAsJsonAsync(Of(plan) + "/content", SmallPlan.Content(), EventJson.Options);
        Assert.Equal((409, "planning.plan_closed", null), await PlanningPlatform.RefusalAsync(answer));
        var closed = await fixture.Platform.ReceivedAsync<PlanClosed>(row => row.PlanId == plan);
        Assert.Equal((1, unit), (closed.Edition, closed.UnitPath));
        Assert.Equal("closed", (await fixture.Officer(unit).GetFromJsonAsync<JsonElement>(Of(plan))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_who_change_a_draft_at_once_do_not_overwrite_each_other()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.DraftAsync(unit, SmallPlan.Content());
        await ReplaceAsync(unit, plan.Id, SmallPlan.Content("04/KH-BCĐ"));

        using var stale = new HttpRequestMessage(HttpMethod.Put, Of(plan.Id) + "/content");
        stale.Content = JsonContent.Create(SmallPlan.Content("05/KH-BCĐ"), options: EventJson.Options);
        stale.Headers.TryAddWithoutValidation("If-Match", $"\"{plan.Version}\"");
        var refused = await fixture.Officer(unit).SendAsync(stale);

        Assert.Equal((412, "request.stale", null), await PlanningPlatform.RefusalAsync(refused));
        Assert.Equal("04/KH-BCĐ", (await PlanningPlatform.GetAsync<PlanView>(fixture.Officer(unit), Of(plan.Id))).Number);
    }

    [Fact]
    public async Task A_publication_names_the_dates_of_the_path_and_whom_it_gives_work_to()
    {
        var unit = await fixture.CommuneAsync(villages: 2);
        var task = new PlanTask
        {
            Key = "K15",
            Text = "Trình hồ sơ",
            Accountable = ["BCD"],
            Due = new Due
            {
                Text = "trước ngày 10/4/2023",
                Kind = DueKind.BeforeDay,
                Day = new DateOnly(2023, 4, 10),
            },
            Step = PathStep.Submission,
        };

        var plan = await fixture.PublishAsync(unit, SmallPlan.Content() with { Tasks = [task] });

        var published = await fixture.Platform.ReceivedAsync<PlanPublished>(row => row.PlanId == plan);
        var date = Assert.Single(published.Dates);
        Assert.Equal(
            ("submission", "K15", "trước ngày 10/4/2023", new DateTimeOffset(2023, 4, 9, 17, 0, 0, TimeSpan.Zero)),
            (date.Step, date.Task, date.Text, date.Before)
        );
        Assert.Equal(
            [("reporter", PlanningPlatform.Village(unit, 1)), ("reporter", PlanningPlatform.Village(unit, 2))],
            published.Addressees.Select(to => (to.Role, to.UnitPath))
        );
    }

    [Fact]
    public async Task A_plan_carries_out_one_that_is_published_above_it_and_no_other()
    {
        var district = await fixture.DistrictAsync();
        var unit = await fixture.CommuneAsync(above: district);
        var above = await fixture.DraftAsync(district, SmallPlan.Content("07-KH/BCĐ"));
        var content = SmallPlan.Content();
        var plan = await fixture.DraftAsync(unit, content with { Header = content.Header with { ParentId = above.Id } });

        Assert.Equal((409, "planning.parent_not_in_force", "header.parentId"), await RefusedAsync(fixture.Leader(unit), plan.Id));
        await PublishAsync(district, above.Id);
        await PublishAsync(unit, plan.Id);

        var children = await PlanningPlatform.GetAsync<Page<PlanSummary>>(fixture.Officer(district), $"planning/plans?parent={above.Id}");
        Assert.Equal(plan.Id, Assert.Single(children.Items).Id);
    }

    [Fact]
    public async Task A_number_is_used_once_a_unit_and_year_however_it_is_spaced()
    {
        var unit = await fixture.CommuneAsync();
        await fixture.DraftAsync(unit, SmallPlan.Content("14-KH/BCĐ"));
        var request = new CreatePlanRequest
        {
            UnitCode = PlanningPlatform.CodeOf(unit),
            Year = 2023,
            Content = SmallPlan.Content("14 -KH/BCĐ"),
        };

        var again = await fixture.Officer(unit).PostAsJsonAsync("planning/plans", request, EventJson.Options);

        Assert.Equal((409, "planning.number_taken", "header.number"), await PlanningPlatform.RefusalAsync(again));
    }

    [Fact]
    public async Task A_plan_is_found_by_number_subject_or_unit_with_and_without_diacritics()
    {
        var unit = await fixture.CommuneAsync();
        await fixture.DraftAsync(unit, SmallPlan.Content("77/KH-BCĐ"));

        foreach (var typed in new[] { "77 kh bcd", "nong thon moi", "NÔNG THÔN", PlanningPlatform.CodeOf(unit)[..4] })
        {
            var found = await PlanningPlatform.GetAsync<Page<PlanSummary>>(
                fixture.Officer(unit),
                $"planning/plans?unit={PlanningPlatform.CodeOf(unit)}&q={Uri.EscapeDataString(typed)}"
            );
            Assert.True(found.Items.Count == 1, typed);
        }
    }

    private static string Of(Guid plan) => $"planning/plans/{plan}";

    private static async Task<IReadOnlyList<Guid>> ListAsync(HttpClient by, string unit) =>
        [
            .. (
                await PlanningPlatform.GetAsync<Page<PlanSummary>>(by, $"planning/plans?unit={PlanningPlatform.CodeOf(unit)}")
            ).Items.Select(plan => plan.Id),
        ];

    private static async Task<(int Status, string? Code, string? Field)> RefusedAsync(HttpClient by, Guid plan) =>
        await PlanningPlatform.RefusalAsync(await by.PostAsJsonAsync(Of(plan) + "/publication", new PublishPlanRequest()));

    private async Task PublishAsync(string unit, Guid plan, string? reason = null) =>
        await PlanningPlatform.ReadAsync<PlanView>(
            await fixture.Leader(unit).PostAsJsonAsync(Of(plan) + "/publication", new PublishPlanRequest { Reason = reason })
        );

    private async Task ReplaceAsync(string unit, Guid plan, PlanContent content) =>
        (await fixture.Officer(unit).PutAsJsonAsync(Of(plan) + "/content", content, EventJson.Options)).EnsureSuccessStatusCode();
}

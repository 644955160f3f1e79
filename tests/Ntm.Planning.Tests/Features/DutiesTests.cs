using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Persistence;
using Ntm.Testing;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Each test has a platform of its own: each moves its clock.</summary>
public sealed class DutiesTests : IAsyncLifetime
{
    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Units_are_reminded_a_day_before_and_marked_at_the_due()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1, null)));

        platform.GoTo(new DateOnly(2023, 3, 3), 1);
        await platform.Platform.ReceivedAsync<ReportDue>(row => row.UnitPath == two && row.Rule == SmallPlan.Weekly);
        platform.GoTo(new DateOnly(2023, 3, 4), 1);
        var late = await platform.Platform.ReceivedAsync<ReportLate>(row => row.UnitPath == two);
        var filed = await FileAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T01", 1, null)));

        Assert.Equal((plan, SmallPlan.From, new DateOnly(2023, 3, 3)), (late.PlanId, late.From, late.To));
        Assert.True(filed.Late);
        Assert.Empty(platform.Platform.Received<ReportDue>().Where(row => row.UnitPath == one));
        Assert.Single(platform.Platform.Received<ReportLate>(), row => row.UnitPath == two);
        var listed = await GetAsync<Page<DutySummary>>(platform.Officer(commune), $"planning/duties?plan={plan}&unit={CodeOf(two)}");
        Assert.Equal([DutyStatus.Late], listed.Items.Select(row => row.Status));
    }

    [Fact]
    public async Task Missing_late_and_returned_stand_in_one_list()
    {
        var (commune, plan) = await NewAsync(villages: 3);
        var (one, two, three) = (Village(commune, 1), Village(commune, 2), Village(commune, 3));
        var returned = await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1, null)));
        await platform.Officer(commune).PostAsJsonAsync($"planning/reports/{returned.Id}/return", new ReturnRequest { Reason = "Rà lại" });
        await MissedAsync(new DateOnly(2023, 3, 4), three);
        await FileAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T01", 1, null)));

        var first = await ListAsync(platform.Officer(commune), $"?plan={plan}&limit=2");
        var rest = await ListAsync(platform.Officer(commune), $"?plan={plan}&after={first.Next}");

        var rows = first.Items.Concat(rest.Items).Where(row => row.Rule == SmallPlan.Weekly).ToList();
        Assert.Equal([DutyStatus.Returned, DutyStatus.Late, DutyStatus.Missing], rows.Select(row => row.Status));
        Assert.Equal([CodeOf(one), CodeOf(two), CodeOf(three)], rows.Select(row => row.UnitCode));
        Assert.Equal([CodeOf(three)], (await ListAsync(platform.Reporter(three), "")).Items.Select(row => row.UnitCode).Distinct());
        Assert.Equal(3, (await ListAsync(platform.Officer(commune), $"?plan={plan}&status=pending&limit=3")).Items.Count);
    }

    [Fact]
    public async Task All_who_miss_are_reminded_in_one_act_and_a_second_press_does_no_harm()
    {
        var (commune, plan) = await NewAsync();
        await MissedAsync(new DateOnly(2023, 3, 4), Village(commune, 1), Village(commune, 2));
        var request = new RemindDutiesRequest { PlanId = plan };

        var reminded = await ReadAsync<RemindedDuties>(await RemindAsync(platform.Officer(commune)));
        var again = await ReadAsync<RemindedDuties>(await RemindAsync(platform.Officer(commune)));

        Assert.Equal(new RemindedDuties(3, 3), reminded);
        Assert.Equal(0, again.Reminded);
        var @event = await platform.Platform.ReceivedAsync<ReportDue>(row => row.RemindedBy == "officer-1" && row.Rule == SmallPlan.Weekly);
        Assert.Equal(plan, @event.PlanId);
        Assert.Equal(403, (int)(await RemindAsync(platform.Reporter(Village(commune, 1)))).StatusCode);

        Task<HttpResponseMessage> RemindAsync(HttpClient by) => by.PostAsJsonAsync("planning/duties/reminders", request);
    }

    [Fact]
    public async Task Rates_count_what_was_due()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1, null)));
        await MissedAsync(new DateOnly(2023, 3, 4), two);
        await FileAsync(platform.Reporter(one), Report(plan, one, new DateOnly(2023, 3, 4), ("T01", 1, null)));
        await MissedAsync(new DateOnly(2023, 3, 11), two);
        await FileAsync(platform.Reporter(two), Report(plan, two, new DateOnly(2023, 3, 4), ("T01", 1, null)));

        var units = await GetAsync<Page<ReportingUnit>>(
            platform.Officer(commune),
            $"planning/plans/{plan}/reporting?from=2023-03-01&to=2023-03-10"
        );

        var (first, second) = (
            units.Items.Single(row => row.UnitCode == CodeOf(one)),
            units.Items.Single(row => row.UnitCode == CodeOf(two))
        );
        Assert.Equal((1m, 1m), (first.ReportingRate!.Value, first.OnTimeRate!.Value));
        Assert.Equal((0.5m, 0m), (second.ReportingRate!.Value, second.OnTimeRate!.Value));
        Assert.Equal([DutyStatus.Missing, DutyStatus.Late], second.Weeks.Select(week => week.Status));
        Assert.Equal(platform.Platform.Clock.GetUtcNow(), second.LastReportAt);
        Assert.Equal(
            400,
            (int)(await platform.Officer(commune).GetAsync($"planning/plans/{plan}/reporting?from=2023-03-02&to=2023-03-01")).StatusCode
        );
    }

    [Fact]
    public async Task A_later_edition_replaces_what_is_to_come_and_leaves_what_was_filed()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        await FileAsync(platform.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 1, null)));
        var content = SmallPlan.Content();

        await platform.AmendAsync(
            commune,
            plan,
            content with
            {
                Reporting =
                [
                    .. content.Reporting.Select(rule => rule.Key == SmallPlan.Weekly ? rule with { Weekday = DayOfWeek.Tuesday } : rule),
                ],
            }
        );

        var pending = await ListAsync(platform.Officer(commune), $"?plan={plan}&unit={CodeOf(village)}&status=pending&limit=100");
        var filed = await ListAsync(platform.Officer(commune), $"?plan={plan}&unit={CodeOf(village)}&status=filed");
        Assert.All(pending.Items.SkipLast(1), row => Assert.Equal(DayOfWeek.Tuesday, row.End.DayOfWeek));
        Assert.Equal([new DateOnly(2023, 3, 3)], filed.Items.Select(row => row.End));
        Assert.Equal(new DateOnly(2023, 3, 8), pending.Items[0].Start);
    }

    [Fact]
    public async Task What_is_far_ahead_is_demanded_when_it_has_come_near()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var query = $"?plan={plan}&unit={CodeOf(village)}&status=pending&limit=100";
        var last = (await ListAsync(platform.Officer(commune), query)).Items[^1];

        await MissedAsync(new DateOnly(2023, 3, 4), village);
        await Eventually.TrueAsync(
            async () => (await ListAsync(platform.Officer(commune), query)).Items[^1].Start > last.Start,
            "the next week is demanded"
        );
        platform.GoTo(new DateOnly(2023, 7, 2));
        await platform.Platform.ReceivedAsync<ReportLate>(row => row.UnitPath == village && row.To == SmallPlan.To);

        var weeks = Enumerable.Range(0, 18).Select(week => SmallPlan.From.AddDays(week == 0 ? 0 : (7 * week) - 4)).ToList();
        var missed = platform.Platform.Received<ReportLate>().Where(row => row.UnitPath == village).Select(row => row.From).Order();
        Assert.Equal(new DateOnly(2023, 5, 6), last.Start);
        Assert.Equal(weeks, missed);
    }

    [Fact]
    public async Task Nobody_is_late_for_a_plan_that_was_not_published()
    {
        platform.GoTo(new DateOnly(2023, 4, 12));
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);

        var pending = await ListAsync(platform.Officer(commune), $"?plan={plan}&status=pending&unit={CodeOf(village)}");
        var filed = await FileAsync(platform.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 1, null)));

        Assert.Equal(new DateOnly(2023, 4, 8), pending.Items[0].Start);
        Assert.True(filed.Late);
        Assert.Empty((await ListAsync(platform.Officer(commune), $"?plan={plan}")).Items);
    }

    [Fact]
    public async Task A_closed_plan_demands_nothing_more()
    {
        var (commune, plan) = await NewAsync();

        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();

        Assert.Empty((await ListAsync(platform.Officer(commune), $"?plan={plan}&status=pending")).Items);
        Assert.NotEmpty((await ListAsync(platform.Officer(commune), $"?plan={plan}&status=closed")).Items);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_plan_that_is_closed()
    {
        var (commune, plan) = await NewAsync();
        await MissedAsync(new DateOnly(2023, 3, 4), Village(commune, 1), Village(commune, 2));
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();

        var reminded = await ReadAsync<RemindedDuties>(
            await platform.Officer(commune).PostAsJsonAsync("planning/duties/reminders", new RemindDutiesRequest())
        );
        platform.GoTo(new DateOnly(2023, 3, 20));
        await platform.SettledAsync();

        Assert.Equal(0, reminded.Reminded);
        Assert.Empty((await ListAsync(platform.Officer(commune), "")).Items);
        Assert.Equal(3, (await ListAsync(platform.Officer(commune), $"?plan={plan}&status=missing")).Items.Count);
        Assert.Equal(3, platform.Platform.Received<ReportLate>().Count(row => row.PlanId == plan));
    }

    [Fact]
    public async Task Who_reminded_whom_stands_in_the_audit_chain()
    {
        var (commune, plan) = await NewAsync();
        await MissedAsync(new DateOnly(2023, 3, 4), Village(commune, 1), Village(commune, 2));

        var request = new RemindDutiesRequest { PlanId = plan };
        await ReadAsync<RemindedDuties>(await platform.Officer(commune).PostAsJsonAsync("planning/duties/reminders", request));

        await using var scope = platform.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var entry = await db.AuditEntries.OrderBy(row => row.Sequence).LastAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("officer-1", "RemindDuties"), (entry.Actor, entry.Action));
        Assert.Equal(3, entry.Payload.Split("\"remindedBy\"").Length - 1);
    }

    private async Task<(string Commune, Guid Plan)> NewAsync(int villages = 2)
    {
        var commune = await platform.CommuneAsync(villages);
        return (commune, await platform.PublishAsync(commune));
    }

    /// <summary>Moves the clock past a due and waits until the units are marked.</summary>
    private async Task MissedAsync(DateOnly day, params string[] units)
    {
        platform.GoTo(day, 1);
        foreach (var unit in units)
        {
            await platform.Platform.ReceivedAsync<ReportLate>(row => row.UnitPath == unit && row.To == day.AddDays(-1));
        }
    }

    private static Task<Page<DutySummary>> ListAsync(HttpClient by, string query) =>
        GetAsync<Page<DutySummary>>(by, "planning/duties" + query);
}

using System.Net.Http.Json;
using Ntm.Messaging;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Work;
using Ntm.Testing;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class WeekWorkTests : IAsyncLifetime
{
    private static readonly DateOnly Saturday = new(2023, 3, 4);
    private static readonly DateOnly Monday = new(2023, 3, 6);

    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_officer_sees_the_units_side_by_side_and_a_reporter_the_own_one()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));

        var own = await RegisteredAsync(platform.Reporter(one), plan, one, Saturday, Item("Trồng cây", day: "Sunday"), Item("Họp thôn"));
        await RegisteredAsync(platform.Officer(commune), plan, two, Saturday, Item("Phát quang", task: "K01"));

        var all = await WeekAsync(platform.Officer(commune), plan, Saturday);
        Assert.Equal((Saturday, new DateOnly(2023, 3, 10)), (all.Start, all.End));
        Assert.Equal([CodeOf(one), CodeOf(two)], all.Units.Select(unit => unit.UnitCode));
        Assert.Equal(
            [("Trồng cây", new DateOnly(2023, 3, 5)), ("Họp thôn", null)],
            own.Units[0].Items.Select(item => (item.Text, item.On))
        );
        Assert.Equal((true, "K01"), (all.Units[1].Items[0].OnBehalf, all.Units[1].Items[0].Task));
        Assert.Equal([CodeOf(one)], (await WeekAsync(platform.Reporter(one), plan, Saturday)).Units.Select(unit => unit.UnitCode));
        Assert.Empty((await WeekAsync(platform.Officer(commune), plan, Monday)).Units);
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_another_one_replaces_what_is_not_done()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var (first, second, third) = (Item("Một"), Item("Hai"), Item("Ba"));
        await RegisteredAsync(platform.Reporter(village), plan, village, Monday, first, second);
        var again = await RegisteredAsync(platform.Reporter(village), plan, village, Monday, first, second);
        await MarkAsync(HttpMethod.Put, platform.Reporter(village), first.Id);

        var replaced = await RegisteredAsync(platform.Reporter(village), plan, village, Monday, third);

        Assert.Equal(["Một", "Hai"], again.Units.Single().Items.Select(item => item.Text));
        Assert.Equal(["Ba", "Một"], replaced.Units.Single().Items.Select(item => item.Text).Order());
        Assert.Equal(1, replaced.Units.Single().Done);
    }

    [Fact]
    public async Task What_is_done_can_be_taken_back()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var item = Item("Một");
        await RegisteredAsync(platform.Reporter(village), plan, village, Monday, item);

        var done = await ReadAsync<WorkItemView>(await MarkAsync(HttpMethod.Put, platform.Reporter(village), item.Id));
        platform.GoTo(SmallPlan.From.AddDays(1));
        var twice = await ReadAsync<WorkItemView>(await MarkAsync(HttpMethod.Put, platform.Officer(commune), item.Id));
        var undone = await ReadAsync<WorkItemView>(await MarkAsync(HttpMethod.Delete, platform.Reporter(village), item.Id));

        Assert.Equal(done.DoneAt, twice.DoneAt);
        Assert.Equal(["undo"], done.AllowedActions);
        Assert.Null(undone.DoneAt);
        Assert.Equal(
            (404, "planning.work_not_found", null),
            await RefusalAsync(await MarkAsync(HttpMethod.Put, platform.Reporter(village), Guid.Empty))
        );
        Assert.Equal(
            (404, "planning.work_not_found", null),
            await RefusalAsync(await MarkAsync(HttpMethod.Put, platform.Reporter(Village(commune, 2)), item.Id))
        );
        var auditor = platform.Platform.As("auditor", $"auditor@{commune}");
        Assert.Equal((403, "planning.not_your_unit", null), await RefusalAsync(await MarkAsync(HttpMethod.Put, auditor, item.Id)));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var item = Item("Một");
        await RegisteredAsync(platform.Reporter(village), plan, village, Monday, item);

        await RefusedAsync((400, "planning.week_not_in_plan", "start"), village, new DateOnly(2023, 3, 7), Item("a"));
        await RefusedAsync((400, "planning.week_not_in_plan", "start"), village, new DateOnly(2023, 7, 3), Item("a"));
        await RefusedAsync((403, "planning.not_your_unit", "unitCode"), Village(commune, 2), Monday, Item("a"));
        await RefusedAsync((400, "planning.unit_not_of_plan", "unitCode"), "42/1", Monday, Item("a"));
        await RefusedAsync((400, "planning.task_unknown", "items"), village, Monday, Item("a", task: "K99"));
        await RefusedAsync((400, "planning.day_not_in_week", "items"), village, SmallPlan.From, Item("a", day: "Sunday"));
        await RefusedAsync((400, "planning.work_twice", "items"), village, Monday, item, item);
        await RefusedAsync((409, "planning.work_exists", "items"), village, Saturday, item);
        var sixty = Enumerable.Range(1, 60).Select(number => Item($"Việc {number}")).ToArray();
        await MarkAsync(HttpMethod.Put, platform.Reporter(village), item.Id);
        await RefusedAsync((400, "planning.work_too_many", "items"), village, Monday, sixty);
        platform.GoTo(Monday);
        await RefusedAsync((409, "planning.week_past", "start"), village, SmallPlan.From, Item("a"));
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        await RefusedAsync((409, "planning.plan_closed", null), village, Monday, Item("a"));
        Assert.Equal(
            (409, "planning.plan_closed", null),
            await RefusalAsync(await MarkAsync(HttpMethod.Delete, platform.Reporter(village), item.Id))
        );

        async Task RefusedAsync((int, string?, string?) expected, string unit, DateOnly start, params WorkItemInput[] items) =>
            Assert.Equal(expected, await RefusalAsync(await RegisterAsync(platform.Reporter(village), plan, unit, start, items)));
    }

    [Fact]
    public async Task What_is_left_when_the_plan_is_closed_ends_with_it_and_goes_nowhere()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        await RegisteredAsync(platform.Reporter(village), plan, village, Saturday, Item("Chưa xong"));
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();

        platform.GoTo(new DateOnly(2023, 3, 12));
        await platform.SettledAsync();

        var left = (await WeekAsync(platform.Officer(commune), plan, Saturday)).Units.Single().Items.Single();
        Assert.Equal((true, null), (left.CarriedOn, left.DoneAt));
        Assert.Empty((await WeekAsync(platform.Officer(commune), plan, new DateOnly(2023, 3, 11))).Units);
    }

    [Fact]
    public async Task What_is_left_at_the_end_of_the_week_goes_to_the_next_one_once()
    {
        var (commune, plan) = await NewAsync();
        var village = Village(commune, 1);
        var (left, done) = (Item("Chưa xong", day: "Sunday"), Item("Đã xong"));
        await RegisteredAsync(platform.Reporter(village), plan, village, Saturday, left, done);
        await MarkAsync(HttpMethod.Put, platform.Reporter(village), done.Id);

        var first = await CarriedAsync(village, plan, new DateOnly(2023, 3, 11), left.Id);
        var second = await CarriedAsync(village, plan, new DateOnly(2023, 3, 18), first.Id);

        Assert.Equal((1, left.Id, "Chưa xong"), (first.Carried, first.CarriedFrom!.Value, first.Text));
        Assert.Equal((2, (DateOnly?)null), (second.Carried, second.On));
        Assert.Equal(
            (409, "planning.work_carried", null),
            await RefusalAsync(await MarkAsync(HttpMethod.Put, platform.Reporter(village), left.Id))
        );
        Assert.Single((await WeekAsync(platform.Reporter(village), plan, new DateOnly(2023, 3, 18))).Units.Single().Items);
        var kept = await RegisteredAsync(platform.Reporter(village), plan, village, new DateOnly(2023, 3, 18));
        Assert.Equal([second.Id], kept.Units.Single().Items.Select(item => item.Id));
    }

    [Fact]
    public async Task By_the_plans_rule_work_of_a_day_goes_to_the_next_day()
    {
        var rule = new PlanRule
        {
            Key = "R-CARRY",
            Kind = "carry-over",
            Text = "Việc chưa xong chuyển sang ngày sau",
            Measure = "ngày",
        };
        var (commune, plan) = await NewAsync(rule);
        var village = Village(commune, 1);
        var (daily, weekly) = (Item("Việc của ngày", day: "Saturday"), Item("Việc của tuần"));
        await RegisteredAsync(platform.Reporter(village), plan, village, Saturday, daily, weekly);

        var next = await CarriedAsync(village, plan, new DateOnly(2023, 3, 5), daily.Id, Saturday);

        Assert.Equal((new DateOnly(2023, 3, 5), 1, Saturday), (next.On!.Value, next.Carried, next.Week));
        Assert.False(
            (await WeekAsync(platform.Reporter(village), plan, Saturday))
                .Units.Single()
                .Items.Single(item => item.Id == weekly.Id)
                .CarriedOn
        );
    }

    private async Task<(string Commune, Guid Plan)> NewAsync(params PlanRule[] rules)
    {
        var commune = await platform.CommuneAsync();
        return (commune, await platform.PublishAsync(commune, TaskPlan.Content(TaskPlan.Task("K01")) with { Rules = rules }));
    }

    /// <summary>Goes past the end of a day and waits until an item was carried over.</summary>
    private async Task<WorkItemView> CarriedAsync(string village, Guid plan, DateOnly day, Guid from, DateOnly? week = null)
    {
        platform.GoTo(day, 1);
        await Eventually.TrueAsync(async () => await FindAsync() is not null, "the work is carried over");
        return (await FindAsync())!;

        async Task<WorkItemView?> FindAsync() =>
            (await WeekAsync(platform.Reporter(village), plan, week ?? day))
                .Units.SelectMany(unit => unit.Items)
                .FirstOrDefault(item => item.CarriedFrom == from);
    }

    private static WorkItemInput Item(string text, string? task = null, string? day = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Text = text,
            Task = task,
            Day = day is null ? null : Enum.Parse<DayOfWeek>(day),
        };

    private static Task<HttpResponseMessage> RegisterAsync(
        HttpClient by,
        Guid plan,
        string unit,
        DateOnly start,
        params WorkItemInput[] items
    ) =>
        by.PutAsJsonAsync(
            $"planning/plans/{plan}/weeks/{start:yyyy-MM-dd}/work",
            new RegisterWeekWorkRequest { UnitCode = CodeOf(unit), Items = items },
            EventJson.Options
        );

    private static async Task<WeekWork> RegisteredAsync(
        HttpClient by,
        Guid plan,
        string unit,
        DateOnly start,
        params WorkItemInput[] items
    ) => await ReadAsync<WeekWork>(await RegisterAsync(by, plan, unit, start, items));

    private static Task<HttpResponseMessage> MarkAsync(HttpMethod method, HttpClient by, Guid id) =>
        by.SendAsync(new HttpRequestMessage(method, $"planning/work/{id}/done"));

    private static Task<WeekWork> WeekAsync(HttpClient by, Guid plan, DateOnly start) =>
        GetAsync<WeekWork>(by, $"planning/plans/{plan}/weeks/{start:yyyy-MM-dd}/work");
}

using System.Net.Http.Json;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Planning.Features.Work;
using Ntm.Testing;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Work;

/// <summary>Each test has a platform of its own: it moves its clock.</summary>
public sealed class WorkWeekEndTests : IAsyncLifetime
{
    private static readonly DateOnly Saturday = new(2023, 3, 4);
    private static readonly DateOnly Monday = new(2023, 3, 6);
    private static readonly DateTimeOffset EndOfFriday = VietnamTime.EndOf(new DateOnly(2023, 3, 10));
    private static readonly DateTimeOffset EndOfSunday = VietnamTime.EndOf(new DateOnly(2023, 3, 12));

    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private string village = "";
    private Guid plan;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        commune = await platform.CommuneAsync();
        village = Village(commune, 1);
        plan = await platform.PublishAsync(commune, TaskPlan.Content(TaskPlan.Task("K01")));
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_week_takes_work_to_its_last_tick_and_the_next_one_after_it()
    {
        platform.Platform.Clock.SetTo(EndOfFriday.AddTicks(-1));
        var kept = await RegisteredAsync(Saturday, Item("Trồng cây"));

        platform.Platform.Clock.SetTo(EndOfFriday);
        var refused = await RefusalAsync(await RegisterAsync(Saturday, Item("Phát quang")));
        var emptied = await RefusalAsync(await RegisterAsync(Saturday));
        var next = await RegisteredAsync(Saturday.AddDays(7), Item("Phát quang"));

        Assert.Equal((409, "planning.week_past", "start"), refused);
        Assert.Equal((409, "planning.week_past", "start"), emptied);
        Assert.Equal(["Trồng cây"], (await WeekAsync(Saturday)).Select(item => item.Text));
        Assert.Equal(kept.Id, (await WeekAsync(Saturday)).Single().Id);
        Assert.Equal("Phát quang", next.Text);
    }

    /// <summary>At the tick before the second week ends, the first one's work has gone over.</summary>
    [Fact]
    public async Task Work_goes_over_at_the_first_tick_after_its_week_and_not_before()
    {
        var first = await RegisteredAsync(Saturday, Item("Tuần một"));
        var second = await RegisteredAsync(Monday, Item("Tuần hai"));
        var done = await RegisteredAsync(Monday, Item("Tuần hai"), Item("Đã xong"), second.Id);
        await MarkAsync(HttpMethod.Put, done.Id);

        platform.Platform.Clock.SetTo(EndOfSunday.AddTicks(-1));
        await GoneOverAsync(first.Id, Saturday.AddDays(7));
        Assert.All(await WeekAsync(Monday), item => Assert.False(item.CarriedOn));
        platform.Platform.Clock.SetTo(EndOfSunday);
        var over = await GoneOverAsync(second.Id, Monday.AddDays(7));

        Assert.Equal((1, "Tuần hai", Monday.AddDays(7)), (over.Carried, over.Text, over.Week));
        Assert.Equal([(false, 0), (true, 0)], (await WeekAsync(Monday)).Select(item => (item.CarriedOn, item.Carried)).Order());
        Assert.Single(await WeekAsync(Monday.AddDays(7)));
    }

    [Fact]
    public async Task What_is_taken_back_after_its_week_goes_over_then()
    {
        var item = await RegisteredAsync(Saturday, Item("Trồng cây"));
        await MarkAsync(HttpMethod.Put, item.Id);
        platform.Platform.Clock.SetTo(EndOfFriday.AddHours(1));
        Assert.Empty(await WeekAsync(Saturday.AddDays(7)));

        await MarkAsync(HttpMethod.Delete, item.Id);

        Assert.Equal(1, (await GoneOverAsync(item.Id, Saturday.AddDays(7))).Carried);
    }

    [Theory]
    [InlineData("reporter@village", 200, 1)]
    [InlineData("officer@commune", 200, 2)]
    [InlineData("leader@commune", 200, 2)]
    [InlineData("auditor@commune", 403, 2)]
    [InlineData("officer@district", 403, 2)]
    [InlineData("reporter@neighbour", 403, 1)]
    [InlineData("officer@other", 403, 0)]
    [InlineData("leader@abroad", 404, 0)]
    public async Task Role_and_unit_say_whose_work_is_seen_and_registered(string grant, int status, int seen)
    {
        var neighbour = Village(commune, 2);
        await RegisteredAsync(Monday, Item("Của thôn"));
        await ReadAsync<WeekWork>(await RegisterAsync(platform.Officer(commune), neighbour, Monday, Item("Của thôn bên")));
        var path = grant.Split('@')[1] switch
        {
            "village" => village,
            "commune" => commune,
            "district" => "42/439",
            "neighbour" => neighbour,
            "other" => await platform.CommuneAsync(),
            _ => "38",
        };
        var by = platform.Platform.As("somebody", $"{grant.Split('@')[0]}@{path}");

        var registered = await RegisterAsync(by, village, Saturday, Item("Việc mới"));
        var read = await by.GetAsync($"planning/plans/{plan}/weeks/{Monday:yyyy-MM-dd}/work");

        Assert.Equal(status, (int)registered.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, (await WeekAsync(Saturday)).Count);
        Assert.Equal(seen, read.IsSuccessStatusCode ? (await ReadAsync<WeekWork>(read)).Units.Count : 0);
        if (status == 403)
        {
            Assert.Equal((403, "planning.not_your_unit", "unitCode"), await RefusalAsync(registered));
        }
    }

    [Fact]
    public async Task The_same_list_twice_at_once_is_there_once()
    {
        var items = new[] { Item("Một"), Item("Hai") };

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RegisterAsync(Monday, items)));

        Assert.All(sent, response => Assert.Equal(200, (int)response.StatusCode));
        Assert.Equal(["Một", "Hai"], (await WeekAsync(Monday)).OrderBy(item => item.Order).Select(item => item.Text));
    }

    private async Task<WorkItemView> GoneOverAsync(Guid from, DateOnly week)
    {
        WorkItemView? found = null;
        await Eventually.TrueAsync(
            async () => (found = (await WeekAsync(week)).FirstOrDefault(item => item.CarriedFrom == from)) is not null,
            "the work goes over"
        );
        return found!;
    }

    private async Task<IReadOnlyList<WorkItemView>> WeekAsync(DateOnly start) =>
        [
            .. (
                await GetAsync<WeekWork>(platform.Reporter(village), $"planning/plans/{plan}/weeks/{start:yyyy-MM-dd}/work")
            ).Units.SelectMany(unit => unit.Items),
        ];

    /// <summary>Registers items and answers the last one; where the id of another one is given, beside that.</summary>
    private async Task<WorkItemView> RegisteredAsync(DateOnly start, WorkItemInput item, WorkItemInput? last = null, Guid? first = null)
    {
        var items = last is null ? [item] : new[] { item with { Id = first!.Value }, last };
        var week = await ReadAsync<WeekWork>(await RegisterAsync(start, items));
        return week.Units.Single().Items.Single(row => row.Id == items[^1].Id);
    }

    private Task<HttpResponseMessage> RegisterAsync(DateOnly start, params WorkItemInput[] items) =>
        RegisterAsync(platform.Reporter(village), village, start, items);

    private Task<HttpResponseMessage> RegisterAsync(HttpClient by, string unit, DateOnly start, params WorkItemInput[] items) =>
        by.PutAsJsonAsync(
            $"planning/plans/{plan}/weeks/{start:yyyy-MM-dd}/work",
            new RegisterWeekWorkRequest { UnitCode = CodeOf(unit), Items = items },
            EventJson.Options
        );

    private async Task MarkAsync(HttpMethod method, Guid id) =>
        await ReadAsync<WorkItemView>(await platform.Reporter(village).SendAsync(method, $"planning/work/{id}/done"));

    private static WorkItemInput Item(string text) => new() { Id = Guid.CreateVersion7(), Text = text };
}

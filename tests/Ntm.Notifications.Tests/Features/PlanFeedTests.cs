using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;
using static Ntm.Notifications.Tests.PlanEventSamples;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Events about plans in the feed: to whom they are shown, in which order, and what of them.</summary>
public sealed class PlanFeedTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private const string District = "42/439";

    private static int communes;

    private static readonly string[] All =
    [
        "published",
        "task-assigned",
        "task-overdue",
        "report-filed",
        "difficulty-raised",
        "task-done",
        "target-reached",
        "closed",
    ];

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task Events_about_a_plan_stand_in_order_between_those_about_dossiers()
    {
        const string Unit = District + "/81001";
        var (plan, dossier) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (published, filed, closed) = (Published(plan, Unit), Filed(plan, Unit), Closed(plan, Unit));
        var opened = NotificationsPlatform.Opened(dossier, 1, Unit);
        var first = (await FeedAsync("officer@" + Unit, "")).Next;
        await PublishAsync(published);
        await PublishAsync(filed);
        await Platform.PublishAsync(opened, opened.EventId);
        await PublishAsync(closed);

        var items = (await FeedAsync("officer@" + Unit, $"?after={first}")).Items;

        Assert.Equal([published.EventId, filed.EventId, opened.EventId, closed.EventId], items.Select(item => item.Id()));
        Assert.Equal([plan, plan, null, plan], items.Select(item => item.PlanId()));
        Assert.Equal([null, null, dossier, null], items.Select(item => item.DossierId()));
        Assert.Equal([null, null, 1L, null], items.Select(item => item.Sequence()));
        Assert.Equal(["published", "report-filed", "stage-entered", "closed"], items.Select(item => item.Kind()));
    }

    [Fact]
    public async Task A_reader_asks_for_one_plan_alone()
    {
        const string Unit = District + "/81002";
        var (one, two, dossier) = (Published(Guid.CreateVersion7(), Unit), Published(Guid.CreateVersion7(), Unit), Guid.CreateVersion7());
        var opened = NotificationsPlatform.Opened(dossier, 1, Unit);
        await PublishAsync(one);
        await PublishAsync(two);
        await Platform.PublishAsync(opened, opened.EventId);

        Assert.Equal([two.EventId], await IdsAsync("officer@" + Unit, $"?planId={two.PlanId}"));
        Assert.Equal([opened.EventId], await IdsAsync("officer@" + Unit, $"?dossierId={dossier}"));
        Assert.Empty(await IdsAsync("officer@" + Unit, $"?planId={two.PlanId}&dossierId={dossier}"));
    }

    [Fact]
    public async Task An_event_received_twice_stands_in_the_feed_once()
    {
        const string Unit = District + "/81003";
        var @event = Published(Guid.CreateVersion7(), Unit);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PublishAsync(@event)));

        Assert.Equal([@event.EventId], await IdsAsync("officer@" + Unit, $"?planId={@event.PlanId}"));
    }

    [Fact]
    public async Task Positions_have_no_gap_when_plans_and_dossiers_write_at_once()
    {
        const string Unit = District + "/81004";
        var before = (await FeedAsync("officer@" + Unit, "")).Next;
        var plans = Enumerable.Range(0, 20).Select(_ => Published(Guid.CreateVersion7(), Unit)).ToList();
        var dossiers = Enumerable.Range(0, 20).Select(_ => NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, Unit)).ToList();

        await Task.WhenAll(
            plans.Select(@event => PublishAsync(@event)).Concat(dossiers.Select(row => Platform.PublishAsync(row, row.EventId)))
        );

        var positions = (await FeedAsync("officer@" + Unit, $"?after={before}&limit=500")).Items.Select(item => item.Position).ToList();
        Assert.Equal(Enumerable.Range(1, 40).Select(step => before + step), positions);
    }

    /// <summary>Grant, and which events of a commune's plan and of its village it shows.</summary>
    public static TheoryData<string, string[]> Seen =>
        new()
        {
            { "surveyor@42", ["published", "target-reached", "closed"] },
            { "officer@42/439", ["published", "report-filed", "difficulty-raised", "target-reached", "closed"] },
            { "auditor@42", ["published", "report-filed", "difficulty-raised", "target-reached", "closed"] },
            { "leader@42/439", ["published", "task-overdue", "report-filed", "difficulty-raised", "target-reached", "closed"] },
            { "officer@U", [.. All] },
            { "auditor@U", [.. All] },
            { "reporter@V", ["report-filed", "difficulty-raised"] },
            { "reporter@U", ["published", "target-reached", "closed"] },
            { "leader@42/446", [] },
            { "officer@42/439/8100", [] },
        };

    [Theory]
    [MemberData(nameof(Seen))]
    public async Task A_grant_shows_what_the_planning_service_shows_it(string grant, string[] expected)
    {
        var commune = $"{District}/{82000 + Interlocked.Increment(ref communes)}";
        var village = $"{commune}/{commune.Split('/')[^1]}-01";
        var plan = Guid.CreateVersion7();
        await PublishAsync(Published(plan, commune));
        await PublishAsync(Assigned(plan, commune));
        await PublishAsync(Overdue(plan, commune));
        await PublishAsync(Filed(plan, village));
        await PublishAsync(Raised(plan, village, commune));
        await PublishAsync(Done(plan, commune));
        await PublishAsync(Reached(plan, commune));
        await PublishAsync(Closed(plan, commune));
        var of = grant.Replace("@U", "@" + commune, StringComparison.Ordinal).Replace("@V", "@" + village, StringComparison.Ordinal);

        var items = (await FeedAsync(of, $"?planId={plan}")).Items;

        Assert.Equal(expected, items.Select(item => item.Kind()));
    }

    [Fact]
    public async Task Tasks_of_a_villages_plan_are_shown_to_the_commune_that_keeps_it()
    {
        const string Commune = District + "/81005";
        const string Village = Commune + "/81005-01";
        var done = Done(Guid.CreateVersion7(), Village);

        await PublishAsync(done);

        Assert.Equal([done.EventId], await IdsAsync("officer@" + Commune, $"?planId={done.PlanId}"));
        Assert.Empty(await IdsAsync("reporter@" + Village, $"?planId={done.PlanId}"));
    }

    [Fact]
    public async Task A_program_needs_the_scope_of_plans_for_their_events()
    {
        const string Unit = District + "/81006";
        var (published, assigned) = (Published(Guid.CreateVersion7(), Unit), Assigned(Guid.CreateVersion7(), Unit));
        await PublishAsync(published);
        await PublishAsync(assigned);

        Assert.Empty((await ProgramAsync(Unit, "events:read")).Items);
        Assert.Equal([published.EventId], (await ProgramAsync(Unit, "events:read", "planning:read")).Items.Select(item => item.Id()));
    }

    [Fact]
    public async Task An_item_says_what_happened_and_names_no_account()
    {
        const string Unit = District + "/81007";
        var @event = Published(Guid.CreateVersion7(), Unit);
        await PublishAsync(@event);

        var item = Assert.Single((await FeedAsync("officer@" + Unit, $"?planId={@event.PlanId}")).Items);

        Assert.Equal(
            ("01/KH-BCĐ", 1, "2023-06-30"),
            (
                item.Data().GetProperty("number").GetString(),
                item.Data().GetProperty("edition").GetInt32(),
                item.Data().GetProperty("to").GetString()
            )
        );
        Assert.DoesNotContain(Account, item.Event.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_about_a_plan_has_readers_and_shows_no_account()
    {
        foreach (var type in NotificationsModule.PlanEvents)
        {
            Assert.True(PlanFeed.ReadersOf(type) is not null, $"Readers of {type.Name} are not decided.");
        }

        IReadOnlyList<FeedEvent> rows =
        [
            Row(Published(Guid.CreateVersion7(), District)),
            Row(Closed(Guid.CreateVersion7(), District)),
            Row(Due(Guid.CreateVersion7(), District)),
            Row(Answered(Guid.CreateVersion7(), District)),
        ];
        Assert.All(rows, row => Assert.DoesNotContain(Account, row.Data, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("By\"", row.Data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_of_another_unit_than_its_path_is_refused()
    {
        var @event = Published(Guid.CreateVersion7(), District + "/81008") with { UnitPath = District + "/81009" };

        await Assert.ThrowsAsync<RefusedEventException>(() => PublishAsync(@event));

        Assert.Empty(await IdsAsync("auditor@42", $"?planId={@event.PlanId}"));
    }

    private static FeedEvent Row<TEvent>(TEvent @event)
        where TEvent : class, IPlanEvent => PlanFeed.RowOf(@event, FeedReaders.Everyone, 1, null, null);

    private Task PublishAsync<TEvent>(TEvent @event)
        where TEvent : class, IPlanEvent => Platform.PublishAsync(@event, @event.EventId);

    private async Task<FeedPage> ProgramAsync(string unit, params string[] scopes) =>
        (await Platform.AsProgram(unit, scopes).GetFromJsonAsync<FeedPage>("/notifications/events?limit=500"))!;

    private async Task<IReadOnlyList<Guid>> IdsAsync(string grant, string query) =>
        [.. (await FeedAsync(grant, query)).Items.Select(item => item.Id())];

    private async Task<FeedPage> FeedAsync(string grant, string query) =>
        (await Platform.As("reader", grant).GetFromJsonAsync<FeedPage>("/notifications/events" + query))!;
}

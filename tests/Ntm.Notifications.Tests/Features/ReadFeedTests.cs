using System.Net;
using System.Net.Http.Json;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Features;

public sealed class ReadFeedTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task Events_stand_in_the_feed_in_order_with_their_content()
    {
        var dossier = Guid.CreateVersion7();
        var @event = NotificationsPlatform.Opened(dossier, 1, "42/439/90001");
        await Platform.PublishAsync(@event, @event.EventId);
        var second = NotificationsPlatform.Missed(dossier, 2, "42/439/90001");
        await Platform.PublishAsync(second, second.EventId);

        var page = await FeedAsync("auditor@42", dossier);

        Assert.Equal([1, 2], page.Items.Select(item => item.Sequence()));
        Assert.Equal(["vn.ntm.dossier.stage-entered", "vn.ntm.deadline.missed"], page.Items.Select(item => item.Type()));
        Assert.Equal("Tự đánh giá", page.Items[0].Data().GetProperty("stageTitle").GetString());
        Assert.Equal(page.Items[1].Position, page.Next);
    }

    [Fact]
    public async Task An_event_of_another_unit_than_its_path_or_dossier_is_refused()
    {
        var (dossier, own, foreign) = (Guid.CreateVersion7(), "42/439/90031", "42/439/90032");
        var first = NotificationsPlatform.Opened(dossier, 1, own);
        await Platform.PublishAsync(first, first.EventId);

        foreach (
            var @event in (IEnumerable<StageOpened>)
                [
                    NotificationsPlatform.Opened(dossier, 2, foreign),
                    NotificationsPlatform.Opened(dossier, 2, own) with
                    {
                        UnitPath = foreign,
                    },
                ]
        )
        {
            await Assert.ThrowsAsync<RefusedEventException>(() => Platform.PublishAsync(@event, @event.EventId));
        }

        Assert.Single((await FeedAsync("auditor@42", dossier)).Items);
    }

    [Fact]
    public async Task An_event_received_twice_stands_in_the_feed_once()
    {
        var dossier = Guid.CreateVersion7();
        var @event = NotificationsPlatform.Opened(dossier, 1, "42/439/90002");
        await Platform.PublishAsync(@event, @event.EventId);
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Single((await FeedAsync("auditor@42", dossier)).Items);
    }

    [Fact]
    public async Task Many_copies_of_an_event_at_once_stand_in_the_feed_once()
    {
        var dossier = Guid.CreateVersion7();
        var @event = NotificationsPlatform.Opened(dossier, 1, "42/439/90003");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Platform.PublishAsync(@event, @event.EventId)));

        Assert.Single((await FeedAsync("auditor@42", dossier)).Items);
    }

    [Fact]
    public async Task An_event_that_overtook_its_predecessor_is_refused_until_that_has_come()
    {
        var dossier = Guid.CreateVersion7();
        var first = NotificationsPlatform.Opened(dossier, 1, "42/439/90004");
        var second = NotificationsPlatform.Missed(dossier, 2, "42/439/90004");

        await Assert.ThrowsAnyAsync<Exception>(() => Platform.PublishAsync(second, second.EventId));
        Assert.Empty((await FeedAsync("auditor@42", dossier)).Items);

        await Platform.PublishAsync(first, first.EventId);
        await Platform.PublishAsync(second, second.EventId);
        Assert.Equal([1, 2], (await FeedAsync("auditor@42", dossier)).Items.Select(item => item.Sequence()));
    }

    [Fact]
    public async Task Positions_have_no_gap_when_many_dossiers_write_at_once()
    {
        var before = (await Platform.AsProgram("42", "events:read").GetFromJsonAsync<FeedPage>("/notifications/events?limit=500"))!.Next;
        var events = Enumerable.Range(0, 40).Select(_ => NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/90005")).ToList();

        await Task.WhenAll(events.Select(@event => Platform.PublishAsync(@event, @event.EventId)));

        var page = await Platform
            .AsProgram("42", "events:read")
            .GetFromJsonAsync<FeedPage>($"/notifications/events?after={before}&limit=500");
        Assert.Equal(Enumerable.Range(1, page!.Items.Count).Select(step => before + step), page.Items.Select(item => item.Position));
        Assert.True(page.Items.Count >= 40);
    }

    [Fact]
    public async Task The_feed_goes_on_after_the_last_position_seen()
    {
        var dossier = Guid.CreateVersion7();
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            var @event = NotificationsPlatform.Opened(dossier, sequence, "42/439/90006");
            await Platform.PublishAsync(@event, @event.EventId);
        }

        var seen = new List<long>();
        for (var after = 0L; ; )
        {
            var page = await FeedAsync("auditor@42", dossier, after, 2);
            seen.AddRange(page.Items.Select(item => item.Sequence()!.Value));
            after = page.Next;
            if (!page.More)
            {
                break;
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [Fact]
    public async Task Another_units_events_are_not_in_the_callers_feed()
    {
        var dossier = Guid.CreateVersion7();
        var @event = NotificationsPlatform.Opened(dossier, 1, "42/439/90007");
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Empty((await FeedAsync("officer@42/446/18745", dossier)).Items);
        Assert.Empty((await FeedAsync("officer@42/439/9000", dossier)).Items);
        Assert.Single((await FeedAsync("officer@42/439/90007", dossier)).Items);
    }

    [Fact]
    public async Task A_reader_skips_other_units_events_and_misses_none_of_its_own()
    {
        var (others, own) = (
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/90008"),
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/446/90009")
        );
        await Platform.PublishAsync(others, others.EventId);
        var position = (await FeedAsync("auditor@42", others.DossierId)).Items.Single().Position;
        var officer = Platform.As("i", "officer@42/446/90009");

        var empty = await officer.GetFromJsonAsync<FeedPage>("/notifications/events");
        await Platform.PublishAsync(own, own.EventId);
        var page = await officer.GetFromJsonAsync<FeedPage>($"/notifications/events?after={empty!.Next}");

        Assert.Empty(empty.Items);
        Assert.True(empty.Next >= position);
        Assert.Equal([own.EventId], page!.Items.Select(item => item.Id()));
        Assert.Equal(page.Items[0].Position, page.Next);
    }

    [Fact]
    public async Task One_request_scans_a_bounded_range_and_the_next_one_finds_the_callers_events()
    {
        await using var crowded = await TestPlatform.StartAsync(NotificationsPlatform.Start, null, new NotificationsModule());
        var own = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/446/90010");
        await NotificationsPlatform.CrowdAsync(crowded, FeedReading.Reach + 10, "42/439/90011");
        await crowded.PublishAsync(own, own.EventId);
        var officer = crowded.As("i", "officer@42/446/90010");

        var first = await officer.GetFromJsonAsync<FeedPage>("/notifications/events");
        var second = await officer.GetFromJsonAsync<FeedPage>($"/notifications/events?after={first!.Next}");
        var ofDossier = await officer.GetFromJsonAsync<FeedPage>($"/notifications/events?dossierId={own.DossierId}");

        Assert.Equal((0, FeedReading.Reach, true), (first.Items.Count, first.Next, first.More));
        Assert.Equal([own.EventId], second!.Items.Select(item => item.Id()));
        Assert.Equal((FeedReading.Reach + 11, false), (second.Next, second.More));
        Assert.Equal([own.EventId], ofDossier!.Items.Select(item => item.Id()));
    }

    [Theory]
    [InlineData("?after=-1")]
    [InlineData("?limit=0")]
    [InlineData("?limit=501")]
    [InlineData("?after=abc")]
    public async Task A_range_that_makes_no_sense_is_refused(string query)
    {
        var answer = await Platform.AsProgram("42", "events:read").GetAsync("/notifications/events" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Nobody_reads_the_feed_without_signing_in()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Platform.Anonymous().GetAsync("/notifications/events")).StatusCode);
    }

    [Fact]
    public async Task A_program_reads_the_feed_of_its_unit_by_its_scope_and_by_no_other()
    {
        var (own, other) = (
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/90011"),
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/446/90012")
        );
        await Platform.PublishAsync(own, own.EventId);
        await Platform.PublishAsync(other, other.EventId);

        foreach (
            var (program, dossier, items) in new[]
            {
                ("42/439", own.DossierId, 1),
                ("42/439", other.DossierId, 0),
                ("42/439/90011", own.DossierId, 1),
            }
        )
        {
            var page = await Platform
                .AsProgram(program, "events:read")
                .GetFromJsonAsync<FeedPage>($"/notifications/events?dossierId={dossier}");
            Assert.Equal(items, page!.Items.Count);
        }

        foreach (
            var client in new[]
            {
                Platform.AsProgram("42", "dossiers:read", "units:read"),
                Platform.AsProgram("42"),
                Platform.As("i", "integrator@42"),
            }
        )
        {
            var answer = await client.GetAsync("/notifications/events");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("request.scope_missing", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await Platform.AsProgram("42", "events:read").GetAsync("/notifications/inbox")).StatusCode);
    }

    [Fact]
    public async Task An_account_without_a_unit_gets_a_clear_answer()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await Platform.As("nobody").GetAsync("/notifications/events")).StatusCode);
    }

    private async Task<FeedPage> FeedAsync(string grant, Guid dossier, long after = 0, int limit = 100) =>
        (
            await Platform
                .As("reader", grant)
                .GetFromJsonAsync<FeedPage>($"/notifications/events?dossierId={dossier}&after={after}&limit={limit}")
        )!;
}

using System.Net;
using System.Net.Http.Json;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Features;

/// <summary>A reader chooses among the events that it may read, and finds where a dossier stands.</summary>
public sealed class FeedFilterTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private const string District = "42/440";

    private static int communes;

    private readonly string commune = $"{District}/{91000 + Interlocked.Increment(ref communes)}";

    private TestPlatform Platform => fixture.Platform;

    [Theory]
    [InlineData("type=vn.ntm.dossier.stage-entered", "stage-entered")]
    [InlineData("type=vn.ntm.deadline.*", "missed")]
    [InlineData("type=vn.ntm.plan.published&type=vn.ntm.deadline.missed", "missed", "published")]
    [InlineData("type=vn.ntm.plan.*,vn.ntm.deadline.*", "missed", "published")]
    [InlineData("type=vn.ntm.*", "stage-entered", "missed", "published")]
    [InlineData("title=xa-ntm", "stage-entered", "missed")]
    [InlineData("title=xa-ntm-nang-cao")]
    [InlineData("type=vn.ntm.dossier.*&title=xa-ntm", "stage-entered")]
    public async Task Types_and_titles_choose(string query, params string[] expected)
    {
        var dossier = Guid.CreateVersion7();
        var (opened, missed) = (NotificationsPlatform.Opened(dossier, 1, commune), NotificationsPlatform.Missed(dossier, 2, commune));
        var plan = PlanEventSamples.Published(Guid.CreateVersion7(), commune);
        await Platform.PublishAsync(opened, opened.EventId);
        await Platform.PublishAsync(missed, missed.EventId);
        await Platform.PublishAsync(plan, plan.EventId);

        Assert.Equal(expected, (await FeedAsync($"?unit={commune}&{query}")).Select(item => item.Kind()));
    }

    [Fact]
    public async Task A_unit_chooses_it_and_what_lies_below_within_the_callers_rights()
    {
        var (own, other) = (
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, commune),
            NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, commune + "9")
        );
        await Platform.PublishAsync(own, own.EventId);
        await Platform.PublishAsync(other, other.EventId);

        Assert.Equal([own.EventId], (await FeedAsync($"?unit={commune}")).Select(item => item.Id()));
        Assert.Contains(other.EventId, (await FeedAsync($"?unit={District}")).Select(item => item.Id()));
        Assert.Empty(await FeedAsync($"?unit={District}", "officer@42/446"));
    }

    [Theory]
    [InlineData("type=vn.ntm.dossier.other", "notifications.feed_type_unknown")]
    [InlineData("type=vn.other.*", "notifications.feed_type_unknown")]
    [InlineData("type=*", "notifications.feed_type_unknown")]
    [InlineData("unit=42%25", "notifications.feed_unit_invalid")]
    [InlineData("title=", "notifications.feed_title_invalid")]
    [InlineData("wait=31", "notifications.feed_range")]
    [InlineData("wait=-1", "notifications.feed_range")]
    public async Task A_filter_that_makes_no_sense_is_refused(string query, string code)
    {
        var answer = await Platform.AsProgram("42", "events:read").GetAsync("/notifications/events?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_finds_where_a_dossier_stands()
    {
        var dossier = Guid.CreateVersion7();
        var (opened, missed) = (NotificationsPlatform.Opened(dossier, 1, commune), NotificationsPlatform.Missed(dossier, 2, commune));
        await Platform.PublishAsync(opened, opened.EventId);
        await Platform.PublishAsync(missed, missed.EventId);

        var state = await Platform
            .AsProgram(commune, "events:read")
            .GetFromJsonAsync<DossierState>($"/notifications/events/dossiers/{dossier}");

        Assert.Equal(
            (2L, 1L, commune, "xa-ntm", 2023, false),
            (state!.Sequence, state.Oldest, state.UnitPath, state.Title, state.Year, state.Closed)
        );
        Assert.Equal(missed.EventId, state.Last.GetProperty("id").GetGuid());
        foreach (var other in (HttpClient[])[Platform.AsProgram("42/446", "events:read"), Platform.As("officer", "officer@42/446")])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/notifications/events/dossiers/{dossier}")).StatusCode);
        }
    }

    private async Task<IReadOnlyList<FeedItem>> FeedAsync(string query, string grant = "auditor@42") =>
        (await Platform.As("reader", grant).GetFromJsonAsync<FeedPage>("/notifications/events" + query))!.Items;
}

using Ntm.Client.Feed;

namespace Ntm.Client.Tests.Feed;

/// <summary>What a reader gives: every event once, in order, and every gap.</summary>
public sealed class FeedReaderTests
{
    private static readonly Guid Dossier = Guid.CreateVersion7();
    private static readonly Guid Another = Guid.CreateVersion7();

    [Fact]
    public async Task Every_event_is_read_in_order_over_any_number_of_pages()
    {
        await using var reading = await FeedReading.StartAsync();
        var ids = Enumerable.Range(1, 7).Select(number => reading.Platform.Append(Dossier, number)).ToList();

        var read = await reading.ToHeadAsync(options: new FeedOptions { PageSize = 3 });

        Assert.Equal(ids, read.Ids());
        Assert.Equal([false, false, true], read.OfType<FeedReached>().Select(reached => reached.AtHead));
        Assert.Equal(new FeedCursor(reading.Platform.Epoch, 7), read[^1].Cursor);
    }

    [Fact]
    public async Task Reading_goes_on_from_any_cursor_that_was_kept_as_text()
    {
        await using var reading = await FeedReading.StartAsync();
        var ids = Enumerable.Range(1, 5).Select(number => reading.Platform.Append(Dossier, number)).ToList();
        var all = await reading.ToHeadAsync();

        foreach (var (item, index) in all.OfType<FeedEvent>().Select((item, index) => (item, index)))
        {
            var rest = await reading.ToHeadAsync(FeedCursor.Parse(item.Cursor.ToString()));

            Assert.Equal(ids[(index + 1)..], rest.Ids());
        }
    }

    [Fact]
    public async Task A_reader_at_the_head_waits_for_what_comes()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Append(Dossier, 1);
        await using var reader = reading.Reader().ReadAsync().GetAsyncEnumerator();
        await reader.UntilAsync(item => item is FeedReached { AtHead: true });

        var waiting = reader.UntilAsync(item => item is FeedEvent);
        var id = reading.Platform.Append(Dossier, 2);

        Assert.Equal([id], (await waiting).Ids());
        Assert.Contains("wait=25", reading.Platform.Queries.Last(), StringComparison.Ordinal);
        Assert.Contains($"epoch={reading.Platform.Epoch}", reading.Platform.Queries.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_does_not_wait_is_not_asked_without_pause()
    {
        await using var reading = await FeedReading.StartAsync();
        await using var reader = reading.Reader(new FeedOptions { Wait = TimeSpan.Zero }).ReadAsync().GetAsyncEnumerator();

        for (var answers = 0; answers < 4; answers++)
        {
            await reader.MoveNextAsync();
        }

        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(1), 3), reading.Clock.Pauses);
    }

    [Fact]
    public async Task A_gap_is_shown_before_the_event_behind_it_with_how_the_dossier_stands()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Append(Dossier, 1);
        reading.Platform.Append(Another, 1);
        reading.Platform.Append(Dossier, 4);
        reading.Platform.Append(Another, 2);

        var read = await reading.ToHeadAsync();

        var gap = Assert.Single(read.OfType<FeedGap>());
        Assert.Equal((Dossier, 2, 3, 4), (gap.DossierId, gap.From, gap.To, gap.Snapshot!.Sequence));
        Assert.Equal((1, false, 4), (gap.Snapshot.Oldest, gap.Snapshot.Closed, gap.Snapshot.Last.Sequence));
        var behind = Assert.IsType<FeedEvent>(read[read.IndexOf(gap) + 1]);
        Assert.Equal(4, behind.Event.Sequence);
        Assert.Contains(behind.Event.Id, (await reading.ToHeadAsync(gap.Cursor)).Ids());
    }

    [Fact]
    public async Task A_gap_of_a_dossier_that_may_be_seen_no_more_has_no_snapshot()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Append(Dossier, 1);
        reading.Platform.Append(Dossier, 3);
        reading.Platform.Hidden[Dossier] = true;

        Assert.Null(Assert.Single((await reading.ToHeadAsync()).OfType<FeedGap>()).Snapshot);
        Assert.Null(await reading.Reader().SnapshotAsync(Dossier));
    }

    [Fact]
    public async Task A_gap_over_a_restart_of_the_reader_is_found_by_the_callers_sequence()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Append(Dossier, 5);

        Assert.Empty((await reading.ToHeadAsync()).OfType<FeedGap>());
        var read = await reading.ToHeadAsync(options: new FeedOptions { LastSequence = id => id == Dossier ? 3 : null });

        var gap = Assert.Single(read.OfType<FeedGap>());
        Assert.Equal((4, 4), (gap.From, gap.To));
    }

    [Fact]
    public async Task Under_a_filter_no_gap_is_looked_for_and_the_filter_is_sent()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Append(Dossier, 1);
        reading.Platform.Append(Dossier, 9);
        var filter = new FeedFilter
        {
            Types = ["vn.ntm.dossier.recognised", "vn.ntm.deadline.missed"],
            UnitPath = "42/18133",
            Title = "xa-ntm",
        };

        var read = await reading.ToHeadAsync(options: new FeedOptions { Filter = filter });

        Assert.Empty(read.OfType<FeedGap>());
        Assert.EndsWith(
            "&type=vn.ntm.dossier.recognised&type=vn.ntm.deadline.missed&unit=42%2F18133&title=xa-ntm",
            reading.Platform.Queries.Last(),
            StringComparison.Ordinal
        );
        var own = new FeedOptions { Filter = new FeedFilter { DossierId = Dossier } };
        Assert.Single((await reading.ToHeadAsync(options: own)).OfType<FeedGap>());
    }

    [Fact]
    public async Task After_a_restart_of_the_feed_what_was_had_is_skipped_and_what_is_new_is_not()
    {
        await using var reading = await FeedReading.StartAsync();
        var first = reading.Platform.Append(Dossier, 1);
        reading.Platform.Append(Dossier, 2);
        await using var reader = reading.Reader().ReadAsync().GetAsyncEnumerator();
        await reader.UntilAsync(item => item is FeedReached { AtHead: true });

        reading.Platform.Restart(id => id == first);
        var again = reading.Platform.Append(Another, 1);
        var read = await reader.UntilAsync(item => item is FeedReached { AtHead: true });

        Assert.Equal(new FeedRestarted(new FeedCursor(reading.Platform.Epoch, 0)), read[0]);
        Assert.Equal([again], read.Ids());
        Assert.Equal(new FeedCursor(reading.Platform.Epoch, 2), read[^1].Cursor);
    }

    [Fact]
    public async Task Of_a_feed_that_was_trimmed_the_reader_says_so_and_goes_on_behind()
    {
        await using var reading = await FeedReading.StartAsync();
        var ids = Enumerable.Range(1, 6).Select(number => reading.Platform.Append(Dossier, number)).ToList();
        reading.Platform.TrimmedTo = 4;

        var read = await reading.ToHeadAsync(new FeedCursor(reading.Platform.Epoch, 2));

        Assert.Equal(new FeedTrimmed(new FeedCursor(reading.Platform.Epoch, 4)), read[0]);
        Assert.Equal(ids[4..], read.Ids());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("019adcd5-5a7e-7000-8000-000000000000")]
    [InlineData("019adcd5-5a7e-7000-8000-000000000000:-1")]
    [InlineData("019adcd5-5a7e-7000-8000-000000000000:1:2")]
    public void A_text_that_is_no_cursor_is_none(string? text) => Assert.False(FeedCursor.TryParse(text, out _));
}

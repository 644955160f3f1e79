using Microsoft.Extensions.Options;
using Ntm.Portal.Pages.Work;
using Ntm.Testing;

namespace Ntm.Portal.Tests.Parts;

/// <summary>However many pages a person has open, the platform is asked once an interval.</summary>
public sealed class CountFeedTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero));
    private readonly CountFeed feed;
    private int asked;

    public CountFeedTests() => feed = new CountFeed(clock, Options.Create(new PortalOptions { CountEvery = Interval }));

    [Fact]
    public async Task A_hundred_pages_of_a_person_ask_once_an_interval()
    {
        Assert.Null(feed.Known("an"));

        var first = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync("an")));
        clock.Advance(Interval - TimeSpan.FromTicks(1));
        await AskAsync("an");
        Assert.Equal(1, asked);
        clock.Advance(TimeSpan.FromTicks(1));
        var later = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync("an")));

        Assert.Equal(2, asked);
        Assert.All(first, count => Assert.Equal(new WorkCount(1, 0), count));
        Assert.All(later, count => Assert.Equal(new WorkCount(2, 0), count));
        Assert.Equal(new WorkCount(2, 0), feed.Known("an"));
    }

    [Fact]
    public async Task Each_person_has_an_own_answer()
    {
        await AskAsync("an");
        await AskAsync("binh");

        Assert.Equal(2, asked);
        Assert.Equal((new WorkCount(1, 0), new WorkCount(2, 0)), (feed.Known("an"), feed.Known("binh")));
    }

    [Fact]
    public async Task A_question_that_fails_keeps_the_answer_before_it_and_is_not_asked_again_at_once()
    {
        await AskAsync("an");
        clock.Advance(Interval);

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(new WorkCount(1, 0), await feed.AskAsync("an", Failing, default));
        }

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Who_has_no_page_open_is_forgotten()
    {
        await AskAsync("an");
        clock.Advance(11 * Interval);
        await AskAsync("binh");

        Assert.Null(feed.Known("an"));
    }

    private Task<WorkCount?> AskAsync(string person) =>
        feed.AskAsync(
            person,
            async () =>
            {
                await Task.Yield();
                return new WorkCount(Interlocked.Increment(ref asked), 0);
            },
            default
        );

    private Task<WorkCount?> Failing()
    {
        Interlocked.Increment(ref asked);
        return Task.FromResult<WorkCount?>(null);
    }
}

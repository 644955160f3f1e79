using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Notifications.Features;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

/// <summary>A difficulty with a plan calls the unit that answers, and then the unit that asked.</summary>
public sealed class DifficultyNoticeTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private const string Commune = "42/439/80301";
    private const string Village = Commune + "/80301-01";

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task The_unit_that_answers_is_called_until_it_has_answered_and_then_the_one_that_asked()
    {
        var (plan, difficulty) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var end = NotificationsPlatform.Start.AddDays(10);
        await PublishAsync(
            new DifficultyRaised
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = NotificationsPlatform.Start,
                PlanId = plan,
                DifficultyId = difficulty,
                UnitCode = "80301-01",
                UnitPath = Village,
                AtPath = Commune,
                AnswerBefore = end,
                Reopened = false,
            }
        );
        await PublishAsync(
            new DifficultyOverdue
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = end,
                PlanId = plan,
                DifficultyId = difficulty,
                UnitCode = "80301-01",
                UnitPath = Village,
                AtPath = Commune,
                AnswerBefore = end,
            }
        );
        Assert.Equal(["DifficultyOverdue", "DifficultyRaised"], await UnreadAsync("officer", Commune));
        Assert.Equal(["DifficultyOverdue"], await UnreadAsync("leader", Commune));

        await PublishAsync(
            new DifficultyAnswered
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = end.AddHours(1),
                PlanId = plan,
                DifficultyId = difficulty,
                UnitCode = "80301-01",
                UnitPath = Village,
                AtPath = Commune,
                AnsweredBy = "officer-1",
            }
        );

        Assert.Empty(await UnreadAsync("officer", Commune));
        Assert.Empty(await UnreadAsync("leader", Commune));
        Assert.Equal(["DifficultyAnswered"], await UnreadAsync("reporter", Village));
    }

    private Task PublishAsync<T>(T @event)
        where T : class, IPlanEvent => Platform.PublishAsync(@event, @event.EventId);

    private async Task<IReadOnlyList<string>> UnreadAsync(string role, string unit)
    {
        var page = await Platform.As("account", $"{role}@{unit}").GetFromJsonAsync<Page<InboxNotice>>("notifications/inbox?unread=true");
        return [.. page!.Items.Select(notice => notice.Kind).Order(StringComparer.Ordinal)];
    }
}

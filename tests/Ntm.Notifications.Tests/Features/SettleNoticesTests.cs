using System.Net.Http.Json;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Features;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Notices of finished work settle themselves: a new holder of the role finds what is open as unread.</summary>
public sealed class SettleNoticesTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task A_new_holder_of_the_role_finds_open_work_as_unread_and_the_finished_as_settled()
    {
        const string Unit = "42/439/80101";
        var (done, open) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAsync(NotificationsPlatform.Opened(done, 1, Unit));
        await PublishAsync(NotificationsPlatform.Completed(done, 2, Unit));
        await PublishAsync(NotificationsPlatform.Opened(open, 1, Unit));

        Assert.Equal(open, Assert.Single(await UnreadAsync(Unit)).DossierId);
        Assert.Equal([false, true], (await InboxAsync(Unit)).OrderBy(notice => notice.Settled).Select(notice => notice.Settled));
    }

    [Fact]
    public async Task The_end_of_another_stage_settles_nothing()
    {
        const string Unit = "42/439/80102";
        var dossier = Guid.CreateVersion7();
        await PublishAsync(NotificationsPlatform.Opened(dossier, 1, Unit));

        await PublishAsync(NotificationsPlatform.Completed(dossier, 2, Unit, "satisfaction-survey", "Survey"));

        Assert.Single(await UnreadAsync(Unit));
    }

    [Fact]
    public async Task What_a_review_returned_waits_until_that_review_opens_again()
    {
        const string Unit = "42/439/80103";
        const string Review = "self-assessment";
        var dossier = Guid.CreateVersion7();
        await PublishAsync(NotificationsPlatform.Opened(dossier, 1, Unit, "reviewer", kind: "Review"));
        await PublishAsync(NotificationsPlatform.Returned(dossier, 2, Unit, Review));
        await PublishAsync(NotificationsPlatform.Completed(dossier, 3, Unit, Review, "Review"));

        Assert.Equal("Returned", Assert.Single(await UnreadAsync(Unit)).Kind);
        Assert.Empty(await UnreadAsync(Unit, "reviewer"));
        await PublishAsync(NotificationsPlatform.Opened(dossier, 4, Unit, "reviewer", round: 2, kind: "Review"));

        Assert.Empty(await UnreadAsync(Unit));
        Assert.Empty(await UnreadAsync(Unit, "leader"));
        Assert.Single(await UnreadAsync(Unit, "reviewer"));
    }

    [Fact]
    public async Task The_end_of_the_dossier_settles_everything_but_its_own_notice()
    {
        const string Unit = "42/439/80104";
        var dossier = Guid.CreateVersion7();
        await PublishAsync(NotificationsPlatform.Opened(dossier, 1, Unit));
        await PublishAsync(
            new DossierClosed
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = NotificationsPlatform.Start.AddMinutes(2),
                DossierId = dossier,
                Sequence = 2,
                UnitCode = "80104",
                UnitPath = Unit,
                Outcome = "Refused",
            }
        );

        Assert.Equal("Closed", Assert.Single(await UnreadAsync(Unit)).Kind);
    }

    private Task PublishAsync<TEvent>(TEvent @event)
        where TEvent : class, IDossierEvent => Platform.PublishAsync(@event, @event.EventId);

    private Task<IReadOnlyList<InboxNotice>> UnreadAsync(string unit, string role = "officer") => InboxAsync(unit, "?unread=true", role);

    private async Task<IReadOnlyList<InboxNotice>> InboxAsync(string unit, string query = "", string role = "officer") =>
        (await Platform.As("new", $"{role}@{unit}").GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox" + query))!.Items;
}

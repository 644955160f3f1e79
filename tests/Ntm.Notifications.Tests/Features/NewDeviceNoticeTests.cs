using System.Net.Http.Json;
using Ntm.Contracts.Identity.V1;
using Ntm.Notifications.Features;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Whose account was signed in to from a new device learns of it, and nobody else.</summary>
public sealed class NewDeviceNoticeTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task It_is_for_one_person_alone_whatever_he_holds_and_settles_once_it_is_read()
    {
        var (account, stop) = (Guid.CreateVersion7(), TestContext.Current.CancellationToken);
        var @event = Signed(account, "Chrome trên Windows");
        await Platform.PublishAsync(@event, @event.EventId);
        await Platform.PublishAsync(@event, @event.EventId);

        var notice = Assert.Single(await InboxAsync(account));
        Assert.Equal(("NewDevice", null, null, false), (notice.Kind, notice.DossierId, notice.PlanId, notice.Settled));
        Assert.Equal(
            "Đăng nhập từ thiết bị mới: Chrome trên Windows, 14:05 ngày 01/12/2026. "
                + "Nếu không phải anh/chị, hãy kết thúc phiên đó rồi đổi mật khẩu.",
            notice.Text
        );
        Assert.Empty(await InboxAsync(Guid.CreateVersion7()));
        using var refused = await Person(Guid.CreateVersion7()).PutAsync($"/notifications/inbox/{notice.Id}/read", null, stop);
        Assert.Equal(404, (int)refused.StatusCode);

        using var read = await Person(account).PutAsync($"/notifications/inbox/{notice.Id}/read", null, stop);

        Assert.Equal(204, (int)read.StatusCode);
        Assert.True(Assert.Single(await InboxAsync(account)).Settled);
    }

    [Fact]
    public async Task A_device_that_says_nothing_of_itself_is_named_as_that()
    {
        var account = Guid.CreateVersion7();
        var @event = Signed(account, null);
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Contains("thiết bị không rõ", Assert.Single(await InboxAsync(account)).Text, StringComparison.Ordinal);
    }

    private static SignedInFromNewDevice Signed(Guid account, string? device) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = new DateTimeOffset(2026, 12, 1, 7, 5, 0, TimeSpan.Zero),
            AccountId = account,
            Device = device,
        };

    private HttpClient Person(Guid account) => Platform.As(account.ToString(), "officer@80777/439/18175");

    private async Task<IReadOnlyList<InboxNotice>> InboxAsync(Guid account) =>
        (await Person(account).GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox", TestContext.Current.CancellationToken))!.Items;
}

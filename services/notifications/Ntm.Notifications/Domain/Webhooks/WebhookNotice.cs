using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>What administrators are shown of an endpoint that does not receive its events.</summary>
internal static class WebhookNotice
{
    /// <summary>One notice for the administrators of the client's unit and of each unit above it.</summary>
    public static IEnumerable<Notice> For(Subscription subscription, SubscriptionProgress progress, DateTimeOffset at)
    {
        var first = Guid.CreateVersion7(at);
        var disabled = subscription.State is SubscriptionState.Disabled;
        return UnitScope
            .ChainOf(subscription.OwnerUnit)
            .Select(
                (unit, place) =>
                    new Notice
                    {
                        Id = NoticeId.Of(first, place),
                        Kind = disabled ? NoticeKind.EndpointDisabled : NoticeKind.EndpointFailing,
                        Role = SubscriptionAccess.Administrator,
                        UnitPath = unit,
                        Stage = "subscription/" + subscription.Id.ToString("D"),
                        At = at,
                        Text = TextOf(subscription, progress),
                    }
            );
    }

    private static string TextOf(Subscription subscription, SubscriptionProgress progress)
    {
        var about = $"điểm nhận {new Uri(subscription.Url).IdnHost} của ứng dụng {subscription.Owner}";
        var since = progress.FailingSince is { } instant ? VietnamTime.Display(instant) : "";
        return subscription.Reason switch
        {
            DisabledReason.Gone => $"Đã ngừng gửi sự kiện tới {about}: điểm nhận báo không còn dùng (410).",
            DisabledReason.Failing => $"Đã ngừng gửi sự kiện tới {about}: không nhận được lần nào từ {since}.",
            _ => progress.Warnings > 1
                ? $"Sẽ ngừng gửi sự kiện tới {about} trong 24 giờ tới: không nhận được lần nào từ {since}."
                : $"Sự kiện gửi tới {about} đã hỏng nhiều lần từ {since}; hệ thống còn gửi lại.",
        };
    }
}

using Ntm.Contracts.Identity.V1;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Features;

/// <summary>Leaves a notice for the person whose account was signed in to from a new device; the feed has none of it.</summary>
internal sealed class OnSignedInFromNewDevice(ConsumerServices<NotificationsDbContext> services)
    : EventConsumer<NotificationsDbContext, SignedInFromNewDevice>(services)
{
    protected override Task HandleAsync(SignedInFromNewDevice @event, CancellationToken cancellation)
    {
        Db.Notices.Add(
            new Notice
            {
                Id = @event.EventId,
                Kind = NoticeKind.NewDevice,
                Role = Notice.Person,
                UnitPath = @event.AccountId.ToString("D"),
                Stage = "",
                At = @event.OccurredAt,
                Text =
                    $"Đăng nhập từ thiết bị mới: {@event.Device ?? "thiết bị không rõ"}, {VietnamTime.Display(@event.OccurredAt)}. "
                    + "Nếu không phải anh/chị, hãy kết thúc phiên đó rồi đổi mật khẩu.",
            }
        );
        return Task.CompletedTask;
    }
}

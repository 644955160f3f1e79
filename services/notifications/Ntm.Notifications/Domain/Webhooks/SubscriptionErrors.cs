using Ntm.Web;

namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>Why something with a subscription was refused.</summary>
internal static class SubscriptionErrors
{
    public static readonly Error NotFound = Error.NotFound("notifications.subscription_not_found", "Không có đăng ký nhận sự kiện này.");

    public static readonly Error NotSubscriber = Error.Forbidden(
        "notifications.not_subscriber",
        "Chỉ ứng dụng kết nối có phạm vi events:subscribe và quản trị viên của đơn vị mới quản lý được đăng ký nhận sự kiện."
    );

    public static readonly Error AddressInvalid = Error.Invalid(
        "notifications.endpoint_invalid",
        "Địa chỉ nhận phải là https, cổng 443 hoặc 8443, không kèm tên đăng nhập và không có phần #.",
        "url"
    );

    public static readonly Error AddressForbidden = Error.Invalid(
        "notifications.endpoint_forbidden",
        "Địa chỉ nhận trỏ vào mạng nội bộ hoặc dải địa chỉ không được phép gửi tới.",
        "url"
    );

    public static readonly Error AddressUnknown = Error.Invalid(
        "notifications.endpoint_unknown",
        "Không phân giải được tên máy của địa chỉ nhận.",
        "url"
    );

    public static readonly Error AddressChanged = Error.Conflict(
        "notifications.endpoint_changed",
        "Địa chỉ nhận đã được đổi trong lúc xác minh. Hãy xác minh lại."
    );

    public static readonly Error TypeUnknown = Error.Invalid(
        "notifications.event_type_unknown",
        "Có loại sự kiện không tồn tại trong danh mục sự kiện công khai.",
        "types"
    );

    public static readonly Error UnitOutside = Error.Invalid(
        "notifications.subscription_unit_outside",
        "Đơn vị lọc phải là đơn vị của ứng dụng hoặc đơn vị bên dưới.",
        "unitPath"
    );

    public static readonly Error OwnerMissing = Error.Invalid(
        "notifications.subscription_owner_missing",
        "Quản trị viên phải nêu ứng dụng (owner) mà đăng ký thuộc về, tại đơn vị mình quản trị.",
        "owner"
    );

    public static readonly Error OwnerGiven = Error.Invalid(
        "notifications.subscription_owner_given",
        "Ứng dụng chỉ đăng ký cho chính mình, không nêu owner.",
        "owner"
    );

    public static readonly Error NotDisabled = Error.Conflict(
        "notifications.subscription_not_disabled",
        "Đăng ký này không bị tắt. Nếu chưa xác minh, hãy gọi xác minh."
    );

    public static readonly Error Revoked = Error.Conflict(
        "notifications.subscriber_revoked",
        "Ứng dụng của đăng ký này đã bị thu hồi. Hãy đăng ký ứng dụng mới rồi tạo đăng ký nhận sự kiện mới."
    );

    public static readonly Error AlreadyDisabled = Error.Conflict(
        "notifications.subscription_disabled",
        "Đăng ký này đang bị tắt. Hãy bật lại trước."
    );

    public static readonly Error EventNotFound = Error.NotFound(
        "notifications.event_not_found",
        "Không có sự kiện này, hoặc ứng dụng không được đọc nó."
    );

    public static readonly Error AttemptNotFound = Error.NotFound("notifications.attempt_not_found", "Không có lần gửi này.");

    public static readonly Error StartInvalid = Error.Invalid(
        "notifications.replay_start",
        "Nêu đúng một trong hai: since (thời điểm) hoặc after (vị trí trong dòng sự kiện, không vượt vị trí đã gửi)."
    );

    public static readonly Error TooSoon = Error.TooMany(
        "notifications.probe_too_soon",
        "Vừa gửi thử tới địa chỉ này. Hãy đợi 10 giây rồi gửi lại."
    );

    public static Error QuotaReached(int most) =>
        Error.Conflict("notifications.subscriptions_full", $"Ứng dụng đã có đủ {most} đăng ký. Hãy xóa bớt một đăng ký rồi tạo lại.");
}

namespace Ntm.Dossier.Domain.Notices;

/// <summary>Refusals of a public notice.</summary>
internal static class NoticeErrors
{
    public static readonly Error NotStarted = Error.Conflict(
        "dossier.notice_not_started",
        "Chưa ghi ngày bắt đầu và nơi niêm yết công khai. Hãy ghi việc niêm yết trước."
    );

    public static readonly Error EndUnknown = Error.Conflict(
        "dossier.notice_end_unknown",
        "Chưa tính được ngày hết thời gian công khai: lịch làm việc chưa có dữ liệu của năm đó. Hãy chờ phiên bản có lịch mới."
    );

    public static readonly Error StartsTooLate = Error.Conflict(
        "dossier.notice_starts_too_late",
        "Đã có lần phát thanh hoặc ý kiến trước ngày này nên không lùi ngày bắt đầu công khai đến đó được."
    );

    public static readonly Error BroadcastInFuture = Error.Invalid("dossier.broadcast_in_future", "Chỉ ghi lần phát thanh đã phát.", "at");

    public static readonly Error NotPosted = Error.NotFound(
        "dossier.notice_not_posted",
        "Không có báo cáo nào đang niêm yết lấy ý kiến ở địa chỉ này; có thể xã đã kết thúc việc niêm yết."
    );

    public static readonly Error CommentsEnded = Error.Conflict(
        "dossier.comments_ended",
        "Đã hết thời gian góp ý. Bạn vẫn phản ánh được trực tiếp tại trụ sở UBND xã."
    );

    public static readonly Error ResidentsFull = Error.Conflict(
        "dossier.resident_comments_full",
        "Trang công khai đã nhận đủ ý kiến cho báo cáo này. Hãy góp ý trực tiếp tại nơi niêm yết hoặc trụ sở UBND xã."
    );

    public static readonly Error DayFull = Error.TooMany(
        "dossier.comments_day_full",
        "Hôm nay báo cáo này đã nhận nhiều ý kiến. Hãy gửi lại vào ngày mai, hoặc góp ý tại nơi niêm yết."
    );

    public static readonly Error AddressFull = Error.TooMany(
        "dossier.comments_address_full",
        "Nơi bạn truy cập đã gửi nhiều ý kiến trong một giờ qua. Hãy chờ rồi gửi lại."
    );

    public static readonly Error TooManyLinks = Error.Invalid(
        "dossier.comment_links",
        $"Ý kiến có nhiều liên kết quá; giữ lại nhiều nhất {Resident.MostLinks} liên kết.",
        "text"
    );

    public static Error Place(int most) =>
        Error.Invalid("dossier.notice_place_invalid", $"Mỗi nơi niêm yết phải có từ 1 đến {most} ký tự trên một dòng.", "places");

    public static Error Running(DateTimeOffset ends, DateTimeOffset now) =>
        Error.Conflict(
            "dossier.notice_running",
            $"Chưa hết thời gian công khai: kết thúc lúc {VietnamTime.Display(ends)}, {VietnamTime.TimeLeft(now, ends)}."
        );

    public static Error TooFewBroadcasts(int count, int needed) =>
        Error.Conflict(
            "dossier.notice_too_few_broadcasts",
            $"Mới ghi {count} lần thông báo trên loa truyền thanh, cần ít nhất {needed} lần."
        );

    public static Error CommentUnanswered(int number) =>
        Error.Conflict("dossier.notice_comment_unanswered", $"Ý kiến số {number} chưa được giải trình.", $"comments[{number}]");

    public static Error CommentUnknown(int number) => Error.NotFound("dossier.notice_comment_unknown", $"Không có ý kiến số {number}.");

    public static Error CommentOfResident(int number) =>
        Error.Conflict("dossier.notice_comment_of_resident", $"Ý kiến số {number} do người dân gửi nên không bỏ được; hãy trả lời ý kiến.");

    public static Error BroadcastUnknown(int number) =>
        Error.NotFound("dossier.notice_broadcast_unknown", $"Không có lần phát thanh thứ {number}.");

    public static Error BroadcastTooEarly(DateOnly startedOn) =>
        Error.Invalid(
            "dossier.broadcast_too_early",
            $"Lần phát thanh phải từ ngày bắt đầu công khai {VietnamTime.Display(startedOn)}.",
            "at"
        );

    public static Error BroadcastTwice(DateTimeOffset at) =>
        Error.Conflict("dossier.broadcast_twice", $"Đã ghi lần phát thanh lúc {VietnamTime.Display(at)}; mỗi lần chỉ ghi một lượt.", "at");

    public static Error TooManyBroadcasts(int most) =>
        Error.Conflict("dossier.broadcasts_full", $"Đã ghi đủ {most} lần phát thanh, không ghi thêm được.");

    public static Error TooManyComments(int most) =>
        Error.Conflict("dossier.comments_full", $"Đã ghi đủ {most} ý kiến; các ý kiến khác đưa vào báo cáo tổng hợp ý kiến.");
}

namespace Ntm.Planning.Domain.Visits;

/// <summary>Refusals about visits. The codes are stable; programs may rely on them.</summary>
internal static class VisitErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.visit_not_found",
        "Không có lần kiểm tra này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error FindingNotFound = Error.NotFound(
        "planning.finding_not_found",
        "Lần kiểm tra không có nội dung mang số này."
    );

    public static readonly Error NotKeeper = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của đơn vị ban hành kế hoạch được ghi lần kiểm tra."
    );

    public static readonly Error NotFollower = Error.Forbidden(
        "planning.forbidden",
        "Chỉ người của đơn vị được kiểm tra, hoặc cán bộ, lãnh đạo của đơn vị ban hành kế hoạch được ghi kết quả khắc phục."
    );

    public static readonly Error IdTaken = Error.Conflict(
        "planning.visit_id_taken",
        "Mã này đã dùng cho lần kiểm tra khác. Gửi lại với mã mới.",
        "id"
    );

    public static readonly Error InFuture = Error.Invalid("planning.visit_in_future", "Ngày kiểm tra không thể ở tương lai.", "day");

    public static readonly Error FollowUpTooEarly = Error.Invalid(
        "planning.follow_up_before_visit",
        "Hạn khắc phục không thể trước ngày kiểm tra.",
        "findings"
    );

    public static readonly Error DoneBefore = Error.Conflict("planning.follow_up_done", "Nội dung này đã được ghi là khắc phục xong.");

    public static readonly Error FollowUpDay = Error.Invalid(
        "planning.follow_up_day",
        "Ngày khắc phục phải từ ngày kiểm tra đến hôm nay.",
        "day"
    );

    public static Error TeamUnknown(string key) => Error.Invalid("planning.body_unknown", $"Kế hoạch không có tổ chức {key}.", "team");
}

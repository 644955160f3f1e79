namespace Ntm.Planning.Domain.Difficulties;

/// <summary>Refusals about difficulties. The codes are stable; programs may rely on them.</summary>
internal static class DifficultyErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.difficulty_not_found",
        "Không có vướng mắc này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error IdTaken = Error.Conflict(
        "planning.difficulty_id_taken",
        "Mã này đã dùng cho một vướng mắc khác. Gửi lại với mã mới.",
        "id"
    );

    public static readonly Error NotRaiser = Error.Forbidden(
        "planning.forbidden",
        "Chỉ người báo cáo của thôn, hoặc cán bộ, lãnh đạo của đơn vị nêu vướng mắc được làm việc này."
    );

    public static readonly Error NotAnswerer = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của đơn vị đang giữ vướng mắc được trả lời hoặc chuyển lên."
    );

    public static readonly Error NothingAbove = Error.Conflict(
        "planning.nothing_above",
        "Không có đơn vị cấp trên nào để chuyển vướng mắc. Hãy giải quyết ngay tại đơn vị."
    );

    public static readonly Error NotOpen = Error.Conflict(
        "planning.difficulty_not_open",
        "Vướng mắc không còn chờ trả lời. Xem lại trạng thái hiện tại."
    );

    public static readonly Error NotAnswered = Error.Conflict(
        "planning.difficulty_not_answered",
        "Vướng mắc đang chờ trả lời nên chưa mở lại được."
    );

    public static readonly Error ReopenedBefore = Error.Conflict(
        "planning.difficulty_reopened_before",
        "Vướng mắc đã được mở lại một lần. Hãy nêu vướng mắc mới."
    );

    public static readonly Error ClosedBefore = Error.Conflict("planning.difficulty_closed", "Vướng mắc đã được đóng.");

    public static readonly Error WantedInPast = Error.Invalid(
        "planning.wanted_in_past",
        "Ngày mong được giải quyết không thể trước hôm nay.",
        "wantedBy"
    );

    public static readonly Error PlaceUnknown = Error.Invalid(
        "planning.place_unknown",
        "Danh sách phải là một trong: mine, here, below.",
        "place"
    );

    public static readonly Error StateUnknown = Error.Invalid(
        "planning.state_unknown",
        "Trạng thái phải là một trong: open, answered, closed.",
        "state"
    );

    public static Error TargetUnknown(string key) =>
        Error.Invalid("planning.target_unknown", $"Kế hoạch không có chỉ tiêu {key}.", "target");

    public static Error TaskUnknown(string key) => Error.Invalid("planning.task_unknown", $"Kế hoạch không có nhiệm vụ {key}.", "task");
}

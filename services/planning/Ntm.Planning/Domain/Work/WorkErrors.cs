namespace Ntm.Planning.Domain.Work;

/// <summary>Refusals about weekly work. The codes are stable; programs may rely on them.</summary>
internal static class WorkErrors
{
    /// <summary>The most items of a unit in a week, with those that were carried over.</summary>
    public const int MostItems = 60;

    public static readonly Error NotFound = Error.NotFound(
        "planning.work_not_found",
        "Không có việc này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error PlanClosed = Error.Conflict(
        "planning.plan_closed",
        "Kế hoạch đã kết thúc; không đăng ký hay đánh dấu việc được nữa."
    );

    public static readonly Error WeekUnknown = Error.Invalid(
        "planning.week_not_in_plan",
        "Tuần phải nằm trong thời gian của kế hoạch và bắt đầu từ thứ Hai hoặc từ ngày đầu của một kỳ báo cáo tuần.",
        "start"
    );

    public static readonly Error WeekOutside = Error.Invalid(
        "planning.week_outside_plan",
        "Tuần này nằm ngoài thời gian của kế hoạch. Hãy chọn một tuần của kế hoạch.",
        "week"
    );

    public static readonly Error WeekPast = Error.Conflict(
        "planning.week_past",
        "Tuần này đã qua. Hãy đăng ký việc cho tuần này hoặc tuần sau.",
        "start"
    );

    public static readonly Error NotYourUnit = new(
        "planning.not_your_unit",
        "Chỉ người báo cáo của thôn, hoặc cán bộ xã làm thay, được đăng ký và đánh dấu việc của thôn; việc của xã do cán bộ, lãnh đạo xã.",
        ErrorKind.Forbidden,
        "unitCode"
    );

    public static readonly Error TooMany = Error.Invalid(
        "planning.work_too_many",
        "Mỗi đơn vị có không quá 60 việc một tuần, kể cả việc chuyển từ tuần trước. Hãy gộp hoặc bỏ bớt.",
        "items"
    );

    public static readonly Error Twice = Error.Invalid("planning.work_twice", "Hai việc trong danh sách có cùng một mã.", "items");

    public static readonly Error Exists = Error.Conflict(
        "planning.work_exists",
        "Mã việc này đã dùng cho một việc khác. Hãy tạo mã mới.",
        "items"
    );

    public static readonly Error CarriedOn = Error.Conflict(
        "planning.work_carried",
        "Thời gian của việc này đã hết; phần chưa xong đã chuyển tiếp. Hãy đánh dấu ở tuần sau."
    );

    public static Error TaskUnknown(string key) => Error.Invalid("planning.task_unknown", $"Kế hoạch không có nhiệm vụ {key}.", "items");

    public static Error DayNotInWeek(DateOnly from, DateOnly to) =>
        Error.Invalid(
            "planning.day_not_in_week",
            $"Tuần từ {VietnamTime.Display(from)} đến {VietnamTime.Display(to)} không có thứ này.",
            "items"
        );
}

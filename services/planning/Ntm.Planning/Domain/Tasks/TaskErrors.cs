namespace Ntm.Planning.Domain.Tasks;

/// <summary>Refusals about tasks. The codes are stable; programs may rely on them.</summary>
internal static class TaskErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.task_not_found",
        "Bản kế hoạch đang có hiệu lực không có nhiệm vụ mang mã này."
    );

    public static readonly Error PlanClosed = Error.Conflict(
        "planning.plan_closed",
        "Kế hoạch đã kết thúc; không đánh dấu nhiệm vụ được nữa."
    );

    public static readonly Error NotYourTask = Error.Forbidden(
        "planning.not_your_task",
        "Chỉ cơ quan chỉ đạo, cơ quan thực hiện nhiệm vụ, hoặc cán bộ của đơn vị ban hành kế hoạch làm thay, được đánh dấu nhiệm vụ."
    );

    public static readonly Error UnitNotInTask = Error.Invalid(
        "planning.unit_not_in_task",
        "Đơn vị này không được giao nhiệm vụ. Chọn một đơn vị có trong nhiệm vụ, hoặc để trống.",
        "unitCode"
    );

    public static readonly Error ReasonMissing = Error.Invalid(
        "planning.reason_missing",
        "Mở lại nhiệm vụ đã xong phải nêu lý do, không quá 500 ký tự.",
        "reason"
    );

    public static readonly Error StateUnknown = Error.Invalid(
        "planning.state_unknown",
        "Tình trạng phải là một trong: open, overdue, done, closed.",
        "state"
    );

    /// <summary>Tasks that come before are not done.</summary>
    public static Error Waits(IReadOnlyList<(string Key, string Text)> before) =>
        Error.Conflict(
            "planning.task_waits",
            $"Phải xong trước: {string.Join("; ", before.Select(task => $"{task.Key} ({task.Text})"))}. "
                + "Hãy đánh dấu xong các việc ấy trước."
        );
}

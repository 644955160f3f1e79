namespace Ntm.Planning.Domain.Progress;

/// <summary>Refusals about progress. The codes are stable; programs may rely on them.</summary>
internal static class ProgressErrors
{
    public static readonly Error TargetNotFound = Error.NotFound("planning.target_not_found", "Kế hoạch không có chỉ tiêu này.");

    public static Error DayUnreadable(string field) =>
        Error.Invalid("planning.day_invalid", "Ngày phải viết dạng 2023-04-30, không ở tương lai; hoặc ghi last-week.", field);

    public static Error NotPublishedThen(DateOnly day) =>
        Error.Conflict("planning.not_published_then", $"Đến ngày {VietnamTime.Display(day)} kế hoạch chưa được ban hành.", "asOf");
}

namespace Ntm.Planning.Domain.Dates;

/// <summary>Refusals about the words of a due. The codes are stable; programs may rely on them.</summary>
internal static class DueErrors
{
    /// <summary>Longest words of a due, characters.</summary>
    public const int Longest = 120;

    public static readonly Error TooLong = Error.Invalid("planning.due_too_long", $"Hạn ghi tối đa {Longest} ký tự.", "due");

    public static readonly Error NoPeriod = Error.Invalid(
        "planning.due_without_period",
        "Hạn ghi theo đợt nhưng kế hoạch chưa có đợt nào trong phần thời gian.",
        "due"
    );

    public static Error Unclear(string words) =>
        Error.Invalid(
            "planning.due_unclear",
            $"Không hiểu hạn “{words}”. Hãy ghi theo một trong các mẫu: trước ngày 30/4/2021; trước 14 giờ 30 ngày 30/4/2021; "
                + "đến hết ngày 30/4/2021; trong tháng 4/2021; trong quý II/2021; trong năm 2021; trong đợt cao điểm.",
            "due"
        );

    public static Error NoSuchDay(string words) =>
        Error.Invalid("planning.due_no_such_day", $"Ngày, giờ trong hạn “{words}” không có trong lịch (năm từ 2010 đến 2100).", "due");
}

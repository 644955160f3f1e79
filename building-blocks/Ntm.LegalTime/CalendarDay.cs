using Ntm.Web;

namespace Ntm.LegalTime;

/// <summary>How a day of the calendar differs from the ordinary week.</summary>
public enum CalendarDayKind
{
    /// <summary>Public holiday (ngày nghỉ lễ, tết), also when it falls on a weekend.</summary>
    Holiday,

    /// <summary>Day off in lieu of a holiday that fell on a weekend (nghỉ bù).</summary>
    OffInLieu,

    /// <summary>Working day moved to a weekend by the yearly notice (hoán đổi).</summary>
    OffByExchange,

    /// <summary>Weekend day worked for a day off by exchange (làm bù).</summary>
    WorkedInExchange,
}

/// <summary>One dated entry of the calendar.</summary>
public sealed record CalendarDay
{
    public required DateOnly Date { get; init; }
    public required CalendarDayKind Kind { get; init; }

    /// <summary>Vietnamese name, as shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>Law or notice the day rests on.</summary>
    public required string Source { get; init; }

    /// <summary><c>M</c> known, <c>M?</c> not yet confirmed against the notice of that year.</summary>
    public required string Mark { get; init; }
}

/// <summary>A day for which the calendar has no data.</summary>
public sealed class CalendarRangeException(DateOnly day, DateOnly first, DateOnly last)
    : InvalidOperationException(
        $"Lịch làm việc không có dữ liệu cho ngày {VietnamTime.Display(day)}; chỉ có từ {VietnamTime.Display(first)} "
            + $"đến {VietnamTime.Display(last)}. Hãy cập nhật tệp lịch trước khi tính hạn."
    )
{
    public DateOnly Day { get; } = day;
}

/// <summary>A calendar file that cannot be used, with every fault found in it.</summary>
public sealed class CalendarDataException(IReadOnlyList<string> faults)
    : UnusableDataException("Tệp lịch làm việc có lỗi:" + string.Concat(faults.Select(f => $"\n- {f}")))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

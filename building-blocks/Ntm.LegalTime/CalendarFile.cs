using Ntm.Web;

namespace Ntm.LegalTime;

/// <summary>Reads a calendar file and checks it as a whole, so that a damaged one is refused with all its faults.</summary>
internal sealed record CalendarFile
{
    public required int FirstYear { get; init; }

    public required int LastYear { get; init; }

    public required IReadOnlyList<CalendarDay> Days { get; init; }

    public static WorkingDayCalendar LoadEmbedded() => Load(StrictJson.Embedded(typeof(CalendarFile), "calendar-vn.json"));

    public static WorkingDayCalendar Load(Stream? stream)
    {
        var (file, faults) = StrictJson.Read<CalendarFile>(stream).Check(found => found.Faults());
        return faults.Count == 0
            ? new WorkingDayCalendar(file!.FirstYear, file.LastYear, file.Days)
            : throw new CalendarDataException([.. faults.Select(fault => fault.ToString())]);
    }

    private IEnumerable<string> Faults() =>
        FirstYear is < 1990 or > 2100 || LastYear < FirstYear || LastYear > 2100
            ? [$"Khoảng năm {FirstYear}–{LastYear} không hợp lệ."]
            : Days.SelectMany(DayFaults)
                .Concat(Days.GroupBy(d => d.Date).Where(g => g.Count() > 1).Select(g => $"{g.Key:yyyy-MM-dd}: khai hai lần."))
                .Concat(Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(YearFaults));

    private IEnumerable<string> DayFaults(CalendarDay day)
    {
        var at = $"{day.Date:yyyy-MM-dd}";
        if (day.Date.Year < FirstYear || day.Date.Year > LastYear)
        {
            yield return $"{at}: ngoài khoảng năm {FirstYear}–{LastYear}.";
        }

        if (string.IsNullOrWhiteSpace(day.Name) || string.IsNullOrWhiteSpace(day.Source))
        {
            yield return $"{at}: thiếu tên hoặc căn cứ.";
        }

        if (day.Mark is not ("M" or "M?"))
        {
            yield return $"{at}: dấu tin cậy '{day.Mark}' phải là M hoặc M?.";
        }

        if (day.Kind != CalendarDayKind.Holiday && IsWeekend(day.Date) != (day.Kind == CalendarDayKind.WorkedInExchange))
        {
            yield return $"{at}: loại {day.Kind} không hợp với thứ trong tuần.";
        }
    }

    private IEnumerable<string> YearFaults(int year)
    {
        var days = Days.Where(d => d.Date.Year == year).ToList();
        var holidays = days.Where(d => d.Kind == CalendarDayKind.Holiday).ToList();
        foreach (var (month, day) in new[] { (1, 1), (4, 30), (5, 1), (9, 2) })
        {
            if (!holidays.Exists(h => h.Date == new DateOnly(year, month, day)))
            {
                yield return $"{year}: thiếu ngày nghỉ lễ {day}/{month}.";
            }
        }

        // Five days of Tết and the anniversary of the Hùng kings move with the moon and must be dated each year.
        if (holidays.Count(h => h.Name.StartsWith("Tết Nguyên đán", StringComparison.Ordinal)) < 5)
        {
            yield return $"{year}: Tết Nguyên đán phải có đủ 5 ngày.";
        }

        if (!holidays.Exists(h => h.Name.StartsWith("Giỗ Tổ", StringComparison.Ordinal)))
        {
            yield return $"{year}: thiếu ngày Giỗ Tổ Hùng Vương.";
        }

        if (holidays.Count(h => IsWeekend(h.Date)) != days.Count(d => d.Kind == CalendarDayKind.OffInLieu))
        {
            yield return $"{year}: số ngày nghỉ bù không bằng số ngày lễ trùng cuối tuần.";
        }

        if (days.Count(d => d.Kind == CalendarDayKind.OffByExchange) != days.Count(d => d.Kind == CalendarDayKind.WorkedInExchange))
        {
            yield return $"{year}: số ngày nghỉ hoán đổi không bằng số ngày làm bù.";
        }
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

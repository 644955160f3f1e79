using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Features;

/// <summary>The legal days that are looked at, both ends included.</summary>
internal sealed record DayRange(DateOnly First, DateOnly Last)
{
    private const int DaysUnlessSaid = 56;
    private const int MostDays = 400;

    /// <summary>The days asked for, where nothing is said the eight weeks up to today; refused where they end before they begin, or are
    /// too many.</summary>
    public static Result<DayRange> Of(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to ?? today;
        var first = from ?? (last.DayNumber > DaysUnlessSaid ? last.AddDays(-DaysUnlessSaid) : last);
        return first > last || last.DayNumber - first.DayNumber > MostDays ? ReportErrors.RangeInvalid : new DayRange(first, last);
    }
}

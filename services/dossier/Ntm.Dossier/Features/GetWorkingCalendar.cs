using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>The working days of a year, as deadlines are counted.</summary>
/// <param name="Year">Year that was asked for, or the nearest one with data.</param>
/// <param name="FirstYear">First year with data.</param>
/// <param name="LastYear">Last year with data; a deadline that leads beyond it stays unknown.</param>
/// <param name="WorkingDays">Number of working days in the year.</param>
/// <param name="Days">Days that differ from the ordinary week, in their order.</param>
public sealed record WorkingCalendarView(int Year, int FirstYear, int LastYear, int WorkingDays, IReadOnlyList<WorkingCalendarDay> Days);

/// <summary>A day that differs from the ordinary week.</summary>
/// <param name="Date">The day.</param>
/// <param name="Kind"><c>holiday</c>, <c>offInLieu</c>, <c>offByExchange</c> or <c>workedInExchange</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Source">Law or notice that it rests on.</param>
/// <param name="Mark"><c>M</c> known, <c>M?</c> not yet confirmed against the notice of the year.</param>
public sealed record WorkingCalendarDay(DateOnly Date, string Kind, string Name, string Source, string Mark)
{
    internal static WorkingCalendarDay Of(CalendarDay day)
    {
        var kind = day.Kind.ToString();
        return new WorkingCalendarDay(day.Date, char.ToLowerInvariant(kind[0]) + kind[1..], day.Name, day.Source, day.Mark);
    }
}

/// <summary><c>GET /dossiers/working-calendar?year=</c>: the calendar that came with this version, for every signed-in caller.</summary>
internal static class GetWorkingCalendar
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/working-calendar", Handle).WithName(nameof(GetWorkingCalendar));

    internal static Ok<WorkingCalendarView> Handle(DossierRules rules, TimeProvider clock, int? year = null)
    {
        var calendar = rules.Calendar;
        var (first, last) = (calendar.FirstDay.Year, calendar.LastDay.Year);
        var shown = Math.Clamp(year ?? clock.Today().Year, first, last);
        var days = Enumerable
            .Range(0, DateTime.IsLeapYear(shown) ? 366 : 365)
            .Select(number => new DateOnly(shown, 1, 1).AddDays(number))
            .ToList();
        return TypedResults.Ok(
            new WorkingCalendarView(
                shown,
                first,
                last,
                days.Count(calendar.IsWorkingDay),
                [.. days.Select(calendar.Special).OfType<CalendarDay>().Select(WorkingCalendarDay.Of)]
            )
        );
    }
}

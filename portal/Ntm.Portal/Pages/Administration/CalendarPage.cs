using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/lich-lam-viec</c>: the working days by which deadlines are counted; only read.</summary>
internal static class CalendarPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/quan-tri/lich-lam-viec", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var year = int.TryParse(visit.Value("nam"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? $"?year={asked}" : "";
        var calendar = await visit.GetAsync<WorkingCalendarRecord>("/dossiers/working-calendar" + year);
        return calendar.Value is { } found ? visit.Show<CalendarView>(new { Calendar = found }) : visit.Refuse(calendar.Problem!);
    }
}

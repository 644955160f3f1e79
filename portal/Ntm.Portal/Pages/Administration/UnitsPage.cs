using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/don-vi</c>: the units as they are on a day, level by level.</summary>
internal static class UnitsPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/quan-tri/don-vi", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var (day, unreadable) = AdministrationPages.DayOf(visit, clock);
        var code = visit.Value("ma")?.Trim() ?? "";
        var query = $"/identity/units?limit=100&on={Show.Iso(day)}";
        query +=
            code.Length == 0 ? "&level=province" : $"&parent={Uri.EscapeDataString(code)}&q={Uri.EscapeDataString(visit.Value("q") ?? "")}";
        query += Query.Part("after", visit.Value("sau"));
        var units = await visit.GetAsync<ApiPage<UnitRow>>(query);
        var parent =
            code.Length == 0
                ? null
                : (await visit.GetAsync<UnitRow>($"/identity/units/{Uri.EscapeDataString(code)}?on={Show.Iso(day)}")).Value;
        return units.Value is null
            ? visit.Refuse(units.Problem!)
            : visit.Show<UnitsView>(
                new
                {
                    Rows = units.Value.Items,
                    units.Value.Next,
                    Day = day,
                    Parent = parent,
                    Names = await AdministrationPages.NamesAsync(visit, (parent?.Path ?? "").Split('/').SkipLast(1)),
                    Problem = unreadable,
                }
            );
    }
}

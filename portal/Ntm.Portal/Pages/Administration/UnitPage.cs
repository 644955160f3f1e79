using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/don-vi/{code}</c>: one unit, its names and places through time, and what an administrator does with it.</summary>
internal static class UnitPage
{
    private const string Root = "/quan-tri/don-vi";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root + "/moi", ShowNewAsync);
        routes.MapPost(Root + "/moi", RegisterAsync);
        routes.MapGet(Root + "/{code}", ShowAsync);
        routes.MapGet(Root + "/{code}/lam/{act}", ShowActAsync);
        routes.MapPost(Root + "/{code}/lam/{act}", ActAsync);
    }

    /// <summary>Everything known under a code.</summary>
    public static Task<ApiResult<UnitHistoryRecord>> HistoryAsync(Visit visit, string code) =>
        visit.GetAsync<UnitHistoryRecord>($"/identity/units/{Uri.EscapeDataString(code)}/history");

    internal static async Task<IResult> ShowAsync(Visit visit, string code, TimeProvider clock)
    {
        var found = await HistoryAsync(visit, code);
        if (found.Value is not { } history)
        {
            return visit.Refuse(found.Problem!);
        }

        return visit.Show<UnitView>(
            new
            {
                History = history,
                Today = clock.Today(),
                Names = await AdministrationPages.NamesAsync(
                    visit,
                    history.Periods.SelectMany(period => new[] { period.ParentCode }.Concat(period.Successors)).OfType<string>()
                ),
            }
        );
    }

    internal static Task<IResult> ShowActAsync(Visit visit, string code, string act) => FormAsync(visit, code, act, null);

    internal static async Task<IResult> ActAsync(Visit visit, string code, string act)
    {
        var found = await HistoryAsync(visit, code);
        if (found.Value is not { } history || UnitForms.Of(act, history.Latest) is not { } form)
        {
            return visit.Refuse(found.Problem ?? AdministrationPages.NotFound);
        }

        var input = visit.Input;
        var address = form.Address($"/identity/units/{Uri.EscapeDataString(code)}", input);
        var sent = await visit.SendAsync<UnitRow>("POST", address, form.Body(input), visit.Version, visit.Value("_key"));
        return sent.Problem is { } problem ? await FormAsync(visit, code, act, problem) : Visit.Go($"{Root}/{code}?xong=don-vi");
    }

    internal static Task<IResult> ShowNewAsync(Visit visit) => NewAsync(visit, null);

    internal static async Task<IResult> RegisterAsync(Visit visit)
    {
        var parent = await HistoryAsync(visit, visit.Value("cha") ?? "");
        if (parent.Value is null)
        {
            return visit.Refuse(parent.Problem!);
        }

        var body = UnitForms.Register(parent.Value.Latest).Body(visit.Input);
        var made = await visit.SendAsync<UnitRow>("POST", "/identity/units", body, key: visit.Value("_key"));
        return made.Value is { } unit ? Visit.Go($"{Root}/{unit.Code}?xong=don-vi") : await NewAsync(visit, made.Problem);
    }

    private static async Task<IResult> NewAsync(Visit visit, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is not { } home)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var parent = await HistoryAsync(visit, visit.Value("cha") is { Length: > 0 } code ? code : home);
        return parent.Value is { } above
            ? AdministrationPages.Form(
                visit,
                new FormPage(
                    UnitForms.Register(above.Latest),
                    T("Chỉ ghi đơn vị có văn bản."),
                    $"{Root}?ma={above.Code}",
                    above.Latest.Name
                ),
                problem
            )
            : visit.Refuse(parent.Problem!);
    }

    private static async Task<IResult> FormAsync(Visit visit, string code, string act, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is null)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var found = await HistoryAsync(visit, code);
        return found.Value is not { } history ? visit.Refuse(found.Problem!)
            : UnitForms.Of(act, history.Latest) is { } form
                ? AdministrationPages.Form(
                    visit,
                    new FormPage(form, T("Mã {0}.", code), $"{Root}/{code}", history.Latest.Name, history.Latest.Version),
                    problem
                )
            : visit.Refuse(AdministrationPages.NotFound);
    }
}

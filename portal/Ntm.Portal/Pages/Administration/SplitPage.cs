using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/don-vi/{code}/tach</c>: one unit becomes several, and each unit below goes to one of them.</summary>
internal static class SplitPage
{
    private const string Root = "/quan-tri/don-vi/{code}/tach";
    private const int MostTargets = 10;

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapPost(Root + "/sua", ShowAsync);
        routes.MapPost(Root + "/xem", PreviewAsync);
        routes.MapPost(Root, SplitAsync);
    }

    internal static Task<IResult> ShowAsync(Visit visit, string code, TimeProvider clock) => FormAsync(visit, code, clock, null);

    internal static async Task<IResult> PreviewAsync(Visit visit, string code, TimeProvider clock)
    {
        var preview = await visit.SendAsync<UnitPreviewRecord>("POST", "/identity/unit-splits?preview=true", Body(visit, code));
        if (preview.Value is not { } found)
        {
            return await FormAsync(visit, code, clock, preview.Problem);
        }

        var source = (await UnitPage.HistoryAsync(visit, code)).Value!.Latest;
        return await Reorganisations.ShowAsync(visit, found, [source], Address(code), T("Tách {0}", Words.Lower(source.Name)), null);
    }

    internal static async Task<IResult> SplitAsync(Visit visit, string code, TimeProvider clock)
    {
        var made = await visit.SendAsync<object>("POST", "/identity/unit-splits", Body(visit, code), key: visit.Value("_key"));
        return made.Problem is { } problem
            ? await FormAsync(visit, code, clock, problem)
            : Visit.Go($"/quan-tri/don-vi/{Uri.EscapeDataString(code)}?xong=tach-don-vi");
    }

    private static async Task<IResult> FormAsync(Visit visit, string code, TimeProvider clock, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is null)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var history = await UnitPage.HistoryAsync(visit, code);
        if (history.Value is not { Latest: var source })
        {
            return visit.Refuse(history.Problem!);
        }

        var below = await AdministrationPages.UnitsBelowAsync(visit, code, clock.Today());
        if (below.Value is not { } children)
        {
            return visit.Refuse(below.Problem!);
        }

        var count = Count(visit);
        var places = Enumerable.Range(0, count).Select(place => new Option($"{place}", T("Đơn vị mới {0}", place + 1))).ToList();
        var form = new ActForm
        {
            Title = T("Tách {0} thành {1} đơn vị", Words.Lower(source.Name), Words.Count(count)),
            Consequence = T("Chưa có gì được ghi. Bước sau cho xem điều gì sẽ xảy ra, rồi mới xác nhận."),
            Button = T("Xem trước"),
            Target = Address(code) + "/xem",
            Hidden = [("so", $"{count}"), ("cha", source.ParentCode ?? ""), .. children.Select(child => ("con", child.Code))],
            Fields =
            [
                Date("on", T("Ngày đầu tiên của các đơn vị mới")),
                .. UnitForms.Document,
                .. places.SelectMany(
                    (place, at) =>
                        new[]
                        {
                            Text($"targets[{at}].code", T("{0}: mã", place.Text)) with
                            {
                                Part = at == 0 ? T("Các đơn vị mới") : null,
                                Hint = at == 0 ? T("Có thể giữ mã của đơn vị cũ.") : null,
                            },
                            Text($"targets[{at}].name", T("{0}: tên", place.Text)) with
                            {
                                Beside = true,
                            },
                        }
                ),
                .. children.Select(
                    (child, at) =>
                        Select("con:" + child.Code, T("{0} về", child.Name), places) with
                        {
                            Part = at == 0 ? T("Đơn vị bên dưới") : null,
                        }
                ),
            ],
        };
        var page = new FormPage(form, T("Mỗi đơn vị bên dưới về đúng một đơn vị mới."), $"/quan-tri/don-vi/{code}", source.Name)
        {
            Links = count < MostTargets ? [($"{Address(code)}?so={count + 1}", T("Tách thành {0} đơn vị", Words.Count(count + 1)))] : [],
        };
        return AdministrationPages.Form(visit, page, Reorganisations.AtTarget(problem, "targets[0]"));
    }

    private static object Body(Visit visit, string code)
    {
        var input = visit.Input;
        return new
        {
            source = code,
            targets = Enumerable
                .Range(0, Count(visit))
                .Select(at => new
                {
                    code = input.Text($"targets[{at}].code"),
                    name = input.Text($"targets[{at}].name"),
                    parentCode = input.Text("cha"),
                    children = input.Lines("con").Where(child => input.Text("con:" + child) == $"{at}"),
                }),
            on = input.Date("on"),
            document = UnitForms.DocumentOf(input),
        };
    }

    private static int Count(Visit visit) => int.TryParse(visit.Value("so"), out var count) ? Math.Clamp(count, 2, MostTargets) : 2;

    private static string Address(string code) => $"/quan-tri/don-vi/{Uri.EscapeDataString(code)}/tach";
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/don-vi/nhap</c>: units become one: which ones, the new unit, what would follow, and then the act.</summary>
internal static class MergePage
{
    private const string Root = "/quan-tri/don-vi/nhap";

    private static ApiProblem TooFew =>
        new(
            400,
            "portal.merge_too_few",
            T("Chọn ít nhất hai đơn vị"),
            T("Đánh dấu các đơn vị nhập vào nhau rồi tiếp tục."),
            [new ApiFault("chon", T("Đánh dấu ít nhất hai đơn vị."))]
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/moi", ShowTargetAsync);
        routes.MapPost(Root + "/sua", ShowTargetAsync);
        routes.MapPost(Root + "/moi", PreviewAsync);
        routes.MapPost(Root, MergeAsync);
    }

    internal static Task<IResult> ShowAsync(Visit visit, TimeProvider clock) => ChooseAsync(visit, clock, null);

    internal static async Task<IResult> ShowTargetAsync(Visit visit, TimeProvider clock) =>
        Chosen(visit).Count < 2 ? await ChooseAsync(visit, clock, TooFew) : await TargetAsync(visit, null);

    internal static async Task<IResult> PreviewAsync(Visit visit)
    {
        var sources = await SourcesAsync(visit);
        var preview = await visit.SendAsync<UnitPreviewRecord>("POST", "/identity/unit-merges?preview=true", Body(visit, sources));
        return preview.Value is { } found
            ? await Reorganisations.ShowAsync(visit, found, sources, Root, T("Nhập {0} đơn vị", Words.Count(sources.Count)), null)
            : await TargetAsync(visit, preview.Problem);
    }

    internal static async Task<IResult> MergeAsync(Visit visit)
    {
        var made = await visit.SendAsync<UnitRow>(
            "POST",
            "/identity/unit-merges",
            Body(visit, await SourcesAsync(visit)),
            key: visit.Value("_key")
        );
        return made.Value is { } unit ? Visit.Go($"/quan-tri/don-vi/{unit.Code}?xong=nhap-don-vi") : await TargetAsync(visit, made.Problem);
    }

    private static async Task<IResult> ChooseAsync(Visit visit, TimeProvider clock, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is not { } home)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var parent = visit.Value("cha") is { Length: > 0 } asked ? asked : home;
        var found = await AdministrationPages.UnitsBelowAsync(visit, parent, clock.Today(), visit.Value("q"));
        var chosen = await SourcesAsync(visit);
        return found.Value is { } units
            ? visit.Show<MergeChooseView>(
                new
                {
                    Parent = parent,
                    Found = units.Where(unit => chosen.All(one => one.Code != unit.Code)).ToList(),
                    Chosen = chosen,
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            )
            : visit.Refuse(found.Problem!);
    }

    private static async Task<IResult> TargetAsync(Visit visit, ApiProblem? problem)
    {
        if (AdministrationPages.HomeOf(visit.Person) is null)
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var sources = await SourcesAsync(visit);
        var parent = sources.Select(source => source.ParentCode).FirstOrDefault();
        var form = new ActForm
        {
            Title = T("Nhập {0} đơn vị thành một", Words.Count(sources.Count)),
            Consequence = T("Chưa có gì được ghi. Bước sau cho xem điều gì sẽ xảy ra, rồi mới xác nhận."),
            Button = T("Xem trước"),
            Target = Root + "/moi",
            Hidden = [.. sources.Select(source => ("chon", source.Code))],
            Fields =
            [
                Text("target.code", T("Mã của đơn vị mới")) with
                {
                    Hint = T("Theo danh mục hành chính; có thể giữ mã của một đơn vị cũ."),
                },
                Text("target.name", T("Tên của đơn vị mới")) with
                {
                    Beside = true,
                },
                Text("target.parentCode", T("Mã đơn vị cấp trên")) with
                {
                    Value = parent,
                    Hint = await AdministrationPages.MeaningAsync(visit, parent),
                },
                Date("on", T("Ngày đầu tiên của đơn vị mới")),
                .. UnitForms.Document,
            ],
        };
        var names = string.Join(", ", sources.Select(source => source.Label));
        return AdministrationPages.Form(
            visit,
            new FormPage(form, T("Nhập: {0}.", names), Root + "?" + Query(sources), T("Chọn đơn vị")),
            Reorganisations.AtTarget(problem, "target")
        );
    }

    private static object Body(Visit visit, IReadOnlyList<UnitRow> sources)
    {
        var input = visit.Input;
        return new
        {
            sources = sources.Select(source => source.Code),
            target = new
            {
                code = input.Text("target.code"),
                name = input.Text("target.name"),
                parentCode = input.Text("target.parentCode"),
            },
            on = input.Date("on"),
            document = UnitForms.DocumentOf(input),
        };
    }

    private static string Query(IEnumerable<UnitRow> units) =>
        string.Join('&', units.Select(unit => "chon=" + Uri.EscapeDataString(unit.Code)));

    private static List<string> Chosen(Visit visit) =>
        [
            .. (visit.Form is null ? visit.Http.Request.Query["chon"] : visit.Form["chon"])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Take(50),
        ];

    /// <summary>The chosen units as they are last known; a code that there is not is left out.</summary>
    private static async Task<IReadOnlyList<UnitRow>> SourcesAsync(Visit visit)
    {
        var units = new List<UnitRow>();
        foreach (var code in Chosen(visit))
        {
            if ((await UnitPage.HistoryAsync(visit, code)).Value is { } history)
            {
                units.Add(history.Latest);
            }
        }

        return units;
    }
}

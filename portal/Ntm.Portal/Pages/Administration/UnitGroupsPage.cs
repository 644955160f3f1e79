using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/nhom-xa</c>: into which group of the criteria the province put each commune.</summary>
internal static class UnitGroupsPage
{
    private const string Root = "/quan-tri/nhom-xa";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/ghi", ShowFormAsync);
        routes.MapPost(Root + "/ghi", PutAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var province = AdministrationPages.ProvinceOf(visit.Person);
        var groups = await AdministrationPages.AllAsync<UnitGroupRow>(
            visit,
            $"/assessment/unit-groups?province={Uri.EscapeDataString(province)}"
        );
        var units = await AdministrationPages.UnitsBelowAsync(visit, province, clock.Today());
        return (groups.Problem ?? units.Problem) is { } problem
            ? visit.Refuse(problem)
            : visit.Show<UnitGroupsView>(new { Rows = groups.Value!, Units = units.Value! });
    }

    internal static Task<IResult> ShowFormAsync(Visit visit, TimeProvider clock) => FormAsync(visit, clock, null);

    internal static async Task<IResult> PutAsync(Visit visit, TimeProvider clock)
    {
        var input = visit.Input;
        var body = new
        {
            group = input.Number("group"),
            documentNumber = input.Text("documentNumber"),
            documentDate = input.Date("documentDate"),
            validFrom = input.Date("validFrom"),
            reachesOpenDossiers = input.Text("reachesOpenDossiers") == "co",
        };
        var address = "/assessment/unit-groups/" + Uri.EscapeDataString(input.Text("unitCode") ?? "-");
        var put = await visit.SendAsync<EntryRecord>("POST", address, body, key: visit.Value("_key"));
        return put.Problem is { } problem ? await FormAsync(visit, clock, problem) : EntriesPage.Prepared("assessment", put.Value!);
    }

    private static async Task<IResult> FormAsync(Visit visit, TimeProvider clock, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(AdministrationPages.NotPreparer);
        }

        var units = await AdministrationPages.UnitsBelowAsync(visit, AdministrationPages.ProvinceOf(visit.Person), clock.Today());
        var form = new ActForm
        {
            Title = T("Chuẩn bị nhóm của xã"),
            Consequence =
                T("Khi lãnh đạo tỉnh đưa vào hiệu lực, hồ sơ của xã mở từ ngày hiệu lực được xét theo mức của nhóm này.")
                + " "
                + T("Lần ghi trước vẫn còn."),
            Button = T("Chuẩn bị"),
            Fields =
            [
                Select("unitCode", T("Xã"), [.. (units.Value ?? []).Select(unit => new Option(unit.Code, unit.Label))]),
                Choice("group", T("Nhóm"), [.. Enumerable.Range(1, 3).Select(group => new Option($"{group}", T("Nhóm {0}", group)))]),
                Text("documentNumber", T("Số văn bản")),
                Date("documentDate", T("Ngày văn bản")) with
                {
                    Beside = true,
                },
                Date("validFrom", T("Có hiệu lực từ ngày")),
                AdministrationPages.Reach,
            ],
        };
        return units.Problem is { } refused
            ? visit.Refuse(refused)
            : AdministrationPages.Form(
                visit,
                new FormPage(form, T("Bộ tiêu chí có mức khác nhau cho ba nhóm xã; nhóm theo văn bản của tỉnh."), Root, T("Nhóm xã")),
                problem
            );
    }
}

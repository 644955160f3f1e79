using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/mo</c>: a commune's officer opens a dossier.</summary>
internal static class OpenDossierPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/mo", Show);
        routes.MapPost("/ho-so/mo", OpenAsync);
    }

    internal static IResult Show(Visit visit, TimeProvider clock) => Page(visit, clock, null);

    internal static async Task<IResult> OpenAsync(Visit visit, TimeProvider clock)
    {
        var body = new
        {
            unitCode = visit.Value("unitCode"),
            title = visit.Value("title"),
            year = int.TryParse(visit.Value("year"), out var year) ? year : 0,
            purpose = visit.Value("purpose"),
        };
        var opened = await visit.SendAsync<DossierRecord>("POST", "/dossiers/", body, key: visit.Value("_key"));
        return opened.Value is { } dossier ? Visit.Go($"/ho-so/{dossier.Id}?xong=mo") : Page(visit, clock, opened.Problem);
    }

    private static IResult Page(Visit visit, TimeProvider clock, ApiProblem? problem)
    {
        var communes = visit.Person.Grants.Where(grant => grant is { Role: "officer", Level: "commune" });
        var form = new ActForm
        {
            Title = T("Mở hồ sơ mới"),
            Consequence = T("Hồ sơ bắt đầu ở bước đầu của quy trình, theo bộ tiêu chí có hiệu lực hôm nay. Lãnh đạo xã rút được khi cần."),
            Button = T("Mở hồ sơ"),
            Fields =
            [
                ActField.Choice("unitCode", T("Xã"), [.. communes.Select(grant => new Option(grant.UnitCode, grant.UnitName)).Distinct()]),
                ActField.Choice(
                    "title",
                    T("Danh hiệu"),
                    [
                        .. new[] { "xa-ntm", "xa-ntm-nang-cao", "xa-ntm-hien-dai" }.Select(code => new Option(
                            code,
                            Words.Capital(Words.TitleOf(code))
                        )),
                    ]
                ),
                ActField.Number("year", T("Năm xét")) with
                {
                    Value = Portal.Show.Input(clock.Today().Year),
                },
                ActField.Choice(
                    "purpose",
                    T("Để làm gì"),
                    [new Option("recognition", T("Xét công nhận")), new Option("upkeep", T("Giữ vững danh hiệu đã có"))]
                ),
            ],
        };
        return visit.Show<OpenDossierView>(new { Form = form, Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
    }
}

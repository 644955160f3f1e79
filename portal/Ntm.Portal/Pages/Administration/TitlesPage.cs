using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/danh-hieu</c>: which title a commune holds, what it builds after a merger, and a title entered by hand.</summary>
internal static class TitlesPage
{
    private const string Root = "/quan-tri/danh-hieu";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/ghi", ShowForm);
        routes.MapPost(Root + "/ghi", RecordAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var (day, unreadable) = AdministrationPages.DayOf(visit, clock);
        var units = await AdministrationPages.UnitsBelowAsync(visit, AdministrationPages.ProvinceOf(visit.Person), day);
        if (units.Problem is { } problem)
        {
            return visit.Refuse(problem);
        }

        var code = visit.Value("ma")?.Trim() ?? "";
        var title =
            code.Length == 0
                ? null
                : await visit.GetAsync<UnitTitleRecord>($"/dossiers/titles/{Uri.EscapeDataString(code)}?day={Show.Iso(day)}");
        return visit.Show<TitlesView>(
            new
            {
                Units = units.Value!,
                Code = code,
                Day = day,
                Title = title?.Value,
                title?.Problem,
                Unreadable = unreadable,
            },
            title?.Problem?.Status ?? StatusCodes.Status200OK
        );
    }

    internal static IResult ShowForm(Visit visit) => Form(visit, null);

    internal static async Task<IResult> RecordAsync(Visit visit)
    {
        var input = visit.Input;
        var body = new
        {
            province = AdministrationPages.ProvinceOf(visit.Person),
            unitCode = input.Text("unitCode"),
            title = input.Text("title") is "khong" ? null : input.Text("title"),
            since = input.Date("since"),
            documentNumber = input.Text("documentNumber"),
            documentDate = input.Date("documentDate"),
        };
        var done = await visit.SendAsync<EntryRecord>("POST", "/dossiers/titles", body, key: visit.Value("_key"));
        return done.Problem is { } problem ? Form(visit, problem) : EntriesPage.Prepared("dossiers", done.Value!);
    }

    private static IResult Form(Visit visit, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(AdministrationPages.NotPreparer);
        }

        string[] titles = ["xa-ntm", "xa-ntm-nang-cao", "xa-ntm-kieu-mau", "xa-ntm-hien-dai"];
        var form = new ActForm
        {
            Title = T("Chuẩn bị danh hiệu của xã"),
            Consequence =
                T("Khi lãnh đạo tỉnh đưa vào hiệu lực, danh hiệu này quyết định xã được mở hồ sơ nào, kể cả xã mới nhập từ xã này.")
                + " "
                + T("Lần ghi sau thay lần ghi trước; lần trước còn trong nhật ký."),
            Button = T("Chuẩn bị"),
            Fields =
            [
                Text("unitCode", T("Mã xã")) with
                {
                    Value = visit.Value("ma"),
                    Hint = T("Cả xã đã nhập vào xã khác, theo mã cũ."),
                },
                Choice(
                    "title",
                    T("Danh hiệu"),
                    [
                        .. titles.Select(one => new Option(one, Words.Capital(Words.TitleOf(one)))),
                        new Option("khong", T("Chưa có danh hiệu")),
                    ]
                ),
                Date("since", T("Tính từ ngày")) with
                {
                    Hint = T("Danh hiệu tính từ ngày văn bản; chưa có danh hiệu thì ghi được ngày trước đó, khi xã còn mang mã này."),
                },
                Text("documentNumber", T("Số văn bản")),
                Date("documentDate", T("Ngày văn bản")) with
                {
                    Beside = true,
                },
            ],
        };
        return AdministrationPages.Form(
            visit,
            new FormPage(
                form,
                T("Cho danh hiệu có trước khi dùng hệ thống, hoặc quyết định công nhận chung của xã sau nhập."),
                Root,
                T("Danh hiệu")
            ),
            problem
        );
    }
}

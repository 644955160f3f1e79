using Microsoft.AspNetCore.Http;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What the pages of administration share.</summary>
internal static class AdministrationPages
{
    private const int MostNames = 20;

    private static readonly string[] Rulers = ["officer", "appraiser", "leader", "reviewer", "auditor"];

    public static ApiProblem NotAdministrator =>
        new(403, "portal.not_administrator", T("Trang của quản trị viên"), T("Chỉ quản trị viên của đơn vị mở được trang này."), []);

    public static ApiProblem NotPreparer =>
        new(
            403,
            "portal.not_province_preparer",
            T("Việc của cán bộ tỉnh"),
            T("Cán bộ hoặc người thẩm định của tỉnh chuẩn bị kèm văn bản; lãnh đạo tỉnh đưa vào hiệu lực ở mục Chờ hiệu lực."),
            []
        );

    public static ApiProblem NotFound =>
        new(
            404,
            "portal.not_found",
            T("Không tìm thấy"),
            T("Không có gì ở địa chỉ này, hoặc việc này nay không còn làm được. Mở lại danh sách rồi chọn lại."),
            []
        );

    /// <summary>The unit that the person administers; null for none.</summary>
    public static string? HomeOf(Person person) => person.Grants.FirstOrDefault(grant => grant.Role == "administrator")?.UnitCode;

    /// <summary>Code of the person's province; empty for nobody's.</summary>
    public static string ProvinceOf(Person person) => person.Grants.Select(grant => grant.UnitPath.Split('/')[0]).FirstOrDefault() ?? "";

    /// <summary>Whether the person acts for a province in one of these roles.</summary>
    public static bool IsOfProvince(Person person, params string[] roles) =>
        person.Grants.Any(grant => !grant.UnitPath.Contains('/', StringComparison.Ordinal) && roles.Contains(grant.Role));

    /// <summary>Whether the person prepares what the province decides.</summary>
    public static bool Prepares(Visit visit) => IsOfProvince(visit.Person, "officer", "appraiser");

    /// <summary>Whether the person, who need not be an administrator, reads and writes the rules of a province.</summary>
    public static bool Rules(Person person) => IsOfProvince(person, Rulers);

    /// <summary>Place of the pages in the bar: administration, or for those without it the rules of the province.</summary>
    public static string SectionOf(Person person) => person.Is("administrator") ? "/quan-tri/tai-khoan" : "/quan-tri/bo-tieu-chi";

    /// <summary>The units directly below one on a day; found by name where something was typed.</summary>
    public static Task<ApiResult<IReadOnlyList<UnitRow>>> UnitsBelowAsync(Visit visit, string parent, DateOnly day, string? q = null) =>
        AllAsync<UnitRow>(
            visit,
            $"/identity/units?on={Show.Iso(day)}&parent={Uri.EscapeDataString(parent)}&q={Uri.EscapeDataString(q ?? "")}"
        );

    /// <summary>Names of units by code, as they are last known; none of what is not known, or is beyond the first twenty.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(Visit visit, IEnumerable<string> codes)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in codes.Distinct(StringComparer.Ordinal).Take(MostNames))
        {
            if ((await UnitPage.HistoryAsync(visit, code)).Value is { } history)
            {
                names[code] = history.Latest.Name;
            }
        }

        return names;
    }

    /// <summary>What the code in a field means, in words; null for one that nobody knows.</summary>
    public static async Task<string?> MeaningAsync(Visit visit, string? code) =>
        code is { Length: > 0 } && (await NamesAsync(visit, [code])).GetValueOrDefault(code) is { } name
            ? T("{0} là {1}.", code, name)
            : null;

    /// <summary>The day that a list is asked for, and why it cannot be read; today where none is asked for or none can be read.</summary>
    public static (DateOnly Day, ApiProblem? Problem) DayOf(Visit visit, TimeProvider clock)
    {
        var day = visit.Input.Date("ngay");
        return (day ?? clock.Today(), visit.Input.Unreadable);
    }

    /// <summary>The field of that day, with what was typed where it cannot be read.</summary>
    public static ActField DayField(Visit visit, DateOnly day, ApiProblem? problem) =>
        ActField.Date("ngay", T("Ngày")) with
        {
            Value = problem is null ? Show.Day(day) : visit.Value("ngay"),
            Optional = true,
            Quiet = true,
        };

    /// <summary>Whether what the province decides reaches dossiers that are open.</summary>
    public static ActField Reach =>
        ActField.Choice(
            "reachesOpenDossiers",
            T("Hồ sơ đang mở"),
            [
                new Option("khong", T("Không đổi hồ sơ đang mở")),
                new Option("co", T("Áp dụng cho phần chưa kết luận được của hồ sơ đang mở")),
            ]
        ) with
        {
            Value = "khong",
        };

    /// <summary>All pages of a list that a province can have only few of.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="address">Address of the list, with a query.</param>
    public static async Task<ApiResult<IReadOnlyList<T>>> AllAsync<T>(Visit visit, string address)
    {
        var found = new List<T>();
        for (var after = ""; ; )
        {
            var page = await visit.GetAsync<ApiPage<T>>(address + "&limit=100" + after);
            if (page.Value is null)
            {
                return new ApiResult<IReadOnlyList<T>>(null, page.Problem);
            }

            found.AddRange(page.Value.Items);
            if (page.Value.Next is not { } next)
            {
                return new ApiResult<IReadOnlyList<T>>(found, null);
            }

            after = "&after=" + Uri.EscapeDataString(next);
        }
    }

    /// <summary>When something holds, as words inside a sentence.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day; null for no end.</param>
    public static string PeriodOf(DateOnly from, DateOnly? to) =>
        to is { } end ? T("từ {0} đến hết {1}", Show.Day(from), Show.Day(end)) : T("từ {0}", Show.Day(from));

    /// <summary>Shows a form, and why it was refused.</summary>
    public static IResult Form(Visit visit, FormPage page, ApiProblem? problem = null) =>
        visit.Show<FormView>(new { Page = page, Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
}

/// <summary>A page with one form.</summary>
/// <param name="Form">The form; its title is the page's.</param>
/// <param name="Help">One line of help.</param>
/// <param name="Back">Where it came from.</param>
/// <param name="BackName">Name of that page.</param>
/// <param name="Version">Version that the act is decided on; null where any will do.</param>
public sealed record FormPage(ActForm Form, string Help, string Back, string BackName, int? Version = null)
{
    /// <summary>Other forms of the same, and what helps to fill it in.</summary>
    public IReadOnlyList<(string Address, string Name)> Links { get; init; } = [];
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/nguong</c>: figures that the national rules leave to the province, open ones and those it confirmed.</summary>
internal static class ThresholdsPage
{
    private const string Root = "/quan-tri/nguong";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/ghi", ShowFormAsync);
        routes.MapPost(Root + "/ghi", ConfirmAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var open = await OpenAsync(visit, clock);
        var confirmed = await AdministrationPages.AllAsync<ConfirmationRow>(
            visit,
            $"/assessment/threshold-confirmations?province={Province(visit)}"
        );
        return (open.Problem ?? confirmed.Problem) is { } problem
            ? visit.Refuse(problem)
            : visit.Show<ThresholdsView>(
                new
                {
                    Open = open.Value!.Items,
                    open.Value!.Names,
                    Rows = confirmed.Value!,
                    Rule = RuleOf(visit, open.Value!.Items),
                }
            );
    }

    internal static Task<IResult> ShowFormAsync(Visit visit, TimeProvider clock) => FormAsync(visit, clock, null);

    internal static async Task<IResult> ConfirmAsync(Visit visit, TimeProvider clock)
    {
        var input = visit.Input;
        var typed = visit.Form!.Keys.Where(key => key.StartsWith("t:", StringComparison.Ordinal) && input.Text(key) is not null).ToList();
        var body = new
        {
            province = AdministrationPages.ProvinceOf(visit.Person),
            documentNumber = input.Text("documentNumber"),
            documentDate = input.Date("documentDate"),
            validFrom = input.Date("validFrom"),
            reachesOpenDossiers = input.Text("reachesOpenDossiers") == "co",
            thresholds = typed
                .Select(key => key.Split(':', 3))
                .Select(parts => new
                {
                    rule = parts[1],
                    item = parts.ElementAtOrDefault(2) ?? "",
                    threshold = input.Text(string.Join(':', parts))!.Replace(',', '.'),
                }),
        };
        var done = await visit.SendAsync<EntryRecord>("POST", "/assessment/threshold-confirmations", body, key: visit.Value("_key"));
        return done.Problem is { } problem
            ? await FormAsync(visit, clock, problem.AtRows("thresholds", typed, (key, _) => key))
            : EntriesPage.Prepared("assessment", done.Value!);
    }

    private static async Task<IResult> FormAsync(Visit visit, TimeProvider clock, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(AdministrationPages.NotPreparer);
        }

        var open = await OpenAsync(visit, clock);
        if (open.Value is not { Items: var items })
        {
            return visit.Refuse(open.Problem!);
        }

        var rule = RuleOf(visit, items);
        var form = new ActForm
        {
            Title = T("Chuẩn bị ngưỡng của tỉnh"),
            Consequence =
                T("Khi lãnh đạo tỉnh đưa vào hiệu lực, hồ sơ mở từ ngày hiệu lực được xét theo các ngưỡng này.")
                + " "
                + T("Ngưỡng ghi sau thay ngưỡng ghi trước, bản cũ còn trong danh sách."),
            Button = T("Chuẩn bị"),
            Hidden = [("bo", rule)],
            Fields =
            [
                Text("documentNumber", T("Số văn bản")) with
                {
                    Hint = T("Ví dụ: 36/2022/QĐ-UBND."),
                },
                Date("documentDate", T("Ngày văn bản")) with
                {
                    Beside = true,
                },
                Date("validFrom", T("Có hiệu lực từ ngày")),
                AdministrationPages.Reach,
                .. items
                    .Where(item => item.Rule == rule)
                    .Select(item =>
                        Text($"t:{item.Rule}:{item.Item}", item.Label) with
                        {
                            Optional = true,
                            Quiet = true,
                            Hint = item.Reason,
                        }
                    ),
            ],
        };
        return AdministrationPages.Form(
            visit,
            new FormPage(
                form,
                T("Chỉ điền những ngưỡng có trong văn bản; ô để trống vẫn chờ. Theo năm viết “2026 45; 2027 48”."),
                Root,
                T("Ngưỡng")
            ),
            problem
        );
    }

    /// <summary>What of the rules in force today cannot be decided in the province.</summary>
    private static async Task<ApiResult<OpenFigures>> OpenAsync(Visit visit, TimeProvider clock)
    {
        var (items, names, day) = (new List<OpenFigure>(), new Dictionary<string, string>(), Show.Iso(clock.Today()));
        var sets = await visit.GetAsync<ApiPage<CriteriaSetRow>>($"/assessment/criteria-sets?day={day}");
        foreach (var summary in sets.Value?.Items ?? [])
        {
            names[summary.Code] = summary.Name;
            var set = await visit.GetAsync<CriteriaSetRecord>(
                $"/assessment/criteria-sets/{Uri.EscapeDataString(summary.Code)}?day={day}&province={Province(visit)}"
            );
            items.AddRange(
                (set.Value?.Criteria ?? [])
                    .SelectMany(criterion => criterion.Indicators)
                    .Where(indicator => !indicator.Decidable)
                    .Select(one => new OpenFigure(summary.Code, one.Code, one.Text, one.Reason ?? "", one.Unit))
            );
        }

        var rules = await visit.GetAsync<List<SurveyRuleRow>>($"/assessment/survey-rules?day={day}&province={Province(visit)}");
        foreach (var rule in rules.Value ?? [])
        {
            names[rule.Code] = T("Lấy ý kiến {0}", Words.TitleOf(rule.Title));
            items.AddRange(
                rule.Demands.Where(demand => demand.Reason is not null)
                    .Select(demand => new OpenFigure(
                        rule.Code,
                        demand.Code,
                        SurveyRulesView.MeasureOf(demand.Measure),
                        demand.Reason!,
                        "%"
                    ))
            );
            if (rule.Ballot is { } asked)
            {
                names.TryAdd(asked.Code, T("Phiếu hỏi {0}", Words.TitleOf(rule.Title)));
            }

            if (rule.Ballot is { Reason: { } reason } ballot)
            {
                items.Add(new OpenFigure(ballot.Code, "ballot", T("Lời văn của phiếu hỏi (ghi: Đạt)"), reason, ""));
            }
        }

        var problem = sets.Problem ?? rules.Problem;
        var open = new OpenFigures([.. items.DistinctBy(item => (item.Rule, item.Item))], names);
        return new ApiResult<OpenFigures>(problem is null ? open : null, problem);
    }

    /// <summary>The rule that is asked for, while something of it is open; else the first one.</summary>
    private static string RuleOf(Visit visit, IReadOnlyList<OpenFigure> open) =>
        open.FirstOrDefault(item => item.Rule == visit.Value("bo"))?.Rule ?? open.Select(item => item.Rule).FirstOrDefault() ?? "";

    private static string Province(Visit visit) => Uri.EscapeDataString(AdministrationPages.ProvinceOf(visit.Person));
}

/// <summary>The figures that wait for the province, and the names of the rules in force by code.</summary>
public sealed record OpenFigures(IReadOnlyList<OpenFigure> Items, IReadOnlyDictionary<string, string> Names);

/// <summary>A figure that waits for the province.</summary>
/// <param name="Rule">Code of the set or the survey rule.</param>
/// <param name="Item">Code of the indicator, or what of the survey it is.</param>
/// <param name="Name">What it is.</param>
/// <param name="Reason">Why it cannot be decided.</param>
/// <param name="Unit">What it is counted in; empty for none.</param>
public sealed record OpenFigure(string Rule, string Item, string Name, string Reason, string Unit)
{
    /// <summary>As a form asks for it; the codes of surveys mean nothing to people.</summary>
    public string Label => (IsShare(Item) || Item == "ballot" ? Name : $"{Item}. {Name}") + (Unit.Length == 0 ? "" : $" ({Unit})");

    /// <summary>Whether an item is a share that a survey must reach.</summary>
    public static bool IsShare(string item) => item is "sample" or "overall" or "content";
}

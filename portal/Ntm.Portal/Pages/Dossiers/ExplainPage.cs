using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/giai-trinh/{stage}</c>: the returned items of a stage, each with its reason, explained on one page.</summary>
internal static class ExplainPage
{
    private static ApiProblem NotNow =>
        new(
            409,
            "portal.act_not_open",
            T("Không có mục nào chờ giải trình"),
            T("Hồ sơ đã sang bước khác, hoặc việc này không thuộc phần của bạn. Mở lại hồ sơ để xem việc làm được bây giờ."),
            []
        );

    private static ApiProblem Nothing =>
        new(
            400,
            "portal.nothing_explained",
            T("Chưa có lời giải trình nào"),
            T("Viết giải trình cho ít nhất một mục rồi bấm Ghi giải trình."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/giai-trinh/{stage}", ShowAsync);
        routes.MapPost("/ho-so/{id:guid}/giai-trinh/{stage}", SendAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string stage)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return found.Value is { } dossier ? Page(visit, dossier, stage, null) : visit.Refuse(found.Problem!);
    }

    /// <summary>Records every explanation that was written and differs from what stands there; one that is left empty stays open.</summary>
    internal static async Task<IResult> SendAsync(Visit visit, Guid id, string stage)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        if (found.Value is not { } dossier || Action(dossier, stage) is not { } action)
        {
            return visit.Refuse(found.Problem ?? NotNow);
        }

        var written = Items(dossier, action)
            .Select(item => (Item: item, Text: visit.Value(Field(item))?.Trim() ?? ""))
            .Where(one => one.Text.Length > 0 && one.Text != one.Item.Explanation)
            .ToList();
        if (written.Count == 0)
        {
            return Page(visit, dossier, stage, Nothing);
        }

        var faults = new List<ApiFault>();
        ApiProblem? problem = null;
        foreach (var (item, text) in written)
        {
            var body = new
            {
                kind = item.Kind,
                key = item.Key,
                text,
            };
            var key = visit.Value("_key") is { Length: > 0 and < 60 } once ? $"{once}.{item.Kind}.{item.Key}" : null;
            var sent = await visit.SendAsync<DossierRecord>(action.Method, action.Href, body, key: key);
            if (sent.Problem is { } refused)
            {
                problem = refused;
                faults.Add(new ApiFault(Field(item), refused.Detail));
            }
        }

        return problem is null
            ? Visit.Go($"/ho-so/{id}?xong=giai-trinh")
            : Page(visit, dossier, stage, problem with { Detail = T("Những mục khác đã ghi xong."), Faults = faults });
    }

    /// <summary>Name of an item's field.</summary>
    public static string Field(ReturnedRecord item) => $"t:{item.Kind}/{item.Key}";

    private static IResult Page(Visit visit, DossierRecord dossier, string stage, ApiProblem? problem) =>
        Action(dossier, stage) is { } action
            ? visit.Show<ExplainView>(
                new
                {
                    Dossier = dossier,
                    Stage = stage,
                    Items = Items(dossier, action),
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            )
            : visit.Refuse(NotNow);

    private static IReadOnlyList<ReturnedRecord> Items(DossierRecord dossier, ActionRecord action) =>
        [.. dossier.Returned.Where(item => item.AnswerStage == action.Stage && (action.Items ?? []).Contains($"{item.Kind}/{item.Key}"))];

    private static ActionRecord? Action(DossierRecord dossier, string stage) =>
        dossier.Actions.FirstOrDefault(action => action.Name == "ExplainReturnedItem" && action.Stage == stage);
}

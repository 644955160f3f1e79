using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/ket-luan/{stage}</c>: a reviewer judges each item, evidence beside it.</summary>
internal static class VerdictsPage
{
    private static ApiProblem NotNow =>
        new(
            409,
            "portal.act_not_open",
            T("Chưa ghi kết luận được"),
            T("Bước này chưa mở hoặc đã kết luận, hoặc không có mục nào thuộc phần của bạn."),
            []
        );

    private static ApiProblem Unreasoned =>
        new(
            400,
            "portal.reason_missing",
            T("Có mục trả lại chưa ghi lý do"),
            T("Xã sửa theo lý do này nên mục trả lại nào cũng cần lý do."),
            []
        );

    private static ApiProblem Undecided =>
        new(
            400,
            "portal.reason_without_verdict",
            T("Có lý do trả lại ở mục chưa chọn “Trả lại”"),
            T("Chọn “Trả lại”, hoặc xóa lý do nếu mục đạt."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/ket-luan/{stage}", ShowAsync);
        routes.MapPost("/ho-so/{id:guid}/ket-luan/{stage}", SendAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string stage)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return found.Value is { } dossier ? await PageAsync(visit, dossier, stage, null) : visit.Refuse(found.Problem!);
    }

    /// <summary>Records the verdicts that were given; an item left open stays open.</summary>
    internal static async Task<IResult> SendAsync(Visit visit, Guid id, string stage)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        if (found.Value is not { } dossier || Action(dossier, stage) is not { } action)
        {
            return visit.Refuse(found.Problem ?? NotNow);
        }

        var typed = (action.Items ?? [])
            .Select(item => (Item: item.Split('/', 2), Given: visit.Value("v:" + item), Reason: visit.Value("r:" + item)?.Trim() ?? ""))
            .ToList();
        var undecided = typed
            .Where(one => one.Given != "tra-lai" && one.Reason.Length > 0 && !Stood(dossier, stage, one.Item, one.Reason))
            .Select(one => FaultOf(one.Item, one.Given == "dat" ? Accepted(NameOf(one.Item)) : Open(NameOf(one.Item))))
            .ToList();
        var unreasoned = typed
            .Where(one => one.Given == "tra-lai" && one.Reason.Length == 0)
            .Select(one => FaultOf(one.Item, T("Ghi lý do trả lại {0}.", Words.Lower(NameOf(one.Item)))))
            .ToList();
        if (undecided.Count + unreasoned.Count > 0)
        {
            var problem = undecided.Count > 0 ? Undecided : Unreasoned;
            return await PageAsync(visit, dossier, stage, problem with { Faults = [.. undecided, .. unreasoned] });
        }

        var items = typed
            .Where(one => one.Given is "dat" or "tra-lai")
            .Select(one => new
            {
                kind = one.Item[0],
                key = one.Item[^1],
                accepted = one.Given == "dat",
                reason = one.Given == "dat" ? null : one.Reason,
            })
            .ToList();
        var body = new { acceptRest = visit.Value("acceptRest") == "true", items };
        var sent = await visit.SendAsync<DossierRecord>(action.Method, action.Href, body, visit.Version, visit.Value("_key"));
        return sent.Problem is { } refused ? await PageAsync(visit, dossier, stage, refused) : Visit.Go($"/ho-so/{id}?xong=GiveVerdicts");

        string NameOf(string[] item) => dossier.ItemName(item[0], item[^1]);
    }

    private static ApiFault FaultOf(string[] item, string words) => new($"{item[0]}/{item[^1]}", words);

    private static string Open(string item) => T("{0} có lý do nhưng chưa chọn “Trả lại”.", item);

    private static string Accepted(string item) => T("{0} đã chọn “Đạt” mà còn lý do trả lại.", item);

    private static async Task<IResult> PageAsync(Visit visit, DossierRecord dossier, string stage, ApiProblem? problem)
    {
        if (Action(dossier, stage) is not { } action)
        {
            return visit.Refuse(NotNow);
        }

        var assessment = await visit.GetAsync<SelfAssessmentRecord>($"/assessment/self-assessments/{dossier.Id}");
        return visit.Show<VerdictsView>(
            new
            {
                Dossier = dossier,
                Action = action,
                Assessment = assessment.Value,
                Changes = await ReturnChanges.ReadAsync(visit, dossier, [stage], assessment.Value),
                Problem = problem,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );
    }

    /// <summary>Whether a reason stands beside an item since an earlier verdict on it, which a new one may do away with.</summary>
    private static bool Stood(DossierRecord dossier, string stage, string[] item, string reason) =>
        dossier
            .Reviews.Where(review => review.Stage == stage)
            .SelectMany(review => review.Items)
            .Any(one =>
                one.Kind == item[0] && one.Key == item[^1] && one.Reason?.ReplaceLineEndings("\n") == reason.ReplaceLineEndings("\n")
            );

    private static ActionRecord? Action(DossierRecord dossier, string stage) =>
        dossier.Actions.FirstOrDefault(action => action.Name == "GiveVerdicts" && action.Stage == stage);
}

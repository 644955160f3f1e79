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

        var items = (action.Items ?? [])
            .Select(item => (Item: item.Split('/', 2), Given: visit.Value("v:" + item), Reason: visit.Value("r:" + item)))
            .Where(one => one.Given is "dat" or "tra-lai")
            .Select(one => new
            {
                kind = one.Item[0],
                key = one.Item[^1],
                accepted = one.Given == "dat",
                reason = one.Given == "dat" || string.IsNullOrWhiteSpace(one.Reason) ? null : one.Reason!.Trim(),
            })
            .ToList();
        var unreasoned = items.Where(one => one is { accepted: false, reason: null }).ToList();
        if (unreasoned.Count > 0)
        {
            var faults = unreasoned.Select(one => new ApiFault(
                $"{one.kind}/{one.key}",
                T("Ghi lý do trả lại {0}.", Words.Lower(dossier.ItemName(one.kind, one.key)))
            ));
            return await PageAsync(visit, dossier, stage, Unreasoned with { Faults = [.. faults] });
        }

        var body = new { acceptRest = visit.Value("acceptRest") == "true", items };
        var sent = await visit.SendAsync<DossierRecord>(action.Method, action.Href, body, visit.Version, visit.Value("_key"));
        return sent.Problem is { } problem ? await PageAsync(visit, dossier, stage, problem) : Visit.Go($"/ho-so/{id}?xong=GiveVerdicts");
    }

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

    private static ActionRecord? Action(DossierRecord dossier, string stage) =>
        dossier.Actions.FirstOrDefault(action => action.Name == "GiveVerdicts" && action.Stage == stage);
}

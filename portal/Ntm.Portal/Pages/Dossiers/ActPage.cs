using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Parts;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/lam/{act}</c>: the form of one act on a dossier, its consequence before it, its receipt after it.</summary>
internal static class ActPage
{
    private static ApiProblem NotNow =>
        new(
            409,
            "portal.act_not_open",
            T("Việc này hiện chưa làm được"),
            T("Hồ sơ đã sang bước khác, hoặc việc này không thuộc phần của bạn. Mở lại hồ sơ để xem việc làm được bây giờ."),
            []
        );

    private static ApiProblem Doubted(string doubt) =>
        new(409, "portal.act_doubted", T("Kiểm tra lại trước khi ghi"), doubt, [new ApiFault(ActForm.Confirmation.Name, doubt)]);

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/lam/{act}", ShowAsync);
        routes.MapPost("/ho-so/{id:guid}/lam/{act}", SendAsync);
    }

    /// <summary>Address of an act's form.</summary>
    public static string Address(DossierRecord dossier, ActionRecord action) =>
        action.Name switch
        {
            "AddFile" => $"/ho-so/{dossier.Id}#tai-lieu"
                + (StageTasks.MissingOf(dossier, action) is [var first, ..] ? $"-{Uri.EscapeDataString(first.Key)}" : ""),
            "GiveVerdicts" => $"/ho-so/{dossier.Id}/ket-luan/{action.Stage}",
            "ExplainReturnedItem" => $"/ho-so/{dossier.Id}/giai-trinh/{action.Stage}",
            _ => $"/ho-so/{dossier.Id}/lam/{action.Name}?o={Uri.EscapeDataString(action.Href)}",
        };

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string act)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return found.Value is { } dossier ? await PageAsync(visit, dossier, act, null) : visit.Refuse(found.Problem!);
    }

    internal static async Task<IResult> SendAsync(Visit visit, Guid id, string act)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        if (found.Value is not { } dossier)
        {
            return visit.Refuse(found.Problem!);
        }

        if (Find(dossier, act, visit) is not { } action)
        {
            return await PageAsync(visit, dossier, act, NotNow);
        }

        var form = ActForms.Of(action, dossier, new ActChoices([], []))!;
        var input = visit.Input;
        if (form.Unreadable(input) is { } unreadable)
        {
            return await PageAsync(visit, dossier, act, unreadable);
        }

        if (form.Doubt(input) is { } doubt && input.Text(ActForm.Confirmation.Name) is null)
        {
            return await PageAsync(visit, dossier, act, Doubted(doubt));
        }

        var address = form.Address(action.Href, input);
        var sent = await visit.SendAsync<DossierRecord>(action.Method, address, form.Body(input), visit.Version, visit.Value("_key"));
        return sent.Problem is { } problem
            ? await PageAsync(visit, dossier, act, problem)
            : Visit.Go($"/ho-so/{id}?xong={Uri.EscapeDataString(act)}");
    }

    private static async Task<IResult> PageAsync(Visit visit, DossierRecord dossier, string act, ApiProblem? problem)
    {
        if (Find(dossier, act, visit) is not { } action)
        {
            return visit.Refuse(NotNow);
        }

        var choices = await ActChoices.ReadAsync(visit, dossier, action);
        return ActForms.Of(action, dossier, choices) is { } form
            ? visit.Show<ActView>(
                new
                {
                    Dossier = dossier,
                    Action = action,
                    Form = problem?.Of(ActForm.Confirmation.Name) is null ? form : form.Asking(),
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            )
            : visit.Refuse(NotNow);
    }

    /// <summary>The act, while it is lawful; of one that is lawful at several places that at the address.</summary>
    private static ActionRecord? Find(DossierRecord dossier, string act, Visit visit) =>
        dossier.Actions.Where(action => action.Name == act).ToList() is { Count: > 0 } found
            ? found.Find(action => action.Href == visit.Value("o")) ?? (found.Count == 1 ? found[0] : null)
            : null;
}

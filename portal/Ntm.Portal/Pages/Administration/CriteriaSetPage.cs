using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/bo-tieu-chi/{code}</c>: what is in a set of the province, every bad cell of it, what differs from the set before,
/// and what may be done with it.</summary>
internal static class CriteriaSetPage
{
    private const string Root = CriteriaSetsPage.Root + "/{code}";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/lam/{act}", ShowActAsync);
        routes.MapPost(Root + "/lam/{act}", ActAsync).WithMetadata(new UploadSize());
    }

    internal static async Task<IResult> ShowAsync(Visit visit, string code)
    {
        var set = await visit.GetAsync<CriteriaPreviewRecord>(Address(code) + "/preview");
        return set.Value is { } found ? visit.Show<CriteriaSetView>(new { Set = found }) : visit.Refuse(set.Problem!);
    }

    internal static Task<IResult> ShowActAsync(Visit visit, string code, string act) => FormAsync(visit, code, act, null);

    internal static async Task<IResult> ActAsync(Visit visit, string code, string act)
    {
        var file = act == "nap-lai" ? await CriteriaForms.FileAsync(visit) : null;
        if (act == "nap-lai" && file is null)
        {
            return await FormAsync(visit, code, act, CriteriaForms.NoFile);
        }

        var page = $"{CriteriaSetsPage.Root}/{Uri.EscapeDataString(code)}";
        var (method, address, done) = act switch
        {
            "nap-lai" => ("PUT", Address(code) + "/content", page + "?xong=bo-tieu-chi"),
            "cong-bo" => ("POST", Address(code) + "/publication", ""),
            "xoa" => ("DELETE", Address(code), CriteriaSetsPage.Root + "?xong=xoa-bo"),
            _ => ("", "", ""),
        };
        if (method.Length == 0)
        {
            return visit.Refuse(AdministrationPages.NotFound);
        }

        var body = file is null ? null : new { file };
        if (act == "cong-bo")
        {
            var prepared = await visit.SendAsync<EntryRecord>(method, address, body, visit.Version, visit.Value("_key"));
            return prepared.Value is { } entry
                ? EntriesPage.Prepared("assessment", entry)
                : await FormAsync(visit, code, act, prepared.Problem);
        }

        var sent = await visit.SendAsync<CriteriaPreviewRecord>(method, address, body, visit.Version, visit.Value("_key"));
        return sent.Problem is { } problem ? await FormAsync(visit, code, act, problem) : Visit.Go(done);
    }

    private static async Task<IResult> FormAsync(Visit visit, string code, string act, ApiProblem? problem)
    {
        var found = await visit.GetAsync<CriteriaPreviewRecord>(Address(code) + "/preview");
        return found.Value is not { } set ? visit.Refuse(found.Problem!)
            : CriteriaForms.Of(act, set) is { } form
                ? AdministrationPages.Form(
                    visit,
                    new FormPage(
                        form,
                        T("{0}, {1} ngày {2}.", set.Name, set.DocumentNumber, Show.Day(set.DocumentDate)),
                        $"{CriteriaSetsPage.Root}/{Uri.EscapeDataString(code)}",
                        set.Code,
                        set.Version
                    ),
                    problem
                )
            : visit.Refuse(AdministrationPages.NotFound);
    }

    private static string Address(string code) => "/assessment/criteria-sets/" + Uri.EscapeDataString(code);
}

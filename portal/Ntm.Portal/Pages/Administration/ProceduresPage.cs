using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/quy-trinh</c>: the procedure that the province confirmed by its documents, and a new one.</summary>
internal static class ProceduresPage
{
    private const string Root = "/quan-tri/quy-trinh";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/moi", ShowNewAsync);
        routes.MapPost(Root + "/moi", ConfirmAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var register = await RegisterAsync(visit);
        return register.Value is { } found ? visit.Show<ProceduresView>(new { Register = found }) : visit.Refuse(register.Problem!);
    }

    internal static Task<IResult> ShowNewAsync(Visit visit) => NewAsync(visit, null);

    internal static async Task<IResult> ConfirmAsync(Visit visit)
    {
        var input = visit.Input;
        if (ProcedureForms.Unreadable(input) is { } unreadable)
        {
            return await NewAsync(visit, unreadable);
        }

        var body = ProcedureForms.Body(input, AdministrationPages.ProvinceOf(visit.Person));
        var confirmed = await visit.SendAsync<EntryRecord>("POST", "/dossiers/procedures", body, key: visit.Value("_key"));
        return confirmed.Problem is { } problem ? await NewAsync(visit, problem) : EntriesPage.Prepared("dossiers", confirmed.Value!);
    }

    private static async Task<IResult> NewAsync(Visit visit, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(AdministrationPages.NotPreparer);
        }

        var register = await RegisterAsync(visit);
        return register.Value is { } found
            ? AdministrationPages.Form(
                visit,
                new FormPage(
                    ProcedureForms.New(found),
                    T("Ghi đúng theo văn bản của tỉnh. Con số của giai đoạn trước chỉ để tham khảo, không tự áp dụng."),
                    Root,
                    T("Quy trình")
                ),
                problem
            )
            : visit.Refuse(register.Problem!);
    }

    private static Task<ApiResult<ProcedureRegisterRecord>> RegisterAsync(Visit visit) =>
        visit.GetAsync<ProcedureRegisterRecord>(
            "/dossiers/procedures?province=" + Uri.EscapeDataString(AdministrationPages.ProvinceOf(visit.Person))
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/bo-tieu-chi</c>: criteria sets in force and those that the province prepares; a new one from a file.</summary>
internal static class CriteriaSetsPage
{
    public const string Root = "/quan-tri/bo-tieu-chi";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ShowAsync);
        routes.MapGet(Root + "/moi", ShowNewAsync);
        routes.MapPost(Root + "/moi", PrepareAsync).WithMetadata(new UploadSize());
    }

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var province = AdministrationPages.ProvinceOf(visit.Person);
        var sets = await visit.GetAsync<ApiPage<CriteriaSetRow>>("/assessment/criteria-sets");
        var own = await visit.GetAsync<ApiPage<ProvinceSetRow>>(
            $"/assessment/criteria-drafts?limit=100&province={Uri.EscapeDataString(province)}"
        );
        return sets.Value is not { } found ? visit.Refuse(sets.Problem!)
            : own.Problem is { Status: not 403 } problem ? visit.Refuse(problem)
            : visit.Show<CriteriaSetsView>(
                new
                {
                    Sets = found.Items,
                    Own = own.Value?.Items,
                    Today = clock.Today(),
                }
            );
    }

    internal static Task<IResult> ShowNewAsync(Visit visit) => NewAsync(visit, null);

    internal static async Task<IResult> PrepareAsync(Visit visit)
    {
        if (await CriteriaForms.FileAsync(visit) is not { } file)
        {
            return await NewAsync(visit, CriteriaForms.NoFile);
        }

        var input = visit.Input;
        var body = new Dictionary<string, object?>
        {
            ["code"] = input.Text("code"),
            ["province"] = AdministrationPages.ProvinceOf(visit.Person),
            ["title"] = input.Text("title"),
            ["name"] = input.Text("name"),
            ["documentNumber"] = input.Text("documentNumber"),
            ["documentDate"] = input.Date("documentDate"),
            ["validFrom"] = input.Date("validFrom"),
            ["validTo"] = input.Date("validTo"),
            ["extends"] = input.Text("extends"),
            ["file"] = file,
        };
        var made = await visit.SendAsync<CriteriaPreviewRecord>("POST", "/assessment/criteria-sets", body, key: visit.Value("_key"));
        return made.Value is { } set
            ? Visit.Go($"{Root}/{Uri.EscapeDataString(set.Code)}?xong=bo-tieu-chi")
            : await NewAsync(visit, made.Problem);
    }

    private static async Task<IResult> NewAsync(Visit visit, ApiProblem? problem)
    {
        if (!AdministrationPages.Prepares(visit))
        {
            return visit.Refuse(CriteriaForms.NotPreparer);
        }

        var sets = await visit.GetAsync<ApiPage<CriteriaSetRow>>("/assessment/criteria-sets");
        return AdministrationPages.Form(
            visit,
            new FormPage(
                CriteriaForms.New(sets.Value?.Items ?? []),
                T("Nạp bảng tiêu chí từ tệp CSV hoặc Excel. Mọi ô sai được chỉ ra một lần sau khi nạp."),
                Root,
                T("Bộ tiêu chí")
            )
            {
                Links = [(AssetFiles.Of("bo-tieu-chi-mau.csv"), T("Tải tệp mẫu (.csv)"))],
            },
            problem
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Files;
using Ntm.Planning.Persistence;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>GET /planning/plans/{id}/workbook?edition=&amp;draft=</c> and <c>GET /planning/plans/workbook-template</c>: a plan as one
/// workbook, and an empty one to fill in. Who reads the plan reads its workbook.</summary>
internal static class GetPlanWorkbook
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/plans/{id:guid}/workbook", HandleAsync).WithName(nameof(GetPlanWorkbook)).Scope("planning:read");
        routes.MapGet("/plans/workbook-template", Template).WithName("GetPlanWorkbookTemplate");
    }

    /// <summary>Downloads a plan as a workbook: its newest edition, an earlier one by its number, or the draft where nothing is published
    /// yet, or where the plan's own people ask for it.</summary>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation,
        int? edition = null,
        bool draft = false
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (draft)
        {
            return DraftOf(plan, caller, response);
        }

        var number = edition ?? plan.Editions;
        var content =
            number == 0 && edition is null
                ? plan.Draft
                : (
                    await db.Editions.AsNoTracking().FirstOrDefaultAsync(row => row.PlanId == id && row.Number == number, cancellation)
                )?.Content;
        return content is null
            ? PlanErrors.EditionNotFound.ToProblem()
            : Workbook(response, PlanWorkbook.Write(content, plan.Year), NameOf(plan, content, number));
    }

    /// <summary>What waits for publication, named by the edition that it would become.</summary>
    private static Results<FileContentHttpResult, ProblemHttpResult> DraftOf(Plan plan, Caller caller, HttpResponse response) =>
        !PlanningAccess.SeesDraft(caller, plan) ? PlanErrors.NotFound.ToProblem()
        : plan.Draft is not { } content ? PlanErrors.NoDraft.ToProblem()
        : Workbook(response, PlanWorkbook.Write(content, plan.Year), NameOf(plan, content, plan.Editions + 1));

    /// <summary>Downloads an empty workbook of a plan, with a sheet that says how to fill it in.</summary>
    internal static FileContentHttpResult Template(HttpResponse response) =>
        Workbook(response, PlanWorkbook.Template(), "mau-ke-hoach.xlsx");

    private static FileContentHttpResult Workbook(HttpResponse response, byte[] bytes, string name)
    {
        response.Headers.ContentDisposition = FileName.ToContentDisposition(name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(bytes, FileKinds.MediaTypeOf(FileKind.Xlsx));
    }

    /// <summary>E.g. <c>ke-hoach-18175-2023-01-KH-BCĐ-lan-2.xlsx</c>; signs that no file name may have are left out.</summary>
    private static string NameOf(Plan plan, PlanContent content, int edition)
    {
        var number = DocumentNumber.Normalise(content.Header.Number ?? "").Replace('/', '-');
        var kept = string.Concat(number.Where(sign => char.IsLetterOrDigit(sign) || sign is '-' or '.'));
        return $"ke-hoach-{plan.UnitCode}-{plan.Year}-{(kept.Length > 0 ? kept : "chua-co-so")}"
            + (edition > 1 ? $"-lan-{edition}.xlsx" : ".xlsx");
    }
}

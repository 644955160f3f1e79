using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Features.Plans;

/// <summary>A workbook in place of what a plan's draft says.</summary>
/// <example>{ "file": {"name": "ke-hoach-2023.xlsx", "content": "UEsDBBQAAAAI"} }</example>
public sealed record ReplacePlanWorkbookRequest
{
    /// <summary>The workbook.</summary>
    public required PlanFileUpload File { get; init; }
}

/// <summary><c>PUT /planning/plans/{id}/workbook</c>: an officer or leader of the unit replaces the draft by a workbook.</summary>
internal static class ReplacePlanWorkbook
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/plans/{id:guid}/workbook", HandleAsync).WithName(nameof(ReplacePlanWorkbook));

    /// <summary>Replaces the whole content of a plan's draft by a workbook; on a published plan it begins an amendment. With a bad cell in
    /// it nothing changes, and the answer names each one.</summary>
    internal static Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReplacePlanWorkbookRequest request,
        PlanCommands commands,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            caller,
            http,
            PlanningAccess.ToChange,
            (plan, _, act) => Task.FromResult(Replace(plan, request.File, act)),
            cancellation
        );

    private static Result Replace(Plan plan, PlanFileUpload file, Act act)
    {
        var content = PlanWorkbook.Read(file.Name, file.Content, plan.Year).Then(reading => reading.ToResult());
        return content.Refused ? Result.Of(content.Errors) : plan.Replace(content.Value, act);
    }
}

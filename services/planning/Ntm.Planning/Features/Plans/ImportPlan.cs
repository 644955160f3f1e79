using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>POST /planning/plans/import</c>: an officer or leader of the unit drafts a plan from a workbook.</summary>
internal static class ImportPlan
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/plans/import", HandleAsync).WithName(nameof(ImportPlan));

    /// <summary>Drafts a plan of a unit from a workbook. With a bad cell in it nothing is drafted, and the answer names each one.</summary>
    internal static async Task<Results<Created<PlanView>, ProblemHttpResult>> HandleAsync(
        ImportPlanRequest request,
        PlanningDbContext db,
        PlanCommands commands,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var import = await db.ReadAsync(request, caller, clock.Today(), cancellation);
        var content = import.Then(read => read.Reading.ToResult());
        if (import.Refused || content.Refused)
        {
            return content.Errors.ToProblem();
        }

        return await commands.DraftAsync(import.Value.Unit, request.Year, content.Value, caller, response, cancellation);
    }
}

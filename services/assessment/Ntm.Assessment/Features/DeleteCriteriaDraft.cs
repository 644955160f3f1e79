using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>DELETE /assessment/criteria-sets/{code}</c>: an officer or appraiser of the province drops a draft.</summary>
internal static class DeleteCriteriaDraft
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/criteria-sets/{code}", HandleAsync).WithName(nameof(DeleteCriteriaDraft));

    /// <summary>Deletes a criteria set of a province while it is a draft.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string code,
        AssessmentCommands commands,
        AssessmentDbContext db,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var (set, refusal) = await AssessmentCommands.AskAsync(
            commands.ProvinceSet(code, caller, AssessmentAccess.ToChangeSet),
            http.Request,
            cancellation
        );
        if (refusal is not null)
        {
            return refusal;
        }

        db.ProvinceSets.Remove(set!);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}

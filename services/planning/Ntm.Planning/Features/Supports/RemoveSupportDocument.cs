using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>DELETE /planning/supports/{id}/documents/{document}</c>: an officer or leader of the commune takes a file out while the
/// support waits for approval.</summary>
internal static class RemoveSupportDocument
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/supports/{id:guid}/documents/{document:guid}", HandleAsync).WithName(nameof(RemoveSupportDocument));

    /// <summary>Takes a file out of a support that waits for approval; its bytes are deleted too.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid document,
        PlanningDbContext db,
        SupportDocuments documents,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<HouseholdSupport>(nameof(HouseholdSupport.Id), id, cancellation);
        var opened = await documents.OpenAsync(id, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        if (await db.SupportDocuments.FirstOrDefaultAsync(row => row.SupportId == id && row.Id == document, cancellation) is not { } found)
        {
            return DocumentErrors.NotFound.ToProblem();
        }

        await documents.RemoveAsync(opened.Value, found, caller, cancellation);
        return TypedResults.NoContent();
    }
}

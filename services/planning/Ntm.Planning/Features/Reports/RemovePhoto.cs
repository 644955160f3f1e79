using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>DELETE /planning/reports/{id}/photos/{photo}</c>: who may file the report takes a photo out, at any time: somebody who is
/// shown may ask for it.</summary>
internal static class RemovePhoto
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/reports/{id:guid}/photos/{photo:guid}", HandleAsync).WithName(nameof(RemovePhoto));

    /// <summary>Takes a photo out of a report; its bytes are deleted too.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid photo,
        PlanningDbContext db,
        PhotoStore photos,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await GetReport.SeenAsync(db, id, caller, cancellation) is not { } report)
        {
            return ReportErrors.NotFound.ToProblem();
        }

        if (ReportAccess.ToFile(caller, new PlanUnit(report.UnitCode, report.UnitName, report.UnitPath, report.Level)) is not { } hand)
        {
            return ReportErrors.NotYourUnit.ToProblem();
        }

        if (await db.ReportPhotos.FirstOrDefaultAsync(row => row.ReportId == id && row.Id == photo, cancellation) is not { } found)
        {
            return PhotoErrors.NotFound.ToProblem();
        }

        await photos.RemoveAsync(found, cancellation);
        db.ActIn(caller, hand.UnitPath, hand.Roles);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}

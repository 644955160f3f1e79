using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Files;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>GET /planning/reports/{id}/photos</c> and <c>…/{photo}</c>: who sees the report sees its photos.</summary>
internal static class GetPhotos
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/reports/{id:guid}/photos", HandleAsync).WithName("ListPhotos");
        routes.MapGet("/reports/{id:guid}/photos/{photo:guid}", DownloadAsync).WithName("GetPhoto");
    }

    /// <summary>Lists the photos of a report in the order in which they came.</summary>
    internal static async Task<Results<Ok<List<PhotoView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await GetReport.SeenAsync(db, id, caller, cancellation) is not { } report)
        {
            return ReportErrors.NotFound.ToProblem();
        }

        var photos = await db
            .ReportPhotos.AsNoTracking()
            .Where(row => row.ReportId == id)
            .OrderBy(row => row.AddedAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var withOrigin = ReportAccess.SeesOrigin(caller, report);
        return TypedResults.Ok(photos.ConvertAll(photo => PhotoView.Of(photo, withOrigin)));
    }

    /// <summary>Downloads a photo, a JPEG without metadata.</summary>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        Guid id,
        Guid photo,
        PlanningDbContext db,
        IFileStore files,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var row = await GetReport.SeenAsync(db, id, caller, cancellation) is null
            ? null
            : await db.ReportPhotos.AsNoTracking().FirstOrDefaultAsync(found => found.ReportId == id && found.Id == photo, cancellation);
        if (row is null || await files.OpenReadAsync(row.Hash, cancellation) is not { } content)
        {
            return PhotoErrors.NotFound.ToProblem();
        }

        if (await scans.WhyHeldAsync(row.Hash, cancellation) is { } held)
        {
            await content.DisposeAsync();
            return held.ToProblem();
        }

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private";
        return TypedResults.Stream(content, FileKinds.MediaTypeOf(FileKind.Jpeg));
    }
}

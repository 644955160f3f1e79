using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Files;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>POST /planning/reports/{id}/photos?consent=</c>, multipart with one part <c>file</c>: who may file the report adds a photo,
/// JPEG or PNG, at most 10 MB, at most 20 a report.</summary>
internal static class AttachPhoto
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/reports/{id:guid}/photos", HandleAsync).WithName(nameof(AttachPhoto)).WithMetadata(new BodyAdmission(WhyNotAsync));

    /// <summary>Adds a photo to a report: at most 20 of at most 10 MB each. It is scaled to 1600 pixels and kept without what the
    /// camera wrote into it; place and time are shown to officers and leaders of the commune alone. The same photo again changes
    /// nothing.</summary>
    internal static async Task<Results<Ok<PhotoView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Upload upload,
        PlanningDbContext db,
        PhotoStore photos,
        Caller caller,
        CancellationToken cancellation,
        bool consent = false
    )
    {
        if (PhotoStore.FaultsOf(upload) is { Count: > 0 } faults)
        {
            return faults.ToProblem();
        }

        // Before anything is locked: scaling takes its time.
        await using var original = upload.File!.OpenRead();
        var origin = PhotoReading.OriginOf(original);
        original.Position = 0;
        if (await PhotoReading.KeepAsync(original, cancellation) is not { } kept)
        {
            return PhotoErrors.Unreadable.ToProblem();
        }

        await db.LockAsync<Report>(nameof(Report.Id), id, cancellation);
        var opened = await photos.OpenAsync(id, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        var (report, hand) = (opened.Value.Report, opened.Value.Hand);
        var photo = await photos.AddAsync(report, kept, origin, consent, caller, cancellation);
        if (photo.Refused)
        {
            return photo.Errors.ToProblem();
        }

        db.ActIn(caller, hand.UnitPath, hand.Roles);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(PhotoView.Of(photo.Value, ReportAccess.SeesOrigin(caller, report)));
    }

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static async Task<IResult?> WhyNotAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var photos = context.Arguments.OfType<PhotoStore>().Single();
        var opened = await photos.OpenAsync(context.GetArgument<Guid>(0), Caller.From(http.User), http.RequestAborted);
        return opened.Refused ? opened.Errors.ToProblem()
            : opened.Value.Report.Photos >= Report.MostPhotos ? PhotoErrors.TooMany.ToProblem()
            : null;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Files;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>A report whose photos the caller may change, and in which place and roles.</summary>
internal sealed record OpenReport(Report Report, ReportingHand Hand);

/// <summary>Adds photos to reports and takes them out, row and bytes.</summary>
internal sealed class PhotoStore(
    PlanningDbContext db,
    IFileStore files,
    TimeProvider clock,
    IOptions<PlanningOptions> options,
    IHttpContextAccessor context
)
{
    /// <summary>Kind of the timers that end a photo's retention.</summary>
    public const string TimerKind = "photo-retention";

    private const long MostBytes = 10 * 1024 * 1024;

    /// <summary>Every reason not to take a file as a photo.</summary>
    public static IReadOnlyList<Error> FaultsOf(Upload upload) =>
        upload.FaultsFor([FileKind.Jpeg, FileKind.Png], "Ảnh") is { Count: > 0 } faults ? faults
        : upload.File!.Length > MostBytes ? [PhotoErrors.TooLarge]
        : [];

    /// <summary>The report, where the caller may file it and its span is open.</summary>
    public async Task<Result<OpenReport>> OpenAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        var report = await db.Reports.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (report is null || !ReportAccess.Sees(caller, report.UnitPath))
        {
            return ReportErrors.NotFound;
        }

        var unit = new PlanUnit(report.UnitCode, report.UnitName, report.UnitPath, report.Level);
        if (ReportAccess.ToFile(caller, unit) is not { } hand)
        {
            return ReportErrors.NotYourUnit;
        }

        var plan = await db.Plans.AsNoTracking().FirstAsync(row => row.Id == report.PlanId, cancellation);
        var sent = await db.Consolidations.FindAsync([report.PlanId, report.Rule, report.From], cancellation);
        return plan.Status == PlanStatus.Closed ? ReportErrors.PlanClosed
            : sent is { Closes: true } && report.UnitPath != plan.UnitPath ? ReportErrors.SpanClosed
            : new OpenReport(report, hand);
    }

    /// <summary>Keeps the bytes and adds the row; the same photo again is the one that is there.</summary>
    public async Task<Result<ReportPhoto>> AddAsync(
        Report report,
        KeptPhoto kept,
        PhotoOrigin origin,
        bool consent,
        Caller caller,
        CancellationToken cancellation
    )
    {
        using var bytes = new MemoryStream(kept.Bytes);
        var staged = await files.StageAsync(bytes, MostBytes, cancellation);
        context.HttpContext!.Response.RegisterForDispose(staged);
        var same = await db.ReportPhotos.FirstOrDefaultAsync(row => row.ReportId == report.Id && row.Hash == staged.Hash, cancellation);
        if (same is not null)
        {
            return same;
        }

        if (report.AddPhoto() is { Refused: true } refused)
        {
            return refused.Errors.ToList();
        }

        await files.AcceptAsync(staged, cancellation);
        SettleAfterCommit(context.HttpContext.Response, staged);
        var now = clock.GetUtcNow();
        var photo = PhotoOf(report, kept, origin, consent, staged.Hash, caller, now);
        db.ReportPhotos.Add(photo);
        var end = now.AddDays(options.Value.PhotoRetentionDays);
        await db.ScheduleAsync($"{TimerKind}/{photo.Id:N}", TimerKind, end, photo.Id.ToString("N"), cancellation);
        return photo;
    }

    /// <summary>Takes a photo out; its bytes go with the next sweep, unless another row names the same.</summary>
    public async Task RemoveAsync(ReportPhoto photo, CancellationToken cancellation)
    {
        await files.ReleaseAsync(photo.Hash, cancellation);
        db.ReportPhotos.Remove(photo);
        (await db.Reports.FirstOrDefaultAsync(row => row.Id == photo.ReportId, cancellation))?.RemovePhoto();
    }

    /// <summary>Success is answered after the commit only: from then on a row names the file.</summary>
    private static void SettleAfterCommit(HttpResponse response, StagedFile staged) =>
        response.OnCompleted(() =>
        {
            if (response.StatusCode < StatusCodes.Status400BadRequest)
            {
                staged.Settle();
            }

            return Task.CompletedTask;
        });

    private static ReportPhoto PhotoOf(
        Report report,
        KeptPhoto kept,
        PhotoOrigin origin,
        bool consent,
        string hash,
        Caller caller,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ReportId = report.Id,
            Hash = hash,
            Width = kept.Width,
            Height = kept.Height,
            Consent = consent,
            AddedBy = caller.Subject,
            AddedAt = now,
            TakenAt = origin.TakenAt,
            Latitude = origin.Latitude,
            Longitude = origin.Longitude,
        };
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Entries;

/// <summary>The way of a prepared entry: its document is attached, then a leader puts it into force or refuses it.</summary>
public static class EntryEndpoints
{
    private static readonly FileKind[] Kinds = [FileKind.Pdf, FileKind.Jpeg, FileKind.Png];

    /// <summary>What can be prepared in a service.</summary>
    public static void AddEntries<TContext>(this IServiceCollection services)
        where TContext : AuditedDbContext => services.AddScoped<EntryBook<TContext>>();

    /// <param name="routes">Endpoints of the service.</param>
    /// <param name="service">Its name in those of the operations.</param>
    public static void MapEntries<TContext>(this RouteGroupBuilder routes, string service)
        where TContext : AuditedDbContext
    {
        routes
            .MapGet(
                "/entries",
                (
                    string province,
                    bool? waiting,
                    [AsParameters] PageRequest page,
                    HttpContext http,
                    Caller caller,
                    CancellationToken stop
                ) => ListAsync(province, waiting, page, Book(http), caller, stop)
            )
            .WithName($"List{service}Entries")
            .WithSummary("Lists what was prepared, newest first");
        routes
            .MapGet(
                "/entries/{entry:guid}",
                (Guid entry, HttpContext http, Caller caller, CancellationToken stop) => GetAsync(entry, Book(http), caller, stop)
            )
            .WithName($"Get{service}Entry")
            .WithSummary("Shows what was prepared, and what it changes");
        routes
            .MapGet(
                "/entries/{entry:guid}/document",
                (Guid entry, IFileStore store, FileScans scans, HttpContext http, Caller caller, CancellationToken stop) =>
                    DownloadAsync(entry, Book(http), store, scans, caller, http.Response, stop)
            )
            .WithName($"Get{service}EntryDocument")
            .WithSummary("Downloads the deciding document");
        routes
            .MapPost(
                "/entries/{entry:guid}/document",
                (Guid entry, Upload upload, IFileStore store, HttpContext http, Caller caller, CancellationToken stop) =>
                    AttachAsync(entry, upload, Book(http), store, caller, stop)
            )
            .WithName($"Attach{service}EntryDocument")
            .WithSummary("Attaches the deciding document as PDF, JPEG or PNG; it is not replaced afterwards")
            .WithMetadata(new BodyAdmission(context => WhyNotAttachAsync(context, Book(context.HttpContext))));
        routes
            .MapPost(
                "/entries/{entry:guid}/into-force",
                (Guid entry, HttpContext http, Caller caller, CancellationToken stop) => PutIntoForceAsync(entry, Book(http), caller, stop)
            )
            .WithName($"Put{service}EntryIntoForce")
            .WithSummary("Puts an entry into force; a leader of the province who had no hand in it");
        routes
            .MapPost(
                "/entries/{entry:guid}/refusal",
                (Guid entry, RefuseEntryRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    RefuseAsync(entry, request, Book(http), caller, clock, stop)
            )
            .WithName($"Refuse{service}Entry")
            .WithSummary("Refuses an entry with a reason; nothing comes of it");
        routes
            .MapPost(
                "/entries/{entry:guid}/withdrawal",
                (Guid entry, HttpContext http, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    WithdrawAsync(entry, Book(http), caller, clock, stop)
            )
            .WithName($"Withdraw{service}Entry")
            .WithSummary("Takes an entry back before it is decided on");

        static EntryBook Book(HttpContext http) => http.RequestServices.GetRequiredService<EntryBook<TContext>>();
    }

    private static async Task<Results<Ok<Page<EntryView>>, ProblemHttpResult>> ListAsync(
        string province,
        bool? waiting,
        [AsParameters] PageRequest page,
        EntryBook book,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (!EntryAccess.Sees(caller, province))
        {
            return EntryErrors.ReadersOnly.ToProblem();
        }

        var before = int.TryParse(page.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        var rows = await book
            .Entries.AsNoTracking()
            .Where(row => row.Province == province && row.Number < before && (waiting != true || row.Status == EntryStatus.Waiting))
            .OrderByDescending(row => row.Number)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            page.ToPage(rows.ConvertAll(row => EntryView.Of(row, caller, [])), row => row.Number.ToString(CultureInfo.InvariantCulture))
        );
    }

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> GetAsync(
        Guid entry,
        EntryBook book,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await VisibleAsync(entry, book, caller, cancellation) is { } found
            ? TypedResults.Ok(await book.ViewAsync(found, caller, cancellation))
            : EntryErrors.NotFound.ToProblem();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        Guid entry,
        EntryBook book,
        IFileStore store,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await VisibleAsync(entry, book, caller, cancellation) is not { } found)
        {
            return EntryErrors.NotFound.ToProblem();
        }

        if (found.File is not { } file || await store.OpenReadAsync(file.Hash, cancellation) is not { } content)
        {
            return EntryErrors.DocumentUnknown.ToProblem();
        }

        if (await scans.WhyHeldAsync(file.Hash, cancellation) is { } held)
        {
            await content.DisposeAsync();
            return held.ToProblem();
        }

        response.Headers.ContentDisposition = FileName.ToContentDisposition(file.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, FileKinds.MediaTypeOf(file.Kind));
    }

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> AttachAsync(
        Guid entry,
        Upload upload,
        EntryBook book,
        IFileStore store,
        Caller caller,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            book,
            caller,
            EntryAccess.ToPrepare,
            async opened =>
            {
                if (opened.WhyNotAttach() is { } refusal)
                {
                    return refusal;
                }

                if (upload.FaultsFor(Kinds, "Văn bản quyết định") is { Count: > 0 } faults)
                {
                    return Result.Of(faults);
                }

                await store.AcceptAsync(upload.File!, cancellation);
                opened.Attach(
                    new EntryFile(upload.Name, upload.Kind, upload.File!.Hash, upload.File.Length),
                    PreparedEntry.HandsOf(caller, opened.Province, EntryAccess.Preparers)
                );
                await book.SaveAsync(opened, caller, EntryAccess.Preparers, cancellation);
                return Result.Done;
            },
            cancellation
        );

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static async Task<IResult?> WhyNotAttachAsync(EndpointFilterInvocationContext context, EntryBook book)
    {
        var http = context.HttpContext;
        var (entry, refusal) = await book.OpenAsync(
            context.GetArgument<Guid>(0),
            Caller.From(http.User),
            EntryAccess.ToPrepare,
            http.RequestAborted
        );
        return (refusal ?? entry!.WhyNotAttach())?.ToProblem();
    }

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> PutIntoForceAsync(
        Guid entry,
        EntryBook book,
        Caller caller,
        CancellationToken cancellation
    ) => ActAsync(entry, book, caller, EntryAccess.ToDecide, opened => book.PutIntoForceAsync(opened, caller, cancellation), cancellation);

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> RefuseAsync(
        Guid entry,
        RefuseEntryRequest request,
        EntryBook book,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            book,
            caller,
            EntryAccess.ToDecide,
            async opened =>
            {
                if (opened.WhyNotDecide(caller) is { } refusal)
                {
                    return refusal;
                }

                if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > EntryErrors.LongestReason)
                {
                    return EntryErrors.ReasonNeeded;
                }

                opened.Refuse(request.Reason.Trim(), caller, clock.GetUtcNow());
                await book.SaveAsync(opened, caller, ["leader"], cancellation);
                return Result.Done;
            },
            cancellation
        );

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> WithdrawAsync(
        Guid entry,
        EntryBook book,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            book,
            caller,
            EntryAccess.ToPrepare,
            async opened =>
            {
                if (opened.WhyNotChange() is { } refusal)
                {
                    return refusal;
                }

                opened.Withdraw(caller, clock.GetUtcNow());
                await book.SaveAsync(opened, caller, EntryAccess.Preparers, cancellation);
                return Result.Done;
            },
            cancellation
        );

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> ActAsync(
        Guid id,
        EntryBook book,
        Caller caller,
        Func<Caller, PreparedEntry, Error?> may,
        Func<PreparedEntry, Task<Result>> act,
        CancellationToken cancellation
    )
    {
        var (entry, refusal) = await book.OpenAsync(id, caller, may, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var result = await act(entry!);
        return result.Refused ? result.Errors.ToProblem() : TypedResults.Ok(await book.ViewAsync(entry!, caller, cancellation));
    }

    private static async Task<PreparedEntry?> VisibleAsync(Guid id, EntryBook book, Caller caller, CancellationToken cancellation) =>
        await book.Entries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } entry
        && EntryAccess.Sees(caller, entry.Province)
            ? entry
            : null;
}

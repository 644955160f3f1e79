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
            .MapGet("/entries", ListAsync<TContext>)
            .WithName($"List{service}Entries")
            .WithSummary("Lists what was prepared, newest first");
        routes
            .MapGet("/entries/{entry:guid}", GetAsync<TContext>)
            .WithName($"Get{service}Entry")
            .WithSummary("Shows what was prepared, and what it changes");
        routes
            .MapGet("/entries/{entry:guid}/document", DownloadAsync<TContext>)
            .WithName($"Get{service}EntryDocument")
            .WithSummary("Downloads the deciding document");
        routes
            .MapPost("/entries/{entry:guid}/document", AttachAsync<TContext>)
            .WithName($"Attach{service}EntryDocument")
            .WithSummary("Attaches the deciding document as PDF, JPEG or PNG; it is not replaced afterwards")
            .WithMetadata(new BodyAdmission(WhyNotAttachAsync<TContext>));
        routes
            .MapPost("/entries/{entry:guid}/into-force", PutIntoForceAsync<TContext>)
            .WithName($"Put{service}EntryIntoForce")
            .WithSummary("Puts an entry into force; a leader of the province who had no hand in it");
        routes
            .MapPost("/entries/{entry:guid}/refusal", RefuseAsync<TContext>)
            .WithName($"Refuse{service}Entry")
            .WithSummary("Refuses an entry with a reason; nothing comes of it");
        routes
            .MapPost("/entries/{entry:guid}/withdrawal", WithdrawAsync<TContext>)
            .WithName($"Withdraw{service}Entry")
            .WithSummary("Takes an entry back before it is decided on");
    }

    private static async Task<Results<Ok<Page<EntryView>>, ProblemHttpResult>> ListAsync<TContext>(
        string province,
        bool? waiting,
        [AsParameters] PageRequest page,
        EntryBook<TContext> book,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext
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

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> GetAsync<TContext>(
        Guid entry,
        EntryBook<TContext> book,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
        await VisibleAsync(entry, book, caller, cancellation) is { } found
            ? TypedResults.Ok(await book.ViewAsync(found, caller, cancellation))
            : EntryErrors.NotFound.ToProblem();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync<TContext>(
        Guid entry,
        EntryBook<TContext> book,
        IFileStore store,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext
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

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> AttachAsync<TContext>(
        Guid entry,
        Upload upload,
        EntryBook<TContext> book,
        IFileStore store,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
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
    private static async Task<IResult?> WhyNotAttachAsync<TContext>(EndpointFilterInvocationContext context)
        where TContext : AuditedDbContext
    {
        var http = context.HttpContext;
        var book = context.Arguments.OfType<EntryBook<TContext>>().Single();
        var (entry, refusal) = await book.OpenAsync(
            context.GetArgument<Guid>(0),
            Caller.From(http.User),
            EntryAccess.ToPrepare,
            http.RequestAborted
        );
        return (refusal ?? entry!.WhyNotAttach())?.ToProblem();
    }

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> PutIntoForceAsync<TContext>(
        Guid entry,
        EntryBook<TContext> book,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
        ActAsync(entry, book, caller, EntryAccess.ToDecide, opened => book.PutIntoForceAsync(opened, caller, cancellation), cancellation);

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> RefuseAsync<TContext>(
        Guid entry,
        RefuseEntryRequest request,
        EntryBook<TContext> book,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
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

                opened.Refuse(request.Reason.Trim(), caller, clock.GetUtcNow());
                await book.SaveAsync(opened, caller, ["leader"], cancellation);
                return Result.Done;
            },
            cancellation
        );

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> WithdrawAsync<TContext>(
        Guid entry,
        EntryBook<TContext> book,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
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

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> ActAsync<TContext>(
        Guid id,
        EntryBook<TContext> book,
        Caller caller,
        Func<Caller, PreparedEntry, Error?> may,
        Func<PreparedEntry, Task<Result>> act,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext
    {
        var (entry, refusal) = await book.OpenAsync(id, caller, may, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var result = await act(entry!);
        return result.Refused ? result.Errors.ToProblem() : TypedResults.Ok(await book.ViewAsync(entry!, caller, cancellation));
    }

    private static async Task<PreparedEntry?> VisibleAsync<TContext>(
        Guid id,
        EntryBook<TContext> book,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext =>
        await book.Entries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } entry
        && EntryAccess.Sees(caller, entry.Province)
            ? entry
            : null;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Files;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>A file that was added. It has no name here, which may be that of a household: an answer may be stored to be given
/// again.</summary>
/// <param name="Id">Id of the file.</param>
/// <param name="MediaType">Media type by its bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="AddedAt">When it came, UTC.</param>
public sealed record AttachedDocument(Guid Id, string MediaType, long Length, DateTimeOffset AddedAt);

/// <summary><c>POST /planning/supports/{id}/documents</c>, multipart with one part <c>file</c>: an officer or leader of the commune adds a
/// file, PDF, JPEG or PNG, at most 10 MB, at most 5 a support.</summary>
internal static class AttachSupportDocument
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/supports/{id:guid}/documents", HandleAsync)
            .WithName(nameof(AttachSupportDocument))
            .WithMetadata(new BodyAdmission(WhyNotAsync));

    /// <summary>Adds a file to a support that waits for approval: at most 5 of at most 10 MB each, PDF, JPEG or PNG by their bytes. The
    /// same file again changes nothing.</summary>
    internal static async Task<Results<Ok<AttachedDocument>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Upload upload,
        PlanningDbContext db,
        SupportDocuments documents,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (SupportDocuments.FaultsOf(upload) is { Count: > 0 } faults)
        {
            return faults.ToProblem();
        }

        await db.LockAsync<HouseholdSupport>(nameof(HouseholdSupport.Id), id, cancellation);
        var opened = await documents.OpenAsync(id, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        var added = await documents.AddAsync(opened.Value, upload, caller, cancellation);
        return added.Refused
            ? added.Errors.ToProblem()
            : TypedResults.Ok(new AttachedDocument(added.Value.Id, added.Value.MediaType, added.Value.Length, added.Value.AddedAt));
    }

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static async Task<IResult?> WhyNotAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var documents = context.Arguments.OfType<SupportDocuments>().Single();
        var opened = await documents.OpenAsync(context.GetArgument<Guid>(0), Caller.From(http.User), http.RequestAborted);
        return opened.Refused ? opened.Errors.ToProblem() : null;
    }
}

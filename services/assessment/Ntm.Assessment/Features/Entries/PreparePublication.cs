using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>
/// <c>POST /assessment/criteria-sets/{code}/publication</c>: an officer or appraiser of the province prepares that a draft is published as
/// it is now. From its first legal day it supersedes the set before; dossiers opened earlier keep theirs.
/// </summary>
internal static class PreparePublication
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/criteria-sets/{code}/publication", HandleAsync).WithName(nameof(PreparePublication));

    /// <summary>Prepares the publication of a criteria set; a leader of the province who is none of its authors puts it into force.
    /// </summary>
    internal static async Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        string code,
        AssessmentCommands commands,
        EntryBook<AssessmentDbContext> entries,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var target = commands.ProvinceSet(code, caller, AssessmentAccess.ToChangeSet);
        var (opened, refusal) = await AssessmentCommands.AskAsync(target, http.Request, cancellation);
        return refusal is not null
            ? refusal
            : await entries.PrepareAsync(
                CriteriaSetEntry.Kind,
                opened!.Province,
                new Publication(code, opened.Hash),
                new EntryDocument(opened.Header.DocumentNumber, opened.Header.DocumentDate, opened.Header.ValidFrom),
                http,
                cancellation,
                opened.Authors
            );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>
/// <c>POST /assessment/self-assessments/{dossierId}/criteria-set</c>: an officer or appraiser of the province prepares that a dossier that
/// still assesses itself goes on under another set. The rules of the day on which that comes into force apply from then on.
/// </summary>
internal static class PrepareSetMove
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/self-assessments/{dossierId:guid}/criteria-set", HandleAsync).WithName(nameof(PrepareSetMove));

    /// <summary>Prepares that a running dossier moves to another criteria set; values that fit stay.</summary>
    internal static async Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        PrepareSetMoveRequest request,
        AssessmentCommands commands,
        EntryBook<AssessmentDbContext> entries,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var target = commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToMoveSet);
        var (opened, refusal) = await AssessmentCommands.AskAsync(target, http.Request, cancellation);
        return refusal is not null
            ? refusal
            : await entries.PrepareAsync(
                SetMoveEntry.Kind,
                UnitScope.ProvinceOf(opened!.Assessment.UnitPath),
                new SetMoveDecision(dossierId, request.Code),
                new EntryDocument(request.DocumentNumber, request.DocumentDate, request.DocumentDate),
                http,
                cancellation
            );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Features.Councils;

namespace Ntm.Dossier.Features.Entries;

/// <summary>
/// <c>POST /dossiers/councils/{id}/decisions</c>: an officer or appraiser of the province prepares a decision that amends the council: its
/// members replace the others from its first day on. Sessions that are open keep theirs.
/// </summary>
internal static class PrepareCouncilAmendment
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/councils/{id:guid}/decisions", HandleAsync).WithName(nameof(PrepareCouncilAmendment));

    /// <summary>Prepares another decision on a council; a leader of the province puts it into force.</summary>
    internal static async Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CouncilDecisionRequest request,
        DossierDbContext db,
        EntryBook<DossierDbContext> entries,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        await db.FindCouncilAsync(id, cancellation) is { } council && DossierAccess.MaySee(caller, council)
            ? await entries.PrepareAsync(
                CouncilEntry.Kind,
                council.UnitPath,
                new CouncilDraft(id, request),
                new EntryDocument(request.Number, request.Date, request.ValidFrom),
                http,
                cancellation
            )
            : CouncilErrors.Unknown.ToProblem();
}

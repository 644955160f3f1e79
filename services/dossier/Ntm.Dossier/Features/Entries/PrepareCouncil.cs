using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Features.Councils;

namespace Ntm.Dossier.Features.Entries;

/// <summary><c>POST /dossiers/councils</c>: an officer or appraiser of a province prepares the decision that sets up an appraisal council.
/// </summary>
internal static class PrepareCouncil
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/councils", HandleAsync).WithName(nameof(PrepareCouncil));

    /// <summary>Prepares an appraisal council; a leader of the province puts it into force.</summary>
    internal static Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        CouncilDecisionRequest request,
        EntryBook<DossierDbContext> entries,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        entries.PrepareAsync(
            CouncilEntry.Kind,
            DossierAccess.ProvincePreparedBy(caller),
            new CouncilDraft(null, request),
            new EntryDocument(request.Number, request.Date, request.ValidFrom),
            http,
            cancellation
        );
}

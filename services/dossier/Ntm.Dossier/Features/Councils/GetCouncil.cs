using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary><c>GET /dossiers/councils/{id}?day=</c>: an appraisal council with every decision on it, for the accounts of its
/// province.</summary>
internal static class GetCouncil
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/councils/{id:guid}", HandleAsync).WithName(nameof(GetCouncil)).Produces<AppraisalCouncilView>();

    internal static async Task<IResult> HandleAsync(
        Guid id,
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? day = null
    ) =>
        await db.FindCouncilAsync(id, cancellation) is { } council && DossierAccess.MaySee(caller, council)
            ? TypedResults.Ok(CouncilViews.Of(council, day ?? clock.Today(), rules.Votes))
            : CouncilErrors.Unknown.ToProblem();
}

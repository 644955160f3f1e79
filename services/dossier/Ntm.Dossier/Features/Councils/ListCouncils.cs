using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>The appraisal councils of the caller's province.</summary>
/// <param name="Items">The councils, the latest first.</param>
public sealed record CouncilList(IReadOnlyList<AppraisalCouncilView> Items);

/// <summary><c>GET /dossiers/councils?day=</c>: the appraisal councils of the caller's province, for its own accounts.</summary>
internal static class ListCouncils
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/councils", HandleAsync).WithName(nameof(ListCouncils));

    internal static async Task<Ok<CouncilList>> HandleAsync(
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        DateOnly? day = null
    )
    {
        var on = day ?? clock.Today();
        var councils = await db.CouncilsOfAsync(DossierAccess.ProvincesOf(caller));
        return TypedResults.Ok(new CouncilList([.. councils.Select(council => CouncilViews.Of(council, on, rules.Votes))]));
    }
}

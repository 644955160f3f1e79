using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>
/// <c>POST /dossiers/councils/{id}/decisions</c>: the leader of the province records a decision that amends the council: its members
/// replace the others from its first day on. Sessions that are open keep theirs.
/// </summary>
internal static class AmendCouncil
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/councils/{id:guid}/decisions", HandleAsync)
            .WithName(nameof(AmendCouncil))
            .Produces<AppraisalCouncilView>(StatusCodes.Status201Created);

    internal static async Task<IResult> HandleAsync(
        Guid id,
        CouncilDecisionRequest request,
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var act = new Act(caller.Subject, clock.GetUtcNow());
        if (await db.FindCouncilAsync(id, cancellation) is not { } council || !DossierAccess.MaySee(caller, council))
        {
            return CouncilErrors.Unknown.ToProblem();
        }

        if (!DossierAccess.MayAmend(caller, council))
        {
            return CouncilErrors.NotProvinceLeader.ToProblem();
        }

        var next = request.ToDecision(id, council.Decisions[^1].Sequence + 1, council.UnitPath, act);
        db.ActIn(caller, council.UnitPath, "leader");
        var amended = await db.RecordAsync(next, council, act, rules.Votes, cancellation);
        return amended.Refused
            ? amended.Errors.ToProblem()
            : TypedResults.Created($"/dossiers/councils/{id}", CouncilViews.Of(amended.Value, act.Day, rules.Votes));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary><c>POST /dossiers/councils</c>: the leader of a province records the decision that sets up an appraisal council.</summary>
internal static class SetUpCouncil
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/councils", HandleAsync)
            .WithName(nameof(SetUpCouncil))
            .Produces<AppraisalCouncilView>(StatusCodes.Status201Created);

    internal static async Task<IResult> HandleAsync(
        CouncilDecisionRequest request,
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var act = new Act(caller.Subject, clock.GetUtcNow());
        if (DossierAccess.ProvinceLedBy(caller) is not { } province)
        {
            return CouncilErrors.NotProvinceLeader.ToProblem();
        }

        var first = request.ToDecision(Guid.CreateVersion7(act.At), 1, province, act);
        db.ActIn(caller, province, "leader");
        var council = await db.RecordAsync(first, null, act, rules.Votes, cancellation);
        return council.Refused
            ? council.Errors.ToProblem()
            : TypedResults.Created($"/dossiers/councils/{council.Value.Id}", CouncilViews.Of(council.Value, act.Day, rules.Votes));
    }
}

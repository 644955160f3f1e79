using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>Support of a household with who it is and what happened to it.</summary>
/// <param name="Support">The support.</param>
/// <param name="HouseholdCode">The commune's own code of the household.</param>
/// <param name="Head">Head of the household.</param>
/// <param name="Address">Address.</param>
/// <param name="History">Its steps, the first one first: <c>entered</c>, <c>attached</c>, <c>removed</c>, <c>design</c>,
/// <c>approved</c>, <c>paid</c>, <c>repaid</c>, <c>rejected</c>, <c>withdrawn</c>.</param>
public sealed record SupportDetail(SupportView Support, string HouseholdCode, string Head, string Address, IReadOnlyList<StepView> History);

/// <summary><c>GET /planning/supports/{id}</c>: the commune's officers, leaders and auditors alone.</summary>
internal static class GetSupport
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/supports/{id:guid}", HandleAsync).WithName(nameof(GetSupport));

    /// <summary>Reads a support with its household and history.</summary>
    internal static async Task<Results<Ok<SupportDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var support = await db.Supports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (support is null || !SupportCommands.Sees(caller, support.CommunePath))
        {
            return SupportErrors.NotFound.ToProblem();
        }

        var household = await db.Households.AsNoTracking().FirstAsync(row => row.SupportId == id, cancellation);
        var history = await commands.HistoryAsync(id, cancellation);
        response.SetETag(support.Version);
        return TypedResults.Ok(new SupportDetail(SupportView.Of(support), household.Code, household.Head, household.Address, history));
    }
}

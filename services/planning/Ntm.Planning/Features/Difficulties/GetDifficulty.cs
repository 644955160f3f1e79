using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>A difficulty and what happened to it.</summary>
/// <param name="Difficulty">The difficulty as it is now.</param>
/// <param name="History">Its steps, the first one first: <c>raised</c>, <c>passed</c>, <c>overdue</c>, <c>answered</c>,
/// <c>reopened</c>, <c>closed</c>.</param>
public sealed record DifficultyDetail(DifficultyView Difficulty, IReadOnlyList<StepView> History);

/// <summary><c>GET /planning/difficulties/{id}</c>: the unit's own people, and officers, leaders and auditors from there up.</summary>
internal static class GetDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/difficulties/{id:guid}", HandleAsync).WithName(nameof(GetDifficulty));

    /// <summary>Reads a difficulty with its history.</summary>
    internal static async Task<Results<Ok<DifficultyDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        RecordCommands commands,
        DifficultyCommands difficulties,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var difficulty = await db.Difficulties.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (difficulty is null || !difficulties.Kind.Sees(caller, difficulty))
        {
            return DifficultyErrors.NotFound.ToProblem();
        }

        response.SetETag(difficulty.Version);
        return TypedResults.Ok(new DifficultyDetail(difficulties.Kind.Show(difficulty), await commands.HistoryAsync(id, cancellation)));
    }
}

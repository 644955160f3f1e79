using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary><c>POST /planning/difficulties/{id}/reopening</c>: the unit that raised it is not content with the answer.</summary>
internal static class ReopenDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/difficulties/{id:guid}/reopening", HandleAsync).WithName(nameof(ReopenDifficulty));

    /// <summary>Reopens an answered or closed difficulty, once, with a reason; the time for an answer begins anew.</summary>
    internal static Task<Results<Ok<DifficultyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReasonRequest request,
        PlanningDbContext db,
        DifficultyCommands difficulties,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        difficulties.ByRaiserAsync(
            id,
            caller,
            http,
            async (row, act) =>
            {
                var step = row.Reopen(request.Reason, await difficulties.AnswerDaysAsync(row.PlanId, cancellation), act);
                if (!step.Refused)
                {
                    db.PublishRaised(row, act.At);
                    await difficulties.WatchAsync(row, cancellation);
                }

                return step;
            },
            cancellation
        );
}

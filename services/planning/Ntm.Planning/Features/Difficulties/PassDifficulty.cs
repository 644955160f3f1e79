using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary><c>POST /planning/difficulties/{id}/transfer</c>: an officer or leader of the unit with which it lies passes it up.</summary>
internal static class PassDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/difficulties/{id:guid}/transfer", HandleAsync).WithName(nameof(PassDifficulty));

    /// <summary>Passes a difficulty on to the unit directly above, with a reason; that unit has the whole time for an answer.</summary>
    internal static Task<Results<Ok<DifficultyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReasonRequest request,
        PlanningDbContext db,
        DifficultyCommands difficulties,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        difficulties.ByAnswererAsync(
            id,
            caller,
            http,
            async (row, act) =>
            {
                if (await difficulties.AboveAsync(row.AtPath, cancellation) is not { } above)
                {
                    return DifficultyErrors.NothingAbove;
                }

                var step = row.Pass(above, request.Reason, await difficulties.AnswerDaysAsync(row.PlanId, cancellation), act);
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

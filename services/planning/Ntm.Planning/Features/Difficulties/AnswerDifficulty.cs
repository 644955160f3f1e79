using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>An answer to a difficulty.</summary>
/// <example>{ "text": "Xã cử tổ vận động về làm việc với hộ trong tuần này." }</example>
public sealed record AnswerDifficultyRequest
{
    /// <summary>The answer, up to 2000 characters.</summary>
    [Text(2000)]
    public required string Text { get; init; }
}

/// <summary><c>POST /planning/difficulties/{id}/answer</c>: an officer or leader of the unit with which it lies answers.</summary>
internal static class AnswerDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/difficulties/{id:guid}/answer", HandleAsync).WithName(nameof(AnswerDifficulty));

    /// <summary>Answers a difficulty; who raised it then closes it, or reopens it once.</summary>
    internal static Task<Results<Ok<DifficultyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AnswerDifficultyRequest request,
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
            (row, act) =>
            {
                var step = row.Reply(request.Text, act);
                if (!step.Refused)
                {
                    db.PublishAnswered(row, act);
                }

                return Task.FromResult(step);
            },
            cancellation
        );
}

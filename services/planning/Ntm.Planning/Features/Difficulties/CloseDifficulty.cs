using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Difficulties;

/// <summary><c>POST /planning/difficulties/{id}/closure</c>: the unit that raised it closes it.</summary>
internal static class CloseDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/difficulties/{id:guid}/closure", HandleAsync).WithName(nameof(CloseDifficulty));

    /// <summary>Closes a difficulty: the answer is enough, or it is over without one.</summary>
    internal static Task<Results<Ok<DifficultyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DifficultyCommands difficulties,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) => difficulties.ByRaiserAsync(id, caller, http, (row, act) => Task.FromResult(row.Close(act)), cancellation);
}

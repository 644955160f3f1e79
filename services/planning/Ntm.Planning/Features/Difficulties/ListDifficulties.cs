using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary><c>GET /planning/difficulties?place=&amp;plan=&amp;state=&amp;overdue=&amp;after=&amp;limit=</c>: difficulties of the caller's
/// units, those that lie there, or all from there down; the newest first.</summary>
internal static class ListDifficulties
{
    private static readonly DifficultyState[] States = Enum.GetValues<DifficultyState>();

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/difficulties", HandleAsync).WithName(nameof(ListDifficulties));

    /// <summary>Lists difficulties, the newest first.</summary>
    internal static async Task<Results<Ok<Page<DifficultyView>>, ProblemHttpResult>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? place = null,
        Guid? plan = null,
        string? state = null,
        bool? overdue = null
    )
    {
        if (Placed(db.Difficulties.AsNoTracking(), caller, place) is not { } query)
        {
            return DifficultyErrors.PlaceUnknown.ToProblem();
        }

        var wanted = state is null ? States : [.. States.Where(one => one.ToString().ToLowerInvariant() == state)];
        if (wanted.Length == 0)
        {
            return DifficultyErrors.StateUnknown.ToProblem();
        }

        var now = clock.GetUtcNow();
        query = query.Where(row => wanted.Contains(row.State));
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query =
            overdue is null ? query
            : overdue.Value ? query.Where(row => row.State == DifficultyState.Open && row.AnswerBefore <= now)
            : query.Where(row => row.State != DifficultyState.Open || row.AnswerBefore == null || row.AnswerBefore > now);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<DifficultyView>([.. listed.Items.Select(row => DifficultyView.Of(row, now))], listed.Next));
    }

    private static IQueryable<Difficulty>? Placed(IQueryable<Difficulty> rows, Caller caller, string? place)
    {
        var seen = rows.InUnits(ReportAccess.Seen(caller), row => row.UnitPath);
        var own = RecordAccess.UnitsOf(caller, "reporter", "officer", "leader");
        var answering = RecordAccess.UnitsOf(caller, PlanningAccess.Drafters);
        return place switch
        {
            null or "below" => seen,
            "mine" => rows.Where(row => own.Contains(row.UnitPath)),
            "here" => rows.Where(row => answering.Contains(row.AtPath)),
            _ => null,
        };
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Progress;

/// <summary><c>GET /planning/plans/{id}/progress?asOf=&amp;compareWith=</c>: how a published plan stands, or stood by what was known on
/// a day.</summary>
internal static class GetProgress
{
    private const string LastWeek = "last-week";

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/progress", HandleAsync).WithName(nameof(GetProgress)).Scope("planning:read");

    /// <summary>Reads how a plan stands: value, planned value, status, forecast and weeks of each target. Of an earlier day it is read by
    /// the edition and the reports that were there by then.</summary>
    internal static async Task<Results<Ok<PlanProgress>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        string? asOf = null,
        string? compareWith = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (plan.Editions == 0)
        {
            return PlanErrors.NotPublished.ToProblem();
        }

        var today = clock.Today();
        if (DayOf(asOf, today) is not { } day)
        {
            return ProgressErrors.DayUnreadable("asOf").ToProblem();
        }

        if (DayOf(compareWith, today) is not { } then)
        {
            return ProgressErrors.DayUnreadable("compareWith").ToProblem();
        }

        var editions = await db.Editions.AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Number).ToListAsync(cancellation);
        var changes = await db.TargetChanges.AsNoTracking().Where(row => row.PlanId == id).ToListAsync(cancellation);
        var history = new ProgressHistory(editions, changes);
        return history.EditionOn(day) is null
            ? ProgressErrors.NotPublishedThen(day).ToProblem()
            : TypedResults.Ok(history.Show(id, day, compareWith is null ? null : then));
    }

    /// <summary>A legal day up to today; null for anything else.</summary>
    private static DateOnly? DayOf(string? text, DateOnly today) =>
        text is null ? today
        : text == LastWeek ? today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - 1)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today ? day
        : null;
}

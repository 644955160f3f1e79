using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Messaging;

/// <summary>A timer whose last firing failed. It is tried again by itself, at most ten minutes later, until it succeeds.</summary>
/// <param name="Key">Its unique name.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Attempts">Failed tries so far.</param>
/// <param name="Reason">Message of the last failure.</param>
public sealed record FailedTimer(string Key, string Kind, DateTimeOffset DueAt, int Attempts, string? Reason);

/// <summary><c>GET …/dead-letters/timers?after=&amp;limit=</c>: timers that fail, by name; administrators only.</summary>
internal static class FailedTimers
{
    public static async Task<Results<Ok<Page<FailedTimer>>, ProblemHttpResult>> ListAsync(
        ServiceDbContext db,
        Caller caller,
        PageRequest page,
        CancellationToken cancellation
    )
    {
        if (DeadLetters.Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var after = page.Key ?? "";
        var rows = await db
            .Timers.AsNoTracking()
            .Where(timer => timer.Attempts > 0 && string.Compare(timer.Key, after) > 0)
            .OrderBy(timer => timer.Key)
            .Take(page.Size + 1)
            .Select(timer => new FailedTimer(timer.Key, timer.Kind, timer.DueAt, timer.Attempts, timer.LastError))
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows, row => row.Key));
    }
}

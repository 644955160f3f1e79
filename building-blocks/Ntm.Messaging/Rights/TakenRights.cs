using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Rights;

/// <summary>From whom something was taken a short while ago: tokens issued before that write nothing here.</summary>
public sealed class TakenRights
{
    /// <summary>How long a row counts: longer than any access token lives, which is a quarter of an hour at most.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    /// <summary>An account, a program or a sign-in, as tokens name it.</summary>
    public required string Subject { get; init; }

    /// <summary>Lowest version of a token that may write.</summary>
    public required int Version { get; set; }

    /// <summary>When it was taken, by the clock of who issues tokens.</summary>
    public required DateTimeOffset TakenAt { get; set; }

    /// <summary>Keeps the greater version and the later instant: events may come twice and in any order.</summary>
    /// <param name="db">Database of the service; the caller saves.</param>
    /// <param name="subject">Account, program or sign-in.</param>
    /// <param name="version">Its version from now on; null where none may write any more.</param>
    /// <param name="at">When it was taken.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task KeepAsync(ServiceDbContext db, string subject, int? version, DateTimeOffset at, CancellationToken cancellation)
    {
        var lowest = version ?? int.MaxValue;
        var rows = db.Set<TakenRights>();
        if (await rows.FindAsync([subject], cancellation) is not { } row)
        {
            rows.Add(
                new TakenRights
                {
                    Subject = subject,
                    Version = lowest,
                    TakenAt = at,
                }
            );
            return;
        }

        row.Version = Math.Max(row.Version, lowest);
        row.TakenAt = row.TakenAt > at ? row.TakenAt : at;
    }

    /// <summary>Deletes rows that count no more; part of the caller's transaction.</summary>
    public static Task<int> TrimAsync(ServiceDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var forgotten = now - Kept;
        return db.Set<TakenRights>().Where(row => row.TakenAt < forgotten).ExecuteDeleteAsync(cancellation);
    }
}

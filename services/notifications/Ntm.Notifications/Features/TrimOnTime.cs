using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Notifications.Features;

/// <summary>
/// Removes notices, their read rows and events of the feed that are older than their retention: a batch at each firing, once a day.
/// </summary>
internal sealed class TrimOnTime(IOptions<NotificationsOptions> options, TimeProvider clock) : ITimerHandler<NotificationsDbContext>
{
    public const string Timer = "notifications.retention";

    private const int Batch = 500;

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    public string Kind => Timer;

    public async Task FireAsync(NotificationsDbContext db, Timer timer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var more =
            await TrimNoticesAsync(db, now - options.Value.NoticeRetention, cancellation)
            | await TrimFeedAsync(db, now - options.Value.FeedRetention, cancellation);
        await db.ScheduleAsync(Timer, Timer, more ? now : now + Every, "", cancellation);
    }

    /// <summary>Sets the timer unless it is set. Not in sample mode: there the clock jumps over months, and each jump would wait for every
    /// day between.</summary>
    public static async Task BeginAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var transactions = provider.GetRequiredService<Transactions<NotificationsDbContext>>();
        if (
            provider.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting)
            || await transactions.Db.Timers.AnyAsync(row => row.Key == Timer, cancellation)
        )
        {
            return;
        }

        await using var work = await transactions.BeginAsync(cancellation);
        await transactions.Db.ScheduleAsync(
            Timer,
            Timer,
            provider.GetRequiredService<TimeProvider>().GetUtcNow() + Every,
            "",
            cancellation
        );
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    private static async Task<bool> TrimNoticesAsync(NotificationsDbContext db, DateTimeOffset limit, CancellationToken cancellation)
    {
        var old = await db
            .Notices.Where(notice => notice.At < limit)
            .OrderBy(notice => notice.At)
            .Select(notice => notice.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
        await db.NoticesRead.Where(read => old.Contains(read.NoticeId)).ExecuteDeleteAsync(cancellation);
        await db.Notices.Where(notice => old.Contains(notice.Id)).ExecuteDeleteAsync(cancellation);
        return old.Count == Batch;
    }

    /// <summary>
    /// From the beginning, up to the first event that is young enough. A dossier's newest event stays, so that the dossier's next
    /// event finds its predecessor; the events of a plan have no numbers, and all of them go.
    /// </summary>
    private static async Task<bool> TrimFeedAsync(NotificationsDbContext db, DateTimeOffset limit, CancellationToken cancellation)
    {
        var trimmed = await db.FeedHeads.Select(head => head.TrimmedTo).SingleAsync(cancellation);
        var next = await db
            .Feed.Where(row => row.Position > trimmed)
            .OrderBy(row => row.Position)
            .Take(Batch)
            .Select(row => new { row.Position, row.OccurredAt })
            .ToListAsync(cancellation);
        var old = next.TakeWhile(row => row.OccurredAt < limit).Select(row => row.Position).ToList();
        if (old.Count == 0)
        {
            return false;
        }

        var end = old[^1];
        await db
            .Feed.Where(row =>
                row.Position <= end
                && (row.PlanId != null || db.Feed.Any(later => later.DossierId == row.DossierId && later.Sequence > row.Sequence))
            )
            .ExecuteDeleteAsync(cancellation);
        await db.FeedHeads.ExecuteUpdateAsync(head => head.SetProperty(x => x.TrimmedTo, end), cancellation);
        return old.Count == Batch;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>Removes attempts that are older than their retention: a batch at each firing, once an hour.</summary>
internal sealed class TrimAttempts(IOptions<WebhookOptions> options, TimeProvider clock) : ITimerHandler<NotificationsDbContext>
{
    public const string Timer = "notifications.attempts";

    private const int Batch = 5_000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public string Kind => Timer;

    public async Task FireAsync(NotificationsDbContext db, Timer timer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var limit = now - options.Value.AttemptRetention;
        var deleted = await db
            .DeliveryAttempts.Where(row =>
                db.DeliveryAttempts.Where(old => old.At < limit).Take(Batch).Select(old => old.Id).Contains(row.Id)
            )
            .ExecuteDeleteAsync(cancellation);
        await db.ScheduleAsync(Timer, Timer, deleted == Batch ? now : now + Every, "", cancellation);
    }

    /// <summary>Sets the timer unless it is set. Not in sample mode, whose clock jumps over months.</summary>
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
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        await transactions.Db.ScheduleAsync(Timer, Timer, now + Every, "", cancellation);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }
}

using Ntm.Messaging;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Features;

/// <summary>Reminds of deadlines and says when one was missed. The next timer is set when one fires.</summary>
internal sealed class WatchDeadlines(DossierStore store, TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public string Kind => DossierStore.DeadlineTimer;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        var watch = DossierStore.ReadWatch(timer.Payload);
        if (
            await store.FindAsync(watch.DossierId) is { } dossier
            && !dossier.Alarm(Act.OfPlatform(clock.GetUtcNow()), watch.Stage, watch.Round).Refused
        )
        {
            DossierMetrics.Deadlines.Add(1, new KeyValuePair<string, object?>("said", dossier.Journal.Entries[^1].Action));
            await store.SaveAsync(dossier, cancellation);
        }
    }
}

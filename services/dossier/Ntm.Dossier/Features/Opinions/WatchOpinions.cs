using Ntm.Dossier.Domain.Opinions;
using Ntm.Messaging;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Features.Opinions;

/// <summary>Reminds those who were asked for an opinion, before their time ends and when it has. The next timer is set when one
/// fires.</summary>
internal sealed class WatchOpinions(DossierStore store, TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public string Kind => OpinionTimers.Kind;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        var watch = OpinionTimers.Read(timer.Payload);
        var act = Act.OfPlatform(clock.GetUtcNow());
        if (
            await store.FindAsync(watch.DossierId) is { } dossier
            && !dossier.Take(act, OpinionActs.Alarm(dossier, act, watch.Number)).Refused
        )
        {
            await store.SaveAsync(dossier, cancellation);
        }
    }
}

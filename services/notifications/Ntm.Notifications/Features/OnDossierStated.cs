using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Features;

/// <summary>Answers a dossier that says where it stands: which of its facts the feed has not.</summary>
internal sealed class OnDossierStated(ReactionServices<NotificationsDbContext> services, TimeProvider clock)
    : Reaction<NotificationsDbContext, DossierStated>(services)
{
    private const int MostMissing = 100;

    protected override async Task ReactAsync(DossierStated fact, CancellationToken cancellation)
    {
        var known = await Db.Feed.Where(row => row.DossierId == fact.DossierId).Select(row => row.Sequence).ToHashSetAsync(cancellation);
        var missing = new List<long>();
        for (var sequence = 1L; sequence <= fact.Sequence && missing.Count < MostMissing; sequence++)
        {
            if (!known.Contains(sequence))
            {
                missing.Add(sequence);
            }
        }

        var now = clock.GetUtcNow();
        var answer = new FeedStated
        {
            EventId = Guid.CreateVersion7(now), OccurredAt = now, DossierId = fact.DossierId, StatementId = fact.EventId,
            Last = known.DefaultIfEmpty().Max(), Missing = missing,
        };
        Db.Publish(answer, answer.EventId, fact.DossierId.ToString("N"), now);
    }
}

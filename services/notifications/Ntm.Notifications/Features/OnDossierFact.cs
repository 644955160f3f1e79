using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Features;

/// <summary>
/// Appends every fact about a dossier to the feed and leaves a notice for whoever must act. A fact whose predecessor
/// has not come yet fails, and so is tried again after it; one that was sent anew and is there already changes nothing.
/// </summary>
internal sealed class OnDossierFact<TFact>(ReactionServices<NotificationsDbContext> services)
    : Reaction<NotificationsDbContext, TFact>(services)
    where TFact : class, IDossierFact
{
    protected override async Task ReactAsync(TFact fact, CancellationToken cancellation)
    {
        MustBeOf(fact.UnitCode, fact.UnitPath.Split('/')[^1]);

        // The row stays locked to the end of the transaction, so positions become visible in their order.
        var positions = await Db
            .Database.SqlQueryRaw<long>(Db.NextPosition, fact.DossierId, fact.Sequence, fact.UnitPath)
            .ToListAsync(cancellation);
        if (positions is not [var position])
        {
            if (await Db.Feed.AnyAsync(row => row.DossierId == fact.DossierId && row.Sequence == fact.Sequence, cancellation))
            {
                return;
            }

            var before = Db
                .Feed.Where(row => row.DossierId == fact.DossierId && row.Sequence == fact.Sequence - 1)
                .Select(row => row.UnitPath);
            MustBeOf(fact.UnitPath, await before.FirstOrDefaultAsync(cancellation) ?? fact.UnitPath);
            throw new InvalidOperationException($"Fact {fact.Sequence} of dossier {fact.DossierId} came before fact {fact.Sequence - 1}.");
        }

        Db.Feed.Add(
            new FeedEvent
            {
                Position = position,
                EventId = fact.EventId,
                Type = $"{typeof(TFact).Name}.{typeof(TFact).Namespace!.Split('.')[^1]}",
                OccurredAt = fact.OccurredAt,
                DossierId = fact.DossierId,
                Sequence = fact.Sequence,
                UnitPath = fact.UnitPath,
                Data = FactText,
            }
        );
        Db.Notices.AddRange(NoticeText.For(fact));
    }
}

using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>An operator who drops a message about a dossier leaves an entry in its audit chain, where the dossier is here and can be
/// read.</summary>
internal sealed class DropAudit(DossierStore store) : IDropAudit<DossierDbContext>
{
    public async Task RecordAsync(DroppedMessage message, CancellationToken cancellation)
    {
        if (!Guid.TryParse(message.OrderKey.Split(':')[^1], out var id) || await store.FindReadableAsync(id) is not { } dossier)
        {
            return;
        }

        dossier.MessageDropped(new Act(message.DroppedBy, message.DroppedAt), message.MessageId, message.Type, message.Reason);
        await store.SaveAsync(dossier, cancellation);
    }
}

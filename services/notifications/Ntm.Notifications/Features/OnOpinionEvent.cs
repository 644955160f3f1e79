using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>
/// Leaves a notice for those whom an opinion asked of others concerns, and settles the earlier ones once it is answered or goes to another
/// unit. The feed has none of it.
/// </summary>
internal sealed class OnOpinionEvent<TEvent>(ConsumerServices<NotificationsDbContext> services)
    : EventConsumer<NotificationsDbContext, TEvent>(services)
    where TEvent : class, IOpinionEvent
{
    protected override async Task HandleAsync(TEvent @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, UnitScope.CodeOf(@event.UnitPath));
        if (@event is OpinionAsked or OpinionAnswered)
        {
            var matter = OpinionNoticeText.MatterOf(@event);
            await Db
                .Notices.Where(notice => notice.DossierId == @event.DossierId && notice.Stage == matter && notice.SettledAt == null)
                .ExecuteUpdateAsync(notice => notice.SetProperty(x => x.SettledAt, @event.OccurredAt), cancellation);
        }

        Db.Notices.AddRange(OpinionNoticeText.For(@event));
    }
}

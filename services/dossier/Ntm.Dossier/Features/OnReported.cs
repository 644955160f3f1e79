using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>Stores the feed's report on a dossier for the next reconciliation; a report on an older request is ignored.</summary>
internal sealed class OnFeedReported(ConsumerServices<DossierDbContext> services) : EventConsumer<DossierDbContext, FeedReported>(services)
{
    protected override Task HandleAsync(FeedReported @event, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(@event, EventJson.Options);
        return Db
            .ReconciliationRequests.Where(row => row.DossierId == @event.DossierId && row.StatementId == @event.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Feed, answer), cancellation);
    }
}

/// <summary>Stores the assessment service's report in the same way.</summary>
internal sealed class OnAssessmentReported(ConsumerServices<DossierDbContext> services)
    : EventConsumer<DossierDbContext, AssessmentReported>(services)
{
    protected override Task HandleAsync(AssessmentReported @event, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(@event, EventJson.Options);
        return Db
            .ReconciliationRequests.Where(row => row.DossierId == @event.DossierId && row.StatementId == @event.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Assessment, answer), cancellation);
    }
}

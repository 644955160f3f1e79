using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>Keeps what the feed has of a dossier, for the next reconciliation; an answer to an older statement says nothing.</summary>
internal sealed class OnFeedReported(ConsumerServices<DossierDbContext> services) : EventConsumer<DossierDbContext, FeedReported>(services)
{
    protected override Task HandleAsync(FeedReported @event, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(@event, EventJson.Options);
        return Db
            .Statements.Where(row => row.DossierId == @event.DossierId && row.StatementId == @event.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Feed, answer), cancellation);
    }
}

/// <summary>Keeps what the assessment service knows of a dossier, in the same way.</summary>
internal sealed class OnAssessmentReported(ConsumerServices<DossierDbContext> services)
    : EventConsumer<DossierDbContext, AssessmentReported>(services)
{
    protected override Task HandleAsync(AssessmentReported @event, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(@event, EventJson.Options);
        return Db
            .Statements.Where(row => row.DossierId == @event.DossierId && row.StatementId == @event.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Assessment, answer), cancellation);
    }
}

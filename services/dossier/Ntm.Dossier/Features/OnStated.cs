using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Notifications.V1;

namespace Ntm.Dossier.Features;

/// <summary>Keeps what the feed has of a dossier, for the next reconciliation; an answer to an older statement says nothing.</summary>
internal sealed class OnFeedStated(ReactionServices<DossierDbContext> services) : Reaction<DossierDbContext, FeedStated>(services)
{
    protected override Task ReactAsync(FeedStated fact, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(fact, FactJson.Options);
        return Db
            .Statements.Where(row => row.DossierId == fact.DossierId && row.StatementId == fact.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Feed, answer), cancellation);
    }
}

/// <summary>Keeps what the assessment service knows of a dossier, in the same way.</summary>
internal sealed class OnAssessmentStated(ReactionServices<DossierDbContext> services)
    : Reaction<DossierDbContext, AssessmentStated>(services)
{
    protected override Task ReactAsync(AssessmentStated fact, CancellationToken cancellation)
    {
        var answer = JsonSerializer.Serialize(fact, FactJson.Options);
        return Db
            .Statements.Where(row => row.DossierId == fact.DossierId && row.StatementId == fact.StatementId)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Assessment, answer), cancellation);
    }
}

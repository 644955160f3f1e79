using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>What the acts on a model site share.</summary>
internal sealed class ModelSiteCommands(PlanningDbContext db, RecordCommands commands)
{
    /// <summary>How the commands show a site, and to whom: everybody who sees published plans there.</summary>
    public static RecordKind<ModelSite, ModelSiteView> Kind =>
        new(ModelSiteErrors.NotFound, (caller, row) => PlanningAccess.SeesPublished(caller, row.UnitPath), ModelSiteView.Of);

    /// <summary>An act of the commune's officer or leader.</summary>
    public Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> ByKeeperAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<ModelSite, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row => RecordAccess.Officers(caller, CommuneOf(row.UnitPath)) is { } hand ? hand : ModelSiteErrors.NotKeeper,
            act,
            cancellation
        );

    /// <summary>An act of the commune's leader.</summary>
    public Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> ByLeaderAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<ModelSite, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row =>
                caller.Holds("leader", CommuneOf(row.UnitPath))
                    ? new RecordHand(CommuneOf(row.UnitPath), ["leader"])
                    : ModelSiteErrors.NotRecogniser,
            act,
            cancellation
        );

    /// <summary>States of a site's criteria, the first one first.</summary>
    public Task<List<CriterionState>> StatesAsync(Guid id, CancellationToken cancellation) =>
        db.CriterionStates.AsNoTracking().Where(row => row.SiteId == id).OrderBy(row => row.Number).ToListAsync(cancellation);

    private static string CommuneOf(string village) => PlanningAccess.PublishingUnit(village, PlanLevel.Village);
}

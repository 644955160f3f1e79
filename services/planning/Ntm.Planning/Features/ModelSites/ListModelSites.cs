using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>Model sites of a commune under a plan.</summary>
/// <param name="CommuneCode">Official code of the commune.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Registered">How many are registered.</param>
/// <param name="Reached">How many have reached their criteria.</param>
/// <param name="Recognised">How many are recognised.</param>
/// <param name="Losing">How many have lost a criterion that they had met.</param>
public sealed record ModelSiteCount(string CommuneCode, ModelSiteKind Kind, int Registered, int Reached, int Recognised, int Losing);

/// <summary><c>GET /planning/plans/{id}/model-sites?kind=&amp;village=&amp;after=&amp;limit=</c> and <c>…/summary</c>: everybody who
/// sees the plan.</summary>
internal static class ListModelSites
{
    private static readonly ModelSiteKind[] Kinds = Enum.GetValues<ModelSiteKind>();

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/plans/{id:guid}/model-sites", HandleAsync).WithName(nameof(ListModelSites));
        routes.MapGet("/plans/{id:guid}/model-sites/summary", SummariseAsync).WithName("GetModelSiteSummary").Scope("planning:read");
    }

    /// <summary>Lists areas and gardens of a plan, by village.</summary>
    internal static async Task<Results<Ok<Page<ModelSiteView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? kind = null,
        string? village = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is null)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var wanted = kind is null ? Kinds : [.. Kinds.Where(one => one.ToString().ToLowerInvariant() == kind)];
        if (wanted.Length == 0)
        {
            return ModelSiteErrors.KindUnknown.ToProblem();
        }

        var rows = await Rows(db, id, page, wanted, village).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<ModelSiteView>([.. listed.Items.Select(ModelSiteView.Of)], listed.Next));
    }

    /// <summary>Counts areas and gardens by commune.</summary>
    internal static async Task<Results<Ok<List<ModelSiteCount>>, ProblemHttpResult>> SummariseAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is null)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var sites = await db
            .ModelSites.Where(row => row.PlanId == id)
            .Select(row => new
            {
                row.UnitPath,
                row.Kind,
                row.Reached,
                Recognised = row.RecognisedBy != null,
                Losing = row.Lost > 0,
            })
            .ToListAsync(cancellation);
        var counts =
            from site in sites
            group site by (Commune: PlanningAccess.PublishingUnit(site.UnitPath, PlanLevel.Village), site.Kind) into same
            orderby same.Key.Commune, same.Key.Kind
            select new ModelSiteCount(
                UnitScope.CodeOf(same.Key.Commune),
                same.Key.Kind,
                same.Count(),
                same.Count(site => site.Reached),
                same.Count(site => site.Recognised),
                same.Count(site => site.Losing)
            );
        return TypedResults.Ok(counts.ToList());
    }

    internal static IQueryable<ModelSite> Rows(
        PlanningDbContext db,
        Guid plan,
        PageRequest page,
        IReadOnlyList<ModelSiteKind> kinds,
        string? village
    )
    {
        var query = db.ModelSites.AsNoTracking().Where(row => row.PlanId == plan);
        query = query.Where(row => kinds.Contains(row.Kind));
        query = village is null ? query : query.Where(row => row.UnitCode == village);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        return query.OrderBy(row => row.SortKey).Take(page.Size + 1);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Funds;

/// <summary>Sums of a fund.</summary>
/// <param name="Fund">Key of the fund in the plan.</param>
/// <param name="Source">Its source; null where the newest edition no longer has it.</param>
/// <param name="Planned">Planned, đồng.</param>
/// <param name="Allotted">Allotted, đồng.</param>
/// <param name="Spent">Spent, đồng.</param>
/// <param name="Villages">What villages gave, by village code.</param>
public sealed record FundTotal(
    string Fund,
    string? Source,
    long Planned,
    long Allotted,
    long Spent,
    IReadOnlyList<VillageContribution> Villages
);

/// <summary>What a village gave to a fund.</summary>
/// <param name="VillageCode">Official code of the village.</param>
/// <param name="VillageName">Vietnamese name of the village.</param>
/// <param name="Money">Money, đồng.</param>
/// <param name="Land">Land, m².</param>
/// <param name="Labour">Working days.</param>
public sealed record VillageContribution(string VillageCode, string VillageName, long Money, long Land, long Labour);

/// <summary><c>GET /planning/plans/{id}/funds</c>: everybody who sees the plan reads the sums.</summary>
internal static class GetFunds
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/funds", HandleAsync).WithName(nameof(GetFunds)).Scope("planning:read");

    /// <summary>Sums what is planned, allotted, spent and given, per fund and village, in the order of the plan.</summary>
    internal static async Task<Results<Ok<List<FundTotal>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var sums = await db
            .FundEntries.Where(row => row.PlanId == id)
            .GroupBy(row => new
            {
                row.Fund,
                row.Kind,
                row.Measure,
                row.VillageCode,
                row.VillageName,
            })
            .Select(group => new Sum(
                group.Key.Fund,
                group.Key.Kind,
                group.Key.Measure,
                group.Key.VillageCode,
                group.Key.VillageName,
                group.Sum(row => row.Amount)
            ))
            .ToListAsync(cancellation);
        var funds = (await db.NewestAsync(plan, cancellation))?.Content.Funding ?? [];
        var keys = funds.Select(fund => fund.Key).Union(sums.Select(sum => sum.Fund).Order(StringComparer.Ordinal));
        return TypedResults.Ok(
            keys.Select(key => Total(key, funds.FirstOrDefault(fund => fund.Key == key)?.Source, [.. sums.Where(sum => sum.Fund == key)]))
                .ToList()
        );
    }

    private static FundTotal Total(string key, string? source, List<Sum> sums) =>
        new(
            key,
            source,
            Of(FundEntryKind.Planned, sums),
            Of(FundEntryKind.Allotted, sums),
            Of(FundEntryKind.Spent, sums),
            [
                .. sums.Where(sum => sum.Kind == FundEntryKind.Contributed)
                    .GroupBy(sum => sum.VillageCode!)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new VillageContribution(
                        group.Key,
                        group.First().VillageName!,
                        In(FundMeasure.Money, group),
                        In(FundMeasure.Land, group),
                        In(FundMeasure.Labour, group)
                    )),
            ]
        );

    private static long Of(FundEntryKind kind, List<Sum> sums) => sums.Where(sum => sum.Kind == kind).Sum(sum => sum.Amount);

    private static long In(FundMeasure measure, IEnumerable<Sum> sums) => sums.Where(sum => sum.Measure == measure).Sum(sum => sum.Amount);

    private sealed record Sum(string Fund, FundEntryKind Kind, FundMeasure Measure, string? VillageCode, string? VillageName, long Amount);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Features.Plans;

/// <summary>What a workbook would become. Nothing of it is saved.</summary>
public sealed record PlanPreview
{
    /// <summary>Vietnamese name of the unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Whether it can be imported: no cell is bad.</summary>
    public required bool Importable { get; init; }

    /// <summary>Number of bad cells.</summary>
    public required int BadCellCount { get; init; }

    /// <summary>The first 500 bad cells, in the order of the sheets and rows.</summary>
    public required IReadOnlyList<BadCell> BadCells { get; init; }

    /// <summary>What was read; with bad cells as far as it could be read.</summary>
    public required PlanContent Content { get; init; }

    /// <summary>Id of the unit's plan of that year with the same number; null where there is none.</summary>
    public required Guid? ExistingId { get; init; }

    /// <summary>What differs from that plan's draft or, without one, its newest edition; the first 500.</summary>
    public required IReadOnlyList<ContentChange> Changes { get; init; }

    /// <summary>Number of differences.</summary>
    public required int ChangeCount { get; init; }
}

/// <summary><c>POST /planning/plans/preview</c>: an officer or leader of the unit sees what a workbook says before importing it.</summary>
internal static class PreviewPlanImport
{
    private const int MostListed = 500;

    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/plans/preview", HandleAsync).WithName(nameof(PreviewPlanImport));

    /// <summary>Reads a workbook and answers what it says, each bad cell, and what differs from the plan with the same number. Nothing is
    /// saved.</summary>
    internal static async Task<Results<Ok<PlanPreview>, ProblemHttpResult>> HandleAsync(
        ImportPlanRequest request,
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var import = await db.ReadAsync(request, caller, clock.Today(), cancellation);
        if (import.Refused)
        {
            return import.Errors.ToProblem();
        }

        var (unit, reading) = (import.Value.Unit, import.Value.Reading);
        var existing = await db.SameNumberAsync(unit, request.Year, reading.Content, cancellation);
        var before = existing is null ? null : existing.Draft ?? (await db.NewestAsync(existing, cancellation))?.Content;
        var changes = before is null ? [] : ContentDifference.Between(before, reading.Content);
        return TypedResults.Ok(
            new PlanPreview
            {
                UnitName = unit.Name,
                Importable = reading.BadCells.Count == 0,
                BadCellCount = reading.BadCells.Count,
                BadCells = [.. reading.BadCells.Take(WorkbookErrors.MostListed)],
                Content = reading.Content,
                ExistingId = existing?.Id,
                Changes = [.. changes.Take(MostListed)],
                ChangeCount = changes.Count,
            }
        );
    }
}

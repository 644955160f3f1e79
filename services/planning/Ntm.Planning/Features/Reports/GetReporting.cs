using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>How a unit keeps to its dues.</summary>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="ReportingRate">Share of the reports that came of those that were due, 0 to 1; null where nothing was due.</param>
/// <param name="OnTimeRate">Share of the reports that came in time of those that were due, 0 to 1; null where nothing was due.</param>
/// <param name="LastReportAt">When its last report in the range came, UTC; null for none: its figures are as old as that.</param>
/// <param name="Weeks">Week by week.</param>
public sealed record ReportingUnit(
    string UnitCode,
    string UnitName,
    decimal? ReportingRate,
    decimal? OnTimeRate,
    DateTimeOffset? LastReportAt,
    IReadOnlyList<ReportingWeek> Weeks
);

/// <summary><c>GET /planning/plans/{id}/reporting?from=&amp;to=&amp;after=&amp;limit=</c>: how the units of a plan keep to their dues, by
/// unit and week.</summary>
internal static class GetReporting
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/reporting", HandleAsync).WithName(nameof(GetReporting)).Scope("planning:read");

    /// <summary>Reads the reporting rate, the rate in time and the last report of each unit, by unit. What is late here is the report;
    /// whether the work is behind is for the progress to say.</summary>
    internal static async Task<Results<Ok<Page<ReportingUnit>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var range = DayRange.Of(from, to, clock.Today());
        if (range.Refused)
        {
            return range.Errors.ToProblem();
        }

        var (first, last) = range.Value;
        var query = db.Duties.AsNoTracking().Where(row => row.PlanId == id && row.To >= first && row.To <= last);
        var after = page.Key is { } key ? query.Where(row => string.Compare(row.UnitPath, key) > 0) : query;
        var units = await after.Select(row => row.UnitPath).Distinct().Order().Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(units, path => path);
        var paths = listed.Items.ToList();
        var duties = await query.Where(row => paths.Contains(row.UnitPath)).ToListAsync(cancellation);
        return TypedResults.Ok(
            new Page<ReportingUnit>(
                [
                    .. duties
                        .GroupBy(duty => duty.UnitPath)
                        .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                        .Select(unit => Show([.. unit])),
                ],
                listed.Next
            )
        );
    }

    private static ReportingUnit Show(List<ReportDuty> duties)
    {
        var weeks = ReportingRates.WeeksOf(duties);
        var due = weeks.Sum(week => week.Due);
        var newest = duties.MaxBy(duty => duty.From)!;
        return new ReportingUnit(
            newest.UnitCode,
            newest.UnitName,
            ReportingRates.Rate(weeks.Sum(week => week.Filed), due),
            ReportingRates.Rate(weeks.Sum(week => week.OnTime), due),
            duties.Max(duty => duty.FiledAt),
            weeks
        );
    }
}

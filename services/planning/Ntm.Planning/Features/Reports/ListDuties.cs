using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>A report that is or was due.</summary>
/// <param name="Id">Id of what is due.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Rule">Key of the reporting rule.</param>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Start">First legal day that it is about.</param>
/// <param name="End">Last legal day that it is about.</param>
/// <param name="DueAt">First instant that is too late, UTC.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReportId">Id of the report; null while nothing was filed.</param>
/// <param name="FiledAt">When the last revision came, UTC; null while nothing was filed.</param>
/// <param name="RemindedAt">When somebody was reminded last, UTC; null for never.</param>
public sealed record DutySummary(
    Guid Id,
    Guid PlanId,
    string Rule,
    string UnitCode,
    string UnitName,
    DateOnly Start,
    DateOnly End,
    DateTimeOffset DueAt,
    DutyStatus Status,
    Guid? ReportId,
    DateTimeOffset? FiledAt,
    DateTimeOffset? RemindedAt
);

/// <summary><c>GET /planning/duties?plan=&amp;status=&amp;unit=&amp;after=&amp;limit=</c>: reports that are missing, late or returned, or
/// of one status, in the caller's units and those below, the oldest due first.</summary>
internal static class ListDuties
{
    private static readonly DutyStatus[] All = Enum.GetValues<DutyStatus>();
    private static readonly DutyStatus[] Unsettled = [DutyStatus.Missing, DutyStatus.Late, DutyStatus.Returned];

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/duties", HandleAsync).WithName(nameof(ListDuties));

    /// <summary>Lists reports that are due, by due and unit; without a status those that are missing, late or returned, and without a plan
    /// those of plans that are not closed.</summary>
    internal static async Task<Results<Ok<Page<DutySummary>>, ProblemHttpResult>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        Guid? plan = null,
        string? status = null,
        string? unit = null
    )
    {
        var wanted = status is null ? Unsettled : All.Where(one => Name(one) == status).ToArray();
        if (wanted.Length == 0)
        {
            return ReportErrors.StatusUnknown(All.Select(Name)).ToProblem();
        }

        var query = db.Duties.AsNoTracking().InUnits(ReportAccess.Seen(caller), row => row.UnitPath);
        query = query.Where(row => wanted.Contains(row.Status));
        query = status is null && plan is null ? query.OfRunningPlans(db) : query;
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<DutySummary>([.. listed.Items.Select(Show)], listed.Next));
    }

    /// <summary>The status as JSON names it.</summary>
    private static string Name(DutyStatus status) => status.ToString().ToLowerInvariant();

    private static DutySummary Show(ReportDuty duty) =>
        new(
            duty.Id,
            duty.PlanId,
            duty.Rule,
            duty.UnitCode,
            duty.UnitName,
            duty.From,
            duty.To,
            duty.DueAt,
            duty.Status,
            duty.ReportId,
            duty.FiledAt,
            duty.RemindedAt
        );
}

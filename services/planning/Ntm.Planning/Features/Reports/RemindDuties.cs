using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>Whom to remind.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001" }</example>
public sealed record RemindDutiesRequest
{
    /// <summary>Id of the plan; null for every plan.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Official code of the unit; null for every unit below the caller's.</summary>
    [Text(30, Optional = true)]
    public string? UnitCode { get; init; }
}

/// <summary>Who was reminded.</summary>
/// <param name="Reminded">Number of reports that somebody was reminded of now.</param>
/// <param name="Units">Number of units.</param>
public sealed record RemindedDuties(int Reminded, int Units);

/// <summary><c>POST /planning/duties/reminders</c>: an officer or leader reminds all units below of what is missing or returned, in one
/// act.</summary>
internal static class RemindDuties
{
    private const int MostAtOnce = 2000;

    private static readonly TimeSpan Again = TimeSpan.FromHours(12);

    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/duties/reminders", HandleAsync).WithName(nameof(RemindDuties));

    /// <summary>Reminds of every report on a running plan that is missing or returned in the caller's units and below, at most 2000, the
    /// oldest first. Who was reminded in the last twelve hours is not reminded again, so that a second press does no harm.</summary>
    internal static async Task<Results<Ok<RemindedDuties>, ProblemHttpResult>> HandleAsync(
        RemindDutiesRequest request,
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        ILogger<ReportDuty> log,
        CancellationToken cancellation
    )
    {
        var taken = ReportAccess.Taken(caller);
        if (taken.IsEmpty)
        {
            return PlanErrors.Forbidden("Chỉ cán bộ, lãnh đạo được nhắc các đơn vị báo cáo.").ToProblem();
        }

        var now = clock.GetUtcNow();
        var since = now - Again;
        var query = db.Duties.InUnits(taken, row => row.UnitPath);
        query = query.Where(row => row.Status == DutyStatus.Missing || row.Status == DutyStatus.Returned);
        query = query.OfRunningPlans(db);
        query = query.Where(row => row.RemindedBy == null || row.RemindedAt == null || row.RemindedAt < since);
        query = request.PlanId is { } plan ? query.Where(row => row.PlanId == plan) : query;
        query = request.UnitCode is { } unit ? query.Where(row => row.UnitCode == unit) : query;
        var duties = await query.OrderBy(row => row.SortKey).Take(MostAtOnce).ToListAsync(cancellation);
        foreach (var duty in duties)
        {
            duty.Remind(now, caller.Subject);
            db.PublishDue(duty, caller.Subject, now);
        }

        if (duties.Count > 0)
        {
            db.ActIn(caller, ReportAccess.TakenAt(caller, duties[0].UnitPath), PlanningAccess.Drafters);
            await db.SaveChangesAsync(cancellation);
        }

        log.DutiesReminded(duties.Count, caller.Subject);
        return TypedResults.Ok(new RemindedDuties(duties.Count, duties.Select(duty => duty.UnitPath).Distinct().Count()));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>The group of a commune and the document that says so.</summary>
/// <param name="Group">Group of the commune: 1, 2 or 3.</param>
/// <param name="DocumentNumber">Number of the province's document, 1 to 60 characters.</param>
/// <param name="DocumentDate">Date of the document, not in the future.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then are judged by it.</param>
/// <example>{ "group": 2, "documentNumber": "02/2026/QĐ-THU", "documentDate": "2026-03-01", "validFrom": "2026-03-15" }</example>
public sealed record PutUnitGroupRequest(int Group, string DocumentNumber, DateOnly DocumentDate, DateOnly ValidFrom);

/// <summary><c>PUT /assessment/unit-groups/{unitCode}</c>: the leader of the province; what was said before stays on record.</summary>
internal static class PutUnitGroup
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/unit-groups/{unitCode}", HandleAsync).WithName(nameof(PutUnitGroup));

    /// <summary>Puts a commune into group 1, 2 or 3 since a legal day, by a document of its province.</summary>
    internal static async Task<Results<Ok<UnitGroupView>, ProblemHttpResult>> HandleAsync(
        string unitCode,
        PutUnitGroupRequest request,
        AssessmentDbContext db,
        Caller caller,
        TimeProvider clock,
        ILogger<UnitGroup> log,
        CancellationToken cancellation
    )
    {
        var path = await db
            .Units.AsNoTracking()
            .Where(row => row.Code == unitCode && row.Level == "commune")
            .OrderByDescending(row => row.ValidFrom)
            .Select(row => row.Path)
            .FirstOrDefaultAsync(cancellation);
        if (path is null)
        {
            return AssessmentErrors.UnitUnknown.ToProblem();
        }

        var province = UnitScope.ProvinceOf(path);
        if (AssessmentAccess.ToGroupUnit(caller, province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var (number, date, from) = (request.DocumentNumber, request.DocumentDate, request.ValidFrom);
        if (UnitGroup.Faults(request.Group, number, date, from, clock.Today()).ToList() is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        var last = await db.UnitGroups.Where(known => known.Province == province).MaxAsync(known => (int?)known.Number, cancellation) ?? 0;
        var row = new UnitGroup
        {
            Province = province,
            Number = last + 1,
            UnitCode = unitCode,
            Group = request.Group,
            DocumentNumber = number.Trim(),
            DocumentDate = date,
            ValidFrom = from,
            RecordedBy = caller.Subject,
            RecordedByName = caller.Name,
            RecordedAt = clock.GetUtcNow(),
        };
        db.UnitGroups.Add(row);
        await db.SaveChangesAsync(cancellation);
        log.UnitGrouped(unitCode, row.Group, caller.Subject);
        return TypedResults.Ok(UnitGroupView.Of(row));
    }
}

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
/// <example>{ "group": 2, "documentNumber": "02/2026/QĐ-THU", "documentDate": "2026-03-01", "validFrom": "2026-03-15" }</example>
public sealed record PutUnitGroupRequest
{
    /// <summary>Group of the commune: 1, 2 or 3.</summary>
    [Between(1, 3)]
    public required int Group { get; init; }

    /// <summary>Number of the province's document, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day; dossiers opened since then are judged by it.</summary>
    public required DateOnly ValidFrom { get; init; }
}

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
        if (await db.ProvinceOfCommuneAsync(unitCode, cancellation) is not { } province)
        {
            return AssessmentErrors.UnitUnknown.ToProblem();
        }

        if (AssessmentAccess.ToGroupUnit(caller, province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var document = new ProvinceDocument(request.DocumentNumber.Trim(), request.DocumentDate, request.ValidFrom);
        if (document.Faults(clock.Today()).ToList() is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        var last = await db.UnitGroups.Where(known => known.Province == province).MaxAsync(known => (int?)known.Number, cancellation) ?? 0;
        var row = UnitGroup.Of(unitCode, request.Group, document, (province, last), caller, clock.GetUtcNow());
        db.UnitGroups.Add(row);
        db.ActIn(caller, province, "leader");
        await db.SaveChangesAsync(cancellation);
        log.UnitGrouped(unitCode, row.Group, caller.Subject);
        return TypedResults.Ok(UnitGroupView.Of(row));
    }
}

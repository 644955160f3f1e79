using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>The group of a commune and the document that says so.</summary>
/// <example>
/// { "group": 2, "documentNumber": "02/2026/QĐ-THU", "documentDate": "2026-03-01", "validFrom": "2026-03-15", "reachesOpenDossiers":
/// false }
/// </example>
public sealed record PrepareUnitGroupRequest
{
    /// <summary>Group of the commune: 1, 2 or 3.</summary>
    [Between(1, 3)]
    public required int Group { get; init; }

    /// <summary>Number of the province's document, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day, not before the document; dossiers opened since then are judged by it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Whether it also counts for open dossiers of the commune, opened since the first legal day, that have no group yet.
    /// </summary>
    public bool ReachesOpenDossiers { get; init; }
}

/// <summary><c>POST /assessment/unit-groups/{unitCode}</c>: an officer or appraiser of the province prepares it; what was said before
/// stays on record.</summary>
internal static class PrepareUnitGroup
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/unit-groups/{unitCode}", HandleAsync).WithName(nameof(PrepareUnitGroup));

    /// <summary>Prepares that a commune is in group 1, 2 or 3 since a legal day; a leader of the province puts it into force.</summary>
    internal static async Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        string unitCode,
        PrepareUnitGroupRequest request,
        AssessmentDbContext db,
        EntryBook<AssessmentDbContext> entries,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        await db.ProvinceOfCommuneAsync(unitCode, cancellation) is { } province
            ? await entries.PrepareAsync(
                UnitGroupEntry.Kind,
                province,
                new UnitGroupDecision(unitCode, request.Group, request.ReachesOpenDossiers),
                new EntryDocument(request.DocumentNumber, request.DocumentDate, request.ValidFrom),
                http,
                cancellation
            )
            : AssessmentErrors.UnitUnknown.ToProblem();
}

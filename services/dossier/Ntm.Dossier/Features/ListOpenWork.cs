using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary>Open work of those who hold a role at a unit.</summary>
/// <param name="Role">Role that acts.</param>
/// <param name="UnitPath">Unit that acts, codes from the province down.</param>
/// <param name="Department">Department whose share of a review it is, or by which the consolidation is known; null for neither.</param>
/// <param name="Consolidates">Whether it is the consolidation, which also falls to those of the unit who are in no department.</param>
/// <param name="Open">Open stages and shares.</param>
/// <param name="NextDue">Earliest deadline among them; null where none has one.</param>
public sealed record OpenWork(string Role, string UnitPath, string? Department, bool Consolidates, int Open, DateTimeOffset? NextDue);

/// <summary><c>GET /dossiers/open-work</c>: whose work is open and how much, in the units of the caller's grants as leader and
/// administrator. Held against who holds the roles (<c>GET /identity/held-roles</c>) it says which steps nobody can do.</summary>
internal static class ListOpenWork
{
    private static readonly string[] Overseers = ["leader", "administrator"];

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/open-work", HandleAsync).WithName(nameof(ListOpenWork));

    /// <summary>Lists whose work is open and how much of it, by role, unit and department.</summary>
    internal static async Task<Results<Ok<List<OpenWork>>, ProblemHttpResult>> HandleAsync(
        DossierDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var scope = UnitScope.Of(caller.Grants.Where(grant => Overseers.Contains(grant.Role)));
        if (scope.IsEmpty)
        {
            return DossierErrors.NotOverseer.ToProblem();
        }

        var rows = await db
            .OpenStages.AsNoTracking()
            .GroupBy(row => new { row.Actor, row.Department })
            .Select(group => new
            {
                group.Key.Actor,
                group.Key.Department,
                Open = group.Count(),
                Due = group.Min(row => row.DueAt),
            })
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            rows.Select(row => Show(row.Actor, row.Department, row.Open, row.Due))
                .Where(work => scope.Covers(work.UnitPath))
                .OrderBy(work => work.NextDue ?? DateTimeOffset.MaxValue)
                .ThenBy(work => work.UnitPath, StringComparer.Ordinal)
                .ThenBy(work => work.Role, StringComparer.Ordinal)
                .ToList()
        );
    }

    private static OpenWork Show(string actor, string? department, int open, DateTimeOffset due)
    {
        // A grant is written as the key of the work that falls to it, but for the consolidation.
        var grant = Grant.Parse(actor.TrimEnd('#'))!;
        return new OpenWork(
            grant.Role,
            grant.UnitPath,
            department,
            actor.EndsWith('#'),
            open,
            due >= OpenStageRow.UnknownDeadline ? null : due
        );
    }
}

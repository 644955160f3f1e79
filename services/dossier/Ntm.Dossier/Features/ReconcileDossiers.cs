using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Reconciliation;

namespace Ntm.Dossier.Features;

/// <summary>A difference between a dossier and its related data.</summary>
/// <param name="DossierId">Dossier.</param>
/// <param name="UnitCode">Unit it is about.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Year">Year of the title.</param>
/// <param name="Code">Kind of difference, e.g. <c>reconciliation.task_missing</c>.</param>
/// <param name="Place">Stage and round, number of an event, or empty.</param>
/// <param name="Message">What is wrong and what happens next.</param>
/// <param name="Mendable">False where only an operator can mend it.</param>
/// <param name="Mended">Whether this call mended it.</param>
public sealed record DossierDifference(
    Guid DossierId,
    string UnitCode,
    string UnitName,
    int Year,
    string Code,
    string Place,
    string Message,
    bool Mendable,
    bool Mended
);

/// <summary>
/// <c>GET /dossiers/reconciliation?after=&amp;limit=</c> lists the differences of up to <c>limit</c> dossiers of the caller's
/// province; a page may be empty and have a next one. <c>POST</c> mends them and asks the other services anew, what they
/// answer shows at the next call.
/// </summary>
internal static class ReconcileDossiers
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/reconciliation", ListAsync).WithName("ListDossierDifferences");
        routes.MapPost("/reconciliation", MendAsync).WithName("MendDossierDifferences");
    }

    /// <summary>Lists where dossiers of the caller's province differ from what other services report.</summary>
    internal static Task<Results<Ok<Page<DossierDifference>>, ProblemHttpResult>> ListAsync(
        DossierDbContext db,
        Reconciler reconciler,
        Caller caller,
        [AsParameters] PageRequest page,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        AnswerAsync(
            db,
            DossierAccess.ProvincesToReconcile(caller, mend: false),
            page,
            rows => reconciler.LookAsync(rows, clock.GetUtcNow(), cancellation),
            cancellation
        );

    /// <summary>Mends what can be mended of the differences, and lists all.</summary>
    internal static Task<Results<Ok<Page<DossierDifference>>, ProblemHttpResult>> MendAsync(
        DossierDbContext db,
        Reconciler reconciler,
        Caller caller,
        [AsParameters] PageRequest page,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        AnswerAsync(
            db,
            DossierAccess.ProvincesToReconcile(caller, mend: true),
            page,
            rows => reconciler.ReconcileAsync(rows, new Act(caller.Subject, clock.GetUtcNow()), cancellation),
            cancellation
        );

    private static async Task<Results<Ok<Page<DossierDifference>>, ProblemHttpResult>> AnswerAsync(
        DossierDbContext db,
        UnitScope provinces,
        PageRequest page,
        Func<IReadOnlyList<DossierRow>, Task<List<Finding>>> find,
        CancellationToken cancellation
    )
    {
        if (provinces.IsEmpty)
        {
            return DossierErrors.NotReconciler.ToProblem();
        }

        var after = page.Key ?? "";
        var rows = await db
            .Dossiers.AsNoTracking()
            .InUnits(provinces, row => row.UnitPath)
            .Where(row => string.Compare(row.SortKey, after) > 0)
            .OrderBy(row => row.SortKey)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        var found = await find(listed.Items);
        return TypedResults.Ok(new Page<DossierDifference>(found.ConvertAll(Show), listed.Next));
    }

    private static DossierDifference Show(Finding found) =>
        new(
            found.Dossier.Id,
            found.Dossier.UnitCode,
            found.Dossier.UnitName,
            found.Dossier.Year,
            found.Difference.Code,
            found.Difference.Place,
            found.Difference.Message,
            found.Difference.Mend is not null,
            found.Mended
        );
}

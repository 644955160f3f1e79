using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Procedures;

/// <summary>The procedures that a province has confirmed.</summary>
/// <param name="Province">Code of the province.</param>
/// <param name="Day">Legal day for which it is said what is in force.</param>
/// <param name="Items">Every procedure, in the order in which they were entered.</param>
/// <param name="Known">Figures as public sources give them, for a province that writes its document; none of them decides.</param>
/// <param name="Paths">Paths for which a procedure may be confirmed.</param>
public sealed record ProcedureRegister(
    string Province,
    DateOnly Day,
    IReadOnlyList<ConfirmedProcedure> Items,
    IReadOnlyList<FigureView> Known,
    IReadOnlyList<ConfirmablePath> Paths
);

/// <summary>A path that needs a confirmed procedure.</summary>
/// <param name="Key">Key of the path, as the confirmation names it.</param>
/// <param name="Title">Vietnamese name.</param>
public sealed record ConfirmablePath(string Key, string Title);

/// <summary>
/// <c>GET /dossiers/procedures?province=&amp;day=</c>: what the province confirmed, by which documents, and what is in force on a day,
/// for anyone in the province.
/// </summary>
internal static class ListProcedures
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/procedures", HandleAsync).WithName(nameof(ListProcedures)).Scope("dossiers:read");

    internal static async Task<Results<Ok<ProcedureRegister>, ProblemHttpResult>> HandleAsync(
        string province,
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? day = null
    )
    {
        if (!DossierAccess.LiesIn(caller, province))
        {
            return ProcedureErrors.NotInProvince.ToProblem();
        }

        var on = day ?? clock.Today();
        var rows = await db.ProceduresOfAsync(province, cancellation);
        return TypedResults.Ok(
            new ProcedureRegister(
                province,
                on,
                [.. rows.Select(row => ConfirmedProcedure.Of(row, ProcedureQueries.InForce(rows, row.PathKey, on) == row, rules.Figures))],
                [.. rules.Figures.All.Select(ProcedureView.Of)],
                [
                    .. rules
                        .Paths.Paths.Where(path => path.NeedsProcedure && (path.ValidTo is null || path.ValidTo >= on))
                        .GroupBy(path => path.Key)
                        .Select(versions => new ConfirmablePath(versions.Key, versions.Last().Title)),
                ]
            )
        );
    }
}

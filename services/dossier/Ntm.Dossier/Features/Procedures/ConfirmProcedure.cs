using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features.Procedures;

/// <summary>A procedure that the province confirms by a numbered document.</summary>
/// <example>
/// { "province": "42", "path": "xa-ntm-2-cap", "documentNumber": "15/2026/QĐ-UBND", "documentDate": "2026-02-20", "validFrom":
/// "2026-03-01", "figures": {"quorum": {"numerator": 2, "denominator": 3}, "majority": {"numerator": 90, "denominator": 100},
/// "meetingShare": {"numerator": 90, "denominator": 100}, "noticeDays": {"days": 15, "kind": "Calendar"}, "broadcasts": 5} }
/// </example>
public sealed record ConfirmProcedureRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(20)]
    public required string Province { get; init; }

    /// <summary>Key of the path that it is for, e.g. <c>xa-ntm-2-cap</c>.</summary>
    [Text(60)]
    public required string Path { get; init; }

    /// <summary>Number of the document, up to 100 characters, e.g. <c>15/2026/QĐ-UBND</c>.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day, not before the document; dossiers opened since then follow it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>What the document sets.</summary>
    public required ProcedureFigures Figures { get; init; }
}

/// <summary>
/// <c>POST /dossiers/procedures</c>: the leader of a province confirms its procedure. Nothing that was confirmed before is changed; a
/// running dossier keeps what it began with.
/// </summary>
internal static class ConfirmProcedure
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/procedures", HandleAsync).WithName(nameof(ConfirmProcedure));

    internal static async Task<Results<Created<ConfirmedProcedure>, ProblemHttpResult>> HandleAsync(
        ConfirmProcedureRequest request,
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (!DossierAccess.LeadsProvince(caller, request.Province))
        {
            return ProcedureErrors.NotProvinceLeader.ToProblem();
        }

        var act = new Act(caller.Subject, clock.GetUtcNow());
        var faults = FaultsOf(request, rules.Paths, act).ToList();
        if (faults.Count > 0)
        {
            return faults.ToProblem();
        }

        var before = await db.ProceduresOfAsync(request.Province, cancellation);
        var row = new ProcedureRow
        {
            Province = request.Province,
            Number = before.Count + 1,
            PathKey = request.Path,
            DocumentNumber = request.DocumentNumber.Trim(),
            DocumentDate = request.DocumentDate,
            ValidFrom = request.ValidFrom,
            Figures = request.Figures,
            ConfirmedBy = caller.Subject,
            ConfirmedByName = caller.Name,
            ConfirmedAt = act.At,
        };
        db.Procedures.Add(row);
        db.ActIn(caller, request.Province, "leader");
        await db.SaveChangesAsync(cancellation);
        var inForce = ProcedureQueries.InForce([.. before, row], row.PathKey, act.Day) == row;
        return TypedResults.Created("/dossiers/procedures", ConfirmedProcedure.Of(row, inForce, rules.Figures));
    }

    private static IEnumerable<Error> FaultsOf(ConfirmProcedureRequest request, PathLibrary paths, Act act)
    {
        var known = paths.Paths.Any(path =>
            path.Key == request.Path && path.NeedsProcedure && (path.ValidTo is null || request.ValidFrom <= path.ValidTo)
        );
        return ProcedureCheck
            .Document(act, request.DocumentDate, request.ValidFrom)
            .Concat(known ? [] : [ProcedureErrors.PathUnknown(request.Path)])
            .Concat(ProcedureCheck.Figures(request.Figures));
    }
}

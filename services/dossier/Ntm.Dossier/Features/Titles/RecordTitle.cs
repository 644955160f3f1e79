using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Features.Titles;

/// <summary>A title of a commune that no dossier here gave it, or that it has none.</summary>
/// <example>
/// { "province": "42", "unitCode": "18175", "title": "xa-ntm", "since": "2019-12-30", "documentNumber": "4321/QĐ-UBND", "documentDate":
/// "2019-12-30" }
/// </example>
public sealed record RecordTitleRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(20)]
    public required string Province { get; init; }

    /// <summary>Code of the commune, also of one that was merged since.</summary>
    [Text(20)]
    public required string UnitCode { get; init; }

    /// <summary>Title code, e.g. <c>xa-ntm</c>; null to record that the commune has none.</summary>
    [Text(40, Optional = true)]
    public string? Title { get; init; }

    /// <summary>Legal day since which it counts, a day of the commune, not after the document.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Number of the document, up to 100 characters.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }
}

/// <summary>
/// <c>POST /dossiers/titles</c>: the leader of a province records a title that was given before the platform, the one decision by which
/// the chair acknowledges a merged commune, or that a commune has no title. A later record replaces an earlier one.
/// </summary>
internal static class RecordTitle
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/titles", HandleAsync).WithName(nameof(RecordTitle));

    internal static async Task<Results<Created<UnitTitleView>, ProblemHttpResult>> HandleAsync(
        RecordTitleRequest request,
        DossierDbContext db,
        DossierStore store,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (!DossierAccess.LeadsProvince(caller, request.Province))
        {
            return TitleErrors.NotProvinceLeader.ToProblem();
        }

        var act = new Act(caller.Subject, clock.GetUtcNow());
        var faults = act.DateFaults("documentDate", request.DocumentDate, DateOnly.MinValue).ToList();
        if (request.Since > request.DocumentDate)
        {
            faults.Add(TitleErrors.DocumentBefore);
        }

        if (request.Title is { } title && rules.MergedUnits.RankOf(title) == 0)
        {
            faults.Add(TitleErrors.Unknown(title));
        }

        var periods = await db.Units.AsNoTracking().Where(unit => unit.Code == request.UnitCode).ToListAsync(cancellation);
        var inProvince = periods.Exists(unit =>
            unit.Level == "commune" && unit.Covers(request.Since) && UnitScope.ProvinceOf(unit.Path) == request.Province
        );
        if (!inProvince)
        {
            faults.Add(TitleErrors.UnitNotThen(request.UnitCode, request.Since));
        }

        if (faults.Count > 0)
        {
            return faults.ToProblem();
        }

        db.ActIn(caller, request.Province, "leader");
        db.TitleRecords.Add(
            new TitleRecord
            {
                Province = request.Province,
                Number = 1 + await db.TitleRecords.CountAsync(row => row.Province == request.Province, cancellation),
                UnitCode = request.UnitCode,
                Title = request.Title,
                Since = request.Since,
                DocumentNumber = request.DocumentNumber.Trim(),
                DocumentDate = request.DocumentDate,
                RecordedBy = caller.Subject,
                RecordedByName = caller.Name,
                RecordedAt = act.At,
            }
        );
        await db.SaveChangesAsync(cancellation);
        var day = periods.Exists(unit => unit.Covers(act.Day)) ? act.Day : request.Since;
        var unit = await db.MergedUnitAsync(store, request.UnitCode, day, cancellation);
        return TypedResults.Created($"/dossiers/titles/{request.UnitCode}", UnitTitleView.Of(unit!, day, rules.MergedUnits));
    }
}

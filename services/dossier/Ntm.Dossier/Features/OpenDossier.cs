using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Units;

namespace Ntm.Dossier.Features;

/// <summary>A dossier to open.</summary>
/// <example>{ "unitCode": "18133", "title": "xa-ntm", "year": 2026 }</example>
public sealed record OpenDossierRequest
{
    /// <summary>Code of the commune.</summary>
    [Text(20)]
    public required string UnitCode { get; init; }

    /// <summary>Title code, e.g. <c>xa-ntm</c>.</summary>
    [Text(40)]
    public required string Title { get; init; }

    /// <summary>Year the title is sought for: this year, the last or the next.</summary>
    [Between(2000, 2100)]
    public required int Year { get; init; }
}

/// <summary>
/// <c>POST /dossiers</c>: a commune's officer opens the one dossier of a unit, title and year, on the path in force that
/// day. 409 <c>dossier.unit_not_valid</c> when the unit does not exist on that day, 409 <c>dossier.procedure_unconfirmed</c> when
/// the province has not confirmed the procedure that the path needs.
/// </summary>
internal static class OpenDossier
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/", HandleAsync).WithName(nameof(OpenDossier)).Produces<DossierView>(StatusCodes.Status201Created);

    internal static async Task<IResult> HandleAsync(
        OpenDossierRequest request,
        DossierDbContext db,
        DossierStore store,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var act = new Act(caller.Subject, clock.GetUtcNow());
        var units = await ChainAsync(db, request.UnitCode, act.Day, cancellation);
        if (units.Find(found => found.Code == request.UnitCode) is not { } unit)
        {
            return DossierErrors.UnitUnknown(request.UnitCode).ToProblem();
        }

        var allowed = DossierAccess.ToOpen(caller, unit.Path);
        if (allowed.Refused)
        {
            return allowed.Errors.ToProblem();
        }

        var path = rules.Paths.Choose(request.Title, act.Day);
        var actors = path is null ? [] : ActorsOf(path, units);
        var procedure = path is { NeedsProcedure: true }
            ? await db.ProcedureInForceAsync(UnitScope.ProvinceOf(unit.Path), path.Key, act.Day, cancellation)
            : null;
        var faults = FaultsOf(request, unit, path, actors, act.Day).ToList();
        if (path is { NeedsProcedure: true } && procedure is null)
        {
            faults.Add(ProcedureErrors.Unconfirmed(path, units.Find(above => above.Level == "province")?.Name ?? "Tỉnh", act.Day));
        }

        if (
            faults.Count == 0
            && await db.Dossiers.AnyAsync(
                row => row.SortKey == DossierStore.SortKey(request.Year, request.UnitCode, request.Title),
                cancellation
            )
        )
        {
            faults.Add(DossierErrors.AlreadyOpen(unit.Name, request.Year));
        }

        if (faults.Count > 0)
        {
            return faults.ToProblem();
        }

        var id = Guid.CreateVersion7(act.At);
        var dossier = new RecognitionDossier
        {
            Id = id,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Title = request.Title,
            Year = request.Year,
            OpenedOn = act.Day,
            OpenedAt = act.At,
            OpenedBy = act.By,
            Path = rules.PathOf(path!, procedure, unit.Path, request.Year),
            Rules = rules,
            State = PathState.Empty,
            Content = new DossierContent { Actors = actors, Procedure = procedure },
            Journal = DossierJournal.Start(id),
        };
        dossier.Begin(act);
        await store.AddAsync(dossier, cancellation);
        return new DossierState(
            DossierViews.Of(dossier, store.VersionOf(dossier), caller, act.At),
            StatusCodes.Status201Created,
            $"/dossiers/{id}"
        );
    }

    private static IEnumerable<Error> FaultsOf(
        OpenDossierRequest request,
        UnitPeriod unit,
        PathDefinition? path,
        Dictionary<string, string> actors,
        DateOnly day
    )
    {
        if (unit.Level != "commune")
        {
            yield return DossierErrors.UnitLevel(unit.Name);
        }

        if (!unit.Covers(day))
        {
            yield return DossierErrors.UnitNotValid(unit.Name, day);
        }

        if (Math.Abs(request.Year - day.Year) > 1)
        {
            yield return DossierErrors.YearOutOfRange;
        }

        if (path is null)
        {
            yield return DossierErrors.NoPath(request.Title, day);
        }
        else if (path.Stages.FirstOrDefault(stage => !actors.ContainsKey(stage.Level)) is { } stage)
        {
            yield return DossierErrors.UnitChain(stage.Level);
        }
    }

    /// <summary>The unit and all units above it as they are on a day, or, not existing then, as they are known.</summary>
    private static async Task<List<UnitPeriod>> ChainAsync(DossierDbContext db, string code, DateOnly day, CancellationToken cancellation)
    {
        var known = await db.Units.AsNoTracking().Where(unit => unit.Code == code).ToListAsync(cancellation);
        var codes = known.Count == 0 ? [] : OnDay(known, day).Path.Split('/');
        var chain = await db.Units.AsNoTracking().Where(unit => codes.Contains(unit.Code)).ToListAsync(cancellation);
        return [.. chain.GroupBy(unit => unit.Code).Select(periods => OnDay(periods, day))];
    }

    private static UnitPeriod OnDay(IEnumerable<UnitPeriod> periods, DateOnly day) =>
        periods.OrderByDescending(period => period.Covers(day)).ThenByDescending(period => period.ValidFrom).First();

    /// <summary>Level → path of the unit that acts on it.</summary>
    private static Dictionary<string, string> ActorsOf(PathDefinition path, List<UnitPeriod> units) =>
        path
            .Stages.Select(stage => stage.Level)
            .Append("province")
            .Distinct()
            .Select(level => units.Find(unit => unit.Level == level))
            .OfType<UnitPeriod>()
            .ToDictionary(unit => unit.Level, unit => unit.Path);
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Plans;
using Ntm.Dossier.Domain.Units;
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

    /// <summary>Year the title is sought for; its campaign must be open.</summary>
    [Between(2000, 2100)]
    public required int Year { get; init; }

    /// <summary><c>recognition</c>, the default, or <c>upkeep</c> of a title that the unit holds (giữ vững danh hiệu).</summary>
    [Text(20, Optional = true)]
    public string? Purpose { get; init; }
}

/// <summary>
/// <c>POST /dossiers</c>: a commune's officer opens the one running dossier of a unit, title and year, on the path in force that
/// day; a new one may follow one that was refused or withdrawn. The yearly upkeep of a title is a dossier of its own beside it, 409
/// <c>dossier.title_not_held</c> where the unit has no title to keep. 409 <c>dossier.unit_not_valid</c> when the unit does not exist on
/// that day, 409 <c>dossier.procedure_unconfirmed</c> when the province has not confirmed the procedure that the path needs.
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
        var act = Act.Of(caller, clock.GetUtcNow());
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

        if (Purposes.Find(request.Purpose) is not { } purpose)
        {
            return DossierErrors.PurposeUnknown(request.Purpose!).ToProblem();
        }

        var path = rules.Paths.Choose(request.Title, act.Day, purpose);
        var actors = path is null ? [] : ActorsOf(path, units);
        var procedure = path is { NeedsProcedure: true }
            ? await db.ProcedureInForceAsync(UnitScope.ProvinceOf(unit.Path), path.Key, act.Day, cancellation)
            : null;
        act = act.In("officer", unit.Path, caller);
        var faults = FaultsOf(
                request,
                unit,
                path,
                actors,
                rules.MergedUnits.Titles.FirstOrDefault(known => known.Key == request.Title)?.Name,
                act.Day
            )
            .Concat(CampaignFaults(request.Year, rules.Campaigns, act.Day))
            .ToList();
        if (path is { NeedsProcedure: true } && procedure is null)
        {
            faults.Add(ProcedureErrors.Unconfirmed(path, units.Find(above => above.Level == "province")?.Name ?? "Tỉnh", act.Day));
        }

        // A dossier that follows its unit to this one waits meanwhile.
        await db.LockBesideAsync<UnitPeriod>(nameof(UnitPeriod.Code), unit.Code, cancellation);
        var held = await db.MergedUnitAsync(store, unit.Code, act.Day, cancellation);
        if (purpose == PathPurpose.Recognition && held?.Refusal(request.Title, act.Day, rules.MergedUnits) is { } refusal)
        {
            faults.Add(refusal);
        }
        else if (purpose == PathPurpose.Upkeep && held?.Held?.Title != request.Title)
        {
            faults.Add(DossierErrors.TitleNotHeld(unit.Name));
        }

        var before = await db
            .Dossiers.Where(row => row.UnitCode == request.UnitCode && row.Title == request.Title && row.Year == request.Year)
            .Select(row => new { row.Status, row.PathKey })
            .ToListAsync(cancellation);
        if (faults.Count == 0)
        {
            var alike = before.Where(row => rules.Paths.PurposeOf(row.PathKey) == purpose).Select(row => row.Status).ToList();
            faults.AddRange(FaultsOf(alike, unit.Name, request.Year));
        }

        if (faults.Count > 0)
        {
            return faults.ToProblem();
        }

        var id = Guid.CreateVersion7(act.At);
        var dossier = new RecognitionDossier
        {
            Id = id,
            Unit = new DossierUnit(unit.Code, unit.Name, unit.Path),
            Title = request.Title,
            Year = request.Year,
            OpenedOn = act.Day,
            OpenedAt = act.At,
            OpenedBy = act.By,
            Path = rules.PathOf(path!, procedure, unit.Path, request.Year),
            Rules = rules,
            State = PathState.Empty,
            Content = new DossierContent
            {
                Salt = RandomNumberGenerator.GetHexString(32, lowercase: true),
                Actors = actors,
                Procedure = procedure,
                Planned = PlannedSteps.Of(
                    (await db.PlansAsync([(unit.Path, request.Year)], cancellation)).Over(unit.Path, request.Year),
                    ImmutableHashSet<Guid>.Empty
                ),
                HeldTitle = purpose == PathPurpose.Upkeep ? held!.Held : null,
            },
            Journal = DossierJournal.Start(id),
        };
        dossier.Begin(act);
        await store.AddAsync(dossier, before.Count + 1, cancellation);
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
        string? titleName,
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

        if (path is null)
        {
            yield return DossierErrors.NoPath(request.Title, titleName, day);
        }
        else if (path.Stages.FirstOrDefault(stage => !actors.ContainsKey(stage.Level)) is { } stage)
        {
            yield return DossierErrors.UnitChain(stage.Level);
        }
    }

    private static IEnumerable<Error> CampaignFaults(int year, Campaigns campaigns, DateOnly day) =>
        campaigns.Of(year) is { } campaign && campaign.Covers(day) ? [] : [DossierErrors.CampaignClosed(year, campaigns.Of(year), day)];

    private static IEnumerable<Error> FaultsOf(IReadOnlyList<string> before, string unit, int year) =>
        before.Contains(nameof(DossierStatus.Running)) ? [DossierErrors.AlreadyOpen(unit, year)]
        : before.Contains(nameof(DossierStatus.Recognised)) ? [DossierErrors.AlreadyRecognised(unit, year)]
        : before.Contains(nameof(DossierStatus.Kept)) ? [DossierErrors.AlreadyKept(unit, year)]
        : [];

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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>Everything that happened under one code.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Level">Level.</param>
/// <param name="Periods">Stretches of days with one name and one parent, in order.</param>
/// <param name="Acts">Acts that opened or closed them, in order of effect.</param>
public sealed record UnitHistory(string Code, string Level, IReadOnlyList<UnitView> Periods, IReadOnlyList<UnitActView> Acts);

/// <summary>An act in the history of a unit.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="DocumentNumber">Number of its document.</param>
/// <param name="DocumentDate">Date of its document.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
/// <param name="RecordedBy">Account that recorded it.</param>
/// <param name="RecordedByName">Name of that account's person; null where no person recorded it.</param>
public sealed record UnitActView(
    UnitActKind Kind,
    DateOnly EffectiveOn,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    string? RecordedByName
);

/// <summary><c>GET /identity/units/{code}/history</c>.</summary>
internal static class GetUnitHistory
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/units/{code}/history", HandleAsync).WithName(nameof(GetUnitHistory)).Scope("units:read");

    /// <summary>Reads what a unit was called and where it belonged at each time, and the acts behind it.</summary>
    internal static async Task<Results<Ok<UnitHistory>, ProblemHttpResult>> HandleAsync(
        string code,
        IdentityDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var tree = await db.Units.LoadAsync([code], cancellation);
        if (tree.Find(code) is not { } unit || !UnitView.Latest(unit, tree).IsFor(caller))
        {
            return UnitErrors.NotFound(code).ToProblem();
        }

        var ids = unit.Periods.SelectMany(period => new[] { period.OpenedBy, period.ClosedBy ?? period.OpenedBy }).Distinct().ToList();
        var acts = await db.UnitActs.AsNoTracking().Where(act => ids.Contains(act.Id)).ToListAsync(cancellation);
        var recorders = acts.Select(act => Guid.TryParse(act.RecordedBy, out var id) ? id : Guid.Empty).Distinct().ToList();
        var names = await db
            .Accounts.AsNoTracking()
            .Where(account => recorders.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id.ToString(), account => account.Name, cancellation);
        return TypedResults.Ok(
            new UnitHistory(
                code,
                unit.Level.WireName(),
                [.. unit.Periods.Select(period => UnitView.Of(unit, period, tree, period.ValidFrom))],
                [
                    .. acts.OrderBy(act => act.EffectiveOn)
                        .ThenBy(act => act.RecordedAt)
                        .Select(act => new UnitActView(
                            act.Kind,
                            act.EffectiveOn,
                            act.Document.Number,
                            act.Document.Date,
                            act.RecordedAt,
                            act.RecordedBy,
                            names.GetValueOrDefault(act.RecordedBy)
                        )),
                ]
            )
        );
    }
}

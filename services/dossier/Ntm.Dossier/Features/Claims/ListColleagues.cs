using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Claims;

/// <summary>A person to whom work can be handed over.</summary>
/// <param name="Account">Account.</param>
/// <param name="Name">Name of the person.</param>
public sealed record ColleagueView(string Account, string Name);

/// <summary>
/// <c>GET /dossiers/{id}/stages/{stage}/colleagues?department=</c>: who else can do the caller's share of an open stage, by name: those
/// of the unit who read their inbox in the last 30 days, hold the role and may act.
/// </summary>
internal static class ListColleagues
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapGet("/{id:guid}/stages/{stage}/colleagues", HandleAsync)
            .WithName(nameof(ListColleagues))
            .Produces<IReadOnlyList<ColleagueView>>();

    internal static async Task<IResult> HandleAsync(
        Guid id,
        string stage,
        DossierDbContext db,
        DossierStore store,
        Colleagues colleagues,
        Caller caller,
        CancellationToken cancellation,
        string? department = null
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        var open = dossier.OpenStageOf(stage, Enum.GetValues<StageKind>());
        var share = open.Then(found => DossierAccess.ToReassign(caller, dossier, found, department));
        if (open.Refused || share.Refused)
        {
            return share.Errors.ToProblem();
        }

        var people = await colleagues.OfAsync(db, share.Value.Role, share.Value.UnitPath, cancellation);
        return TypedResults.Ok<IReadOnlyList<ColleagueView>>([
            .. people
                .Where(person =>
                    !AccountComparer.Instance.Equals(person.Account, caller.Subject)
                    && !DossierAccess.ToDo(person.AsCaller(), dossier, open.Value, share.Value).Refused
                )
                .Select(person => new ColleagueView(person.Account, person.Name)),
        ]);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier.Features.Claims;

/// <summary>
/// <c>DELETE /dossiers/{id}/stages/{stage}/claim?department=</c>: gives claimed work back (trả việc), by its holder or by who leads the
/// unit; what nobody has claimed stays so.
/// </summary>
internal static class ReleaseStage
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/{id:guid}/stages/{stage}/claim", HandleAsync).WithName(nameof(ReleaseStage)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        DossierCommands commands,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation,
        string? department = null
    ) =>
        commands.RunOnShareAsync(
            id,
            stage,
            caller,
            http,
            (dossier, open, act) =>
                DossierAccess
                    .ToReassign(caller, dossier, open, department)
                    .Then(share => ClaimActs.Release(dossier, act, open, share, DossierAccess.Leads(caller, dossier, open))),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier.Features.Claims;

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/claim?department=</c>: the caller takes on an open stage, or his department's share of it
/// (nhận việc). Of two at once the second gets 409 <c>dossier.stage_claimed</c> with the name of the first; to claim what one holds
/// changes nothing. A claim tells colleagues who works on it and locks nothing: others of the unit may act all the same.
/// </summary>
internal static class ClaimStage
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/stages/{stage}/claim", HandleAsync).WithName(nameof(ClaimStage)).Produces<DossierView>();

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
                DossierAccess.ToClaim(caller, dossier, open, department).Then(share => ClaimActs.Claim(dossier, act, open, share)),
            cancellation
        );
}

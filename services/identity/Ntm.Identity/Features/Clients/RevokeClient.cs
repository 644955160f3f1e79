using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Clients;

/// <summary><c>POST /identity/clients/{clientId}/revocation</c>: no secret of it is accepted any more.</summary>
internal static class RevokeClient
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/clients/{clientId}/revocation", HandleAsync).WithName(nameof(RevokeClient));

    /// <summary>Revokes a program: no secret of it is accepted any more.</summary>
    internal static async Task<Results<Ok<ClientView>, ProblemHttpResult>> HandleAsync(
        string clientId,
        IdentityDbContext db,
        ClientScope scope,
        Revocations revocations,
        Caller caller,
        TimeProvider clock,
        ILogger<ApiClient> log,
        CancellationToken cancellation
    )
    {
        var (client, refusal) = await scope.FindAsync(clientId, caller, cancellation);
        if ((refusal ?? client!.Revoke(clock.GetUtcNow())) is { } fault)
        {
            return fault.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        await revocations.OfClientAsync(client!, cancellation);
        Log.ClientAct(log, caller.Subject, "revocation", clientId);
        return TypedResults.Ok(ClientView.Of(client!));
    }
}

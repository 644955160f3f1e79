using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Clients;

/// <summary>How long the old secret stays valid.</summary>
/// <example>{ "keepOldHours": 24 }</example>
public sealed record RotateClientSecretRequest
{
    /// <summary>Hours, 0 to 168; 0 after a leak.</summary>
    [Between(0, 168)]
    public required int KeepOldHours { get; init; }
}

/// <summary><c>POST /identity/clients/{clientId}/secret</c>. Not repeatable by <c>Idempotency-Key</c>.</summary>
internal static class RotateClientSecret
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/clients/{clientId}/secret", HandleAsync)
            .WithName(nameof(RotateClientSecret))
            .WithoutIdempotencyKey(
                "the secret is stored nowhere. When no answer came, the secret in use goes on for `keepOldHours`; "
                    + "sent again, the request ends it at once."
            );

    /// <summary>Gives a program a new secret, shown once.</summary>
    internal static async Task<Results<Ok<ClientSecretAnswer>, ProblemHttpResult>> HandleAsync(
        string clientId,
        RotateClientSecretRequest request,
        Transactions<IdentityDbContext> transactions,
        ClientScope scope,
        Revocations revocations,
        Caller caller,
        TimeProvider clock,
        ILogger<ApiClient> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var (client, refusal) = await scope.FindAsync(clientId, caller, cancellation);
        var secret = Secrets.New("ntms_");
        if ((refusal ?? client!.Rotate(Secrets.Hash(secret), clock.GetUtcNow(), TimeSpan.FromHours(request.KeepOldHours))) is { } fault)
        {
            return fault.ToProblem();
        }

        await transactions.Db.SaveChangesAsync(cancellation);
        await revocations.OfClientAsync(client!, cancellation);
        await work.CommitAsync(CancellationToken.None);
        Log.ClientAct(log, caller.Subject, "secret rotation", clientId);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ClientSecretAnswer(ClientView.Of(client!), secret));
    }
}

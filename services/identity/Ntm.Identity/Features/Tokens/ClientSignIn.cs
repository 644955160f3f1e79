using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Signs a program in by client id and secret. It gets no refresh token: it can show its secret again.</summary>
internal sealed class ClientSignIn(IdentityDbContext db, AccessTokens tokens, TimeProvider clock, ILogger<ClientSignIn> log)
{
    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(
        string clientId,
        string secret,
        CancellationToken cancellation
    )
    {
        var client = await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(x => x.ClientId == clientId, cancellation);
        if (client is null || !client.Accepts(Secrets.Hash(secret), clock.GetUtcNow()))
        {
            Log.ClientRefused(log, client?.ClientId ?? "unknown");
            return SignInRefusals.Client;
        }

        var units = await db.Units.LoadAsync([client.UnitCode], cancellation);
        Grant[] grants = units.PathOn(client.UnitCode, clock.Today()) is { } path ? [new Grant(Roles.Integrator, path)] : [];
        var token = await tokens.IssueAsync(
            client.ClientId,
            client.Name,
            grants,
            client.GrantedScopes,
            false,
            false,
            null,
            client.Version,
            clock.GetUtcNow() + tokens.Lifetime,
            cancellation
        );
        return TypedResults.Ok(new TokenAnswer(token, "Bearer", (int)tokens.Lifetime.TotalSeconds, null, null, false, false, null));
    }
}

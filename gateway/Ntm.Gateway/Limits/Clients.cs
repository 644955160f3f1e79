using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ntm.Web;

namespace Ntm.Gateway.Limits;

/// <summary>The client whose buckets a request draws from, known by a token with the issuer's signature.</summary>
/// <param name="Subject">Account or API client.</param>
/// <param name="Unit">Path of the unit of its first grant in order of text; null without a grant.</param>
internal sealed record Client(string Subject, string? Unit);

/// <summary>
/// Identifies the client of a request. With a missing, forged or foreign token the request draws from the bucket of its address,
/// never from another client's. Authorisation is left to the services; no token is refused here.
/// </summary>
internal sealed class Clients : IDisposable
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private readonly TokenValidationParameters parameters;

    public Clients(IssuerKeys keys, IOptions<TrustOptions> trust, TimeProvider clock)
    {
        parameters = trust.Value.Parameters(clock);
        parameters.IssuerSigningKeyResolver = (_, _, kid, _) => keys.Current.Where(key => key.KeyId == kid);

        // An expired token still identifies its client, and nothing else is asked here.
        parameters.ValidateLifetime = false;
        parameters.LifetimeValidator = null;
    }

    public static Client? Of(HttpContext context) => context.Features.Get<Client>();

    public async Task RecogniseAsync(HttpContext context, RequestDelegate next)
    {
        var authorization = context.Request.Headers.Authorization;
        if (
            authorization.Count == 1
            && authorization[0] is { } text
            && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && await FindAsync(text[7..].Trim()) is { } client
        )
        {
            context.Features.Set(client);
        }

        await next(context);
    }

    public void Dispose() => known.Dispose();

    private async ValueTask<Client?> FindAsync(string token)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (known.TryGetValue<Client>(key, out var client))
        {
            return client;
        }

        var result = await handler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || jwt.Subject is not { Length: > 0 } subject)
        {
            return null;
        }

        var unit = jwt
            .Claims.Where(claim => claim.Type == Caller.GrantClaim)
            .Select(claim => Grant.Parse(claim.Value)?.UnitPath)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        client = new Client(subject, unit);
        known.Set(key, client, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = CacheDuration });
        return client;
    }
}

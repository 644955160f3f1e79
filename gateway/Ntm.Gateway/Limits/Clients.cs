using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ntm.Web;

namespace Ntm.Gateway.Limits;

/// <summary>Whose buckets a request draws from, by a token whose signature is the issuer's.</summary>
/// <param name="Subject">Account or API client.</param>
/// <param name="Unit">Path of the unit of its first grant in order of text; null without a grant.</param>
internal sealed record Client(string Subject, string? Unit);

/// <summary>
/// Distinguishes clients. A token that is missing, forged or not the issuer's is nobody's: its sender draws from the address's
/// bucket and never from another client's. Whether it may do anything is for the services to say; none is refused here.
/// </summary>
internal sealed class Clients : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private readonly TokenValidationParameters parameters;

    public Clients(IssuerKeys keys, IOptions<TrustOptions> trust, TimeProvider clock)
    {
        parameters = trust.Value.Parameters(clock);
        parameters.IssuerSigningKeyResolver = (_, _, kid, _) => keys.Current.Where(key => key.KeyId == kid);

        // An expired token still says truly whose it is, and that is all that is asked here.
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
        known.Set(key, client, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return client;
    }
}

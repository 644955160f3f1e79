using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>A signing key, without any key material.</summary>
/// <param name="Kid">Key id, as in the header of tokens.</param>
/// <param name="CreatedAt">When it was made and published.</param>
/// <param name="SignsFrom">From when it signs.</param>
/// <param name="RevokedAt">When it was revoked.</param>
public sealed record SigningKeyView(string Kid, DateTimeOffset CreatedAt, DateTimeOffset SignsFrom, DateTimeOffset? RevokedAt)
{
    internal static SigningKeyView Of(SigningKey key) => new(key.Kid, key.CreatedAt, key.SignsFrom, key.RevokedAt);
}

/// <summary>
/// <c>GET /identity/signing-keys</c>, <c>POST /identity/signing-keys</c> (the next key, published now, signs after the overlap)
/// and <c>POST /identity/signing-keys/{kid}/revocation</c> (at once). Administrators of a province only.
/// </summary>
internal static class RotateSigningKey
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/signing-keys", ListAsync).WithName("ListSigningKeys");
        routes.MapPost("/signing-keys", HandleAsync).WithName(nameof(RotateSigningKey));
        routes.MapPost("/signing-keys/{kid}/revocation", RevokeAsync).WithName("RevokeSigningKey");
    }

    /// <summary>Lists the keys that sign tokens.</summary>
    internal static async Task<Results<Ok<List<SigningKeyView>>, ProblemHttpResult>> ListAsync(
        IdentityDbContext db,
        Administration administration,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await administration.ProvinceRefusalAsync(caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var keys = await db.SigningKeys.AsNoTracking().OrderBy(key => key.SignsFrom).ToListAsync(cancellation);
        return TypedResults.Ok(keys.ConvertAll(SigningKeyView.Of));
    }

    /// <summary>Makes the next signing key, published now; it signs after the overlap.</summary>
    internal static async Task<Results<Created<SigningKeyView>, ProblemHttpResult>> HandleAsync(
        IdentityDbContext db,
        Administration administration,
        KeyRing ring,
        Caller caller,
        TimeProvider clock,
        IOptions<IdentityIssuerOptions> options,
        ILogger<KeyRing> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (await administration.ProvinceRefusalAsync(caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var now = clock.GetUtcNow();
        if (await db.SigningKeys.AnyAsync(key => key.SignsFrom > now && key.RevokedAt == null, cancellation))
        {
            return Error.Conflict("identity.key_pending", "Đã có khóa ký mới đang chờ đến giờ dùng. Chờ khóa đó có hiệu lực.").ToProblem();
        }

        var key = ring.Create(now + options.Value.KeyOverlap);
        db.SigningKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        http.Response.OnStarting(() => RefreshKeys(ring));
        Log.KeyAct(log, caller.Subject, "rotation", key.Kid);
        return TypedResults.Created("/identity/signing-keys", SigningKeyView.Of(key));
    }

    /// <summary>Revokes a signing key at once.</summary>
    internal static async Task<Results<Ok<SigningKeyView>, ProblemHttpResult>> RevokeAsync(
        string kid,
        IdentityDbContext db,
        Administration administration,
        KeyRing ring,
        Caller caller,
        TimeProvider clock,
        ILogger<KeyRing> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (await administration.ProvinceRefusalAsync(caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await db.SigningKeys.FindAsync([kid], cancellation) is not { RevokedAt: null } key)
        {
            return Error.NotFound("identity.key_not_found", "Không có khóa ký này, hoặc khóa đã bị thu hồi.").ToProblem();
        }

        key.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        http.Response.OnStarting(() => RefreshKeys(ring));
        Log.KeyAct(log, caller.Subject, "revocation", kid);
        return TypedResults.Ok(SigningKeyView.Of(key));
    }

    /// <summary>Before the answer leaves, which is after the commit; sooner, the old keys could be read again.</summary>
    private static Task RefreshKeys(KeyRing ring)
    {
        ring.RequestRefresh();
        return Task.CompletedTask;
    }
}

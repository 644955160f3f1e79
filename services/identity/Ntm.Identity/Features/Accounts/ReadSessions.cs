using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>A sign-in that can go on.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="Device">What the device said of itself at the sign-in, in a few words; null where it said nothing.</param>
/// <param name="SignedInAt">When the password was given, UTC.</param>
/// <param name="LastUsedAt">When it last went on, UTC; a page that was opened since may be minutes later.</param>
/// <param name="ExpiresAt">When it ends unused, UTC.</param>
/// <param name="Current">Whether the request belongs to it.</param>
public sealed record SessionView(
    Guid Id,
    string? Device,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    bool Current
)
{
    internal static SessionView Of(RefreshToken token, Guid? current) =>
        new(token.FamilyId, token.Device, token.SignedInAt, token.LastUsedAt, token.ExpiresAt, token.FamilyId == current);
}

/// <summary><c>GET /identity/me/sessions</c>: where the caller is signed in, the caller's own session first, then the last used. There
/// are never more than <see cref="SignInSessions.MostOpen"/>.</summary>
internal static class ReadSessions
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/me/sessions", HandleAsync).WithName("ListMySessions");

    /// <summary>Lists where the caller is signed in.</summary>
    internal static async Task<Ok<List<SessionView>>> HandleAsync(
        SignInSessions sessions,
        Caller caller,
        ClaimsPrincipal token,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var open = await sessions
            .OpenOf(own)
            .OrderByDescending(row => row.LastUsedAt)
            .ThenByDescending(row => row.Id)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            open.ConvertAll(row => SessionView.Of(row, CurrentOf(token))).OrderByDescending(view => view.Current).ToList()
        );
    }

    /// <summary>The session that an access token belongs to; null for one of a program.</summary>
    internal static Guid? CurrentOf(ClaimsPrincipal token) =>
        Guid.TryParse(token.FindFirstValue(JwtRegisteredClaimNames.Sid), out var session) ? session : null;
}

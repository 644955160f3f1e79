using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Rights;

/// <summary>
/// Valid tokens that write nothing any more: since they were issued something was taken from their account, program or sign-in. Asked
/// before a command runs, before its body is received and before a stored answer is given again. A signed-in caller is refused as who must
/// refresh the token, and gets by the next one what is left. Reading is left to the token until it expires.
/// </summary>
public static class OutdatedTokens
{
    /// <summary>Claim with the version of the subject's rights; a token without one has version 0.</summary>
    public const string VersionClaim = "rights";

    private const string SessionClaim = "sid";

    private static readonly Error Outdated = Error.Unauthenticated(
        "request.token_outdated",
        "Quyền của tài khoản hoặc phiên đăng nhập đã thay đổi từ khi mã truy cập được cấp. Hãy làm mới mã truy cập hoặc đăng nhập lại."
    );

    internal static async Task EnforceAsync(HttpContext context, RequestDelegate next)
    {
        if (PlaceFor(context) is { } place && await IsOutdatedAsync(context, place))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await context.RefuseAsync(Outdated);
            return;
        }

        await next(context);
    }

    /// <summary>Where the service keeps whose tokens are outdated, for a write of somebody signed in; null for anything else.</summary>
    private static TokensAskedAt? PlaceFor(HttpContext context) =>
        context.GetEndpoint()?.Metadata is not { } endpoint
        || HttpMethods.IsGet(context.Request.Method)
        || HttpMethods.IsHead(context.Request.Method)
        || context.User.Identity is not { IsAuthenticated: true }
        || endpoint.GetMetadata<IAllowAnonymous>() is not null
            ? null
            : endpoint.GetMetadata<TokensAskedAt>();

    private static Task<bool> IsOutdatedAsync(HttpContext context, TokensAskedAt place)
    {
        var db = (ServiceDbContext)context.RequestServices.GetRequiredService(place.Context);
        var (subject, session) = (context.User.FindFirstValue("sub"), context.User.FindFirstValue(SessionClaim));
        var version = int.TryParse(context.User.FindFirstValue(VersionClaim), CultureInfo.InvariantCulture, out var read) ? read : 0;
        var counts = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - TakenRights.Kept;
        return db.Set<TakenRights>()
            .AnyAsync(
                row => (row.Subject == subject || row.Subject == session) && row.Version > version && row.TakenAt > counts,
                context.RequestAborted
            );
    }
}

/// <summary>Mark of every endpoint of a service: its tokens are asked at this database.</summary>
/// <param name="Context">Model of the database.</param>
internal sealed record TokensAskedAt(Type Context);

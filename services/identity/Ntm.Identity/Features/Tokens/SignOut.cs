using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Any refresh token of the sign-in to end.</summary>
/// <example>{ "refreshToken": "q0V3m1p9u2s7" }</example>
public sealed record SignOutRequest
{
    /// <summary>The token, at most 100 characters.</summary>
    [Text(100)]
    public required string RefreshToken { get; init; }
}

/// <summary>
/// <c>POST /identity/sign-out</c>: ends the sign-in. Holding the token is enough, and the answer is the same whether it
/// was good or not. Access tokens of it write nothing more, and run out by themselves within minutes.
/// </summary>
internal static class SignOut
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/sign-out", HandleAsync)
            .WithName(nameof(SignOut))
            .AllowAnonymous()
            .WithoutIdempotencyKey("none is needed. Sent again, the request changes nothing more and gets the same answer.");

    internal static async Task<NoContent> HandleAsync(
        SignOutRequest request,
        Transactions<IdentityDbContext> transactions,
        SignInSessions sessions,
        CancellationToken cancellation
    )
    {
        var hash = Secrets.Hash(request.RefreshToken);
        await using var work = await transactions.BeginAsync(cancellation);
        if (await transactions.Db.RefreshTokens.AsNoTracking().FirstOrDefaultAsync(token => token.Hash == hash, cancellation) is { } token)
        {
            await sessions.EndAsync(token.FamilyId, cancellation);
            await work.CommitAsync(cancellation);
        }

        return TypedResults.NoContent();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>A new account.</summary>
/// <example>{ "userName": "canbo.moi", "name": "Trần Thị Mai", "homeUnitCode": "18175" }</example>
public sealed record CreateAccountRequest
{
    /// <summary>Name to sign in with: letters without diacritics, digits, dots; unique.</summary>
    [Text(60)]
    public required string UserName { get; init; }

    /// <summary>Name shown to people.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>Unit that looks after the account.</summary>
    [Text(10)]
    public required string HomeUnitCode { get; init; }
}

/// <summary>The account and the password it starts with, shown this once.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">Password it starts with; it must be changed at the first sign-in.</param>
public sealed record CreatedAccount(AccountView Account, string Password);

/// <summary>
/// <c>POST /identity/accounts</c>. Outside the common command filter: an answer that holds a password must not be kept
/// for repeats, so <c>Idempotency-Key</c> has no effect here; the unique user name stops a second account.
/// </summary>
internal static class CreateAccount
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/accounts", HandleAsync)
            .WithName(nameof(CreateAccount))
            .WithoutIdempotencyKey(
                "the first password is stored nowhere. Sent again, the request gets 409 `identity.user_name_taken`; reset the "
                    + "password then."
            );

    /// <summary>Creates an account with a password shown once.</summary>
    internal static async Task<Results<Created<CreatedAccount>, ProblemHttpResult>> HandleAsync(
        CreateAccountRequest request,
        Transactions<IdentityDbContext> transactions,
        AccountRegister accounts,
        AccountScope scope,
        Caller caller,
        TimeProvider clock,
        ILogger<AccountRegister> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        if (await scope.RefusalAsync(request.HomeUnitCode, caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var account = new Account
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserName = request.UserName,
            Name = request.Name.Trim(),
            HomeUnitCode = request.HomeUnitCode,
            CreatedAt = clock.GetUtcNow(),
            MustChangePassword = true,
        };
        var password = Secrets.NewPassword();
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            return VietnameseIdentityErrors.Of(result).ToProblem();
        }

        await work.CommitAsync(CancellationToken.None);
        Log.AccountAct(log, caller.Subject, "creation", account.Id);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/identity/accounts/{account.Id}", new CreatedAccount(AccountScope.View(account, []), password));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary><c>GET /identity/accounts?unit=&amp;after=&amp;limit=</c> (by user name) and <c>GET /identity/accounts/{id}</c>.</summary>
internal static class ReadAccounts
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/accounts", ListAsync).WithName("ListAccounts");
        routes.MapGet("/accounts/{id:guid}", GetAsync).WithName("GetAccount");
    }

    /// <summary>Lists the accounts that a unit looks after, by user name.</summary>
    internal static async Task<Results<Ok<Page<AccountView>>, ProblemHttpResult>> ListAsync(
        string unit,
        [AsParameters] PageRequest page,
        IdentityDbContext db,
        AccountScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await scope.RefusalAsync(unit, caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var after = page.Key ?? "";
        var accounts = await db
            .Accounts.AsNoTracking()
            .Where(account => account.HomeUnitCode == unit && string.Compare(account.NormalizedUserName, after) > 0)
            .OrderBy(account => account.NormalizedUserName)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        var answer = page.ToPage(accounts, account => account.NormalizedUserName!);
        var ids = answer.Items.Select(account => account.Id).ToList();
        var grants = (await db.Grants.AsNoTracking().Where(grant => ids.Contains(grant.AccountId)).ToListAsync(cancellation)).ToLookup(
            grant => grant.AccountId
        );
        return TypedResults.Ok(
            new Page<AccountView>([.. answer.Items.Select(account => AccountScope.View(account, grants[account.Id]))], answer.Next)
        );
    }

    /// <summary>Reads one account with its grants.</summary>
    internal static async Task<Results<Ok<AccountView>, ProblemHttpResult>> GetAsync(
        Guid id,
        AccountScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await scope.FindAsync(id, caller, cancellation);
        return refusal is null ? TypedResults.Ok(await scope.ViewAsync(found!.Account, cancellation)) : refusal.ToProblem();
    }
}

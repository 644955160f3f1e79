using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Clients;

/// <summary>Finds clients inside the caller's scope; one outside it is answered like one that does not exist.</summary>
internal sealed class ClientScope(IdentityDbContext db, Administration administration, AccountScope scope)
{
    private static readonly Error NotFound = Error.NotFound(
        "identity.client_not_found",
        "Không có ứng dụng này trong phạm vi quản trị của bạn."
    );

    public async Task<(ApiClient? Client, Error? Refusal)> FindAsync(string clientId, Caller caller, CancellationToken cancellation)
    {
        if (await administration.FindAsync(caller, cancellation) is null)
        {
            return (null, Administration.NotAdministrator);
        }

        return
            await db.ApiClients.FindAsync([clientId], cancellation) is { } client
            && await scope.RefusalAsync(client.UnitCode, caller, cancellation) is null
            ? (client, null)
            : (null, NotFound);
    }
}

/// <summary><c>GET /identity/clients?unit=&amp;after=&amp;limit=</c>: the clients of a unit, by id.</summary>
internal static class ReadClients
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/clients", HandleAsync).WithName("ListClients");

    internal static async Task<Results<Ok<Page<ClientView>>, ProblemHttpResult>> HandleAsync(
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
        var clients = await db
            .ApiClients.AsNoTracking()
            .Where(client => client.UnitCode == unit && string.Compare(client.ClientId, after) > 0)
            .OrderBy(client => client.ClientId)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(clients.ConvertAll(ClientView.Of), client => client.ClientId));
    }
}

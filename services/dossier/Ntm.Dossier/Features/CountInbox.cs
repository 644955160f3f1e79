using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary>How much work waits for the caller.</summary>
/// <param name="Open">Rows of the inbox.</param>
public sealed record InboxCount(int Open);

/// <summary><c>GET /dossiers/inbox/count</c>: how many open stages, and shares of departments, wait for the caller.</summary>
internal static class CountInbox
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/inbox/count", HandleAsync).WithName("CountDossierInbox");

    internal static async Task<Ok<InboxCount>> HandleAsync(
        DossierDbContext db,
        DossierRules rules,
        Caller caller,
        CancellationToken cancellation
    ) => TypedResults.Ok(new InboxCount(await ReadInbox.Waiting(db, rules, caller).CountAsync(cancellation)));
}

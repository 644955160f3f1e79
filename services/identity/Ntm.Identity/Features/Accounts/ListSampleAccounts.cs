using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Sample;

namespace Ntm.Identity.Features.Accounts;

/// <summary><c>GET /identity/sample-accounts</c>: the made-up people of the sample province; mapped in sample mode only.</summary>
internal static class ListSampleAccounts
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/sample-accounts", Handle).WithName(nameof(ListSampleAccounts)).AllowAnonymous();

    /// <summary>Lists the sample accounts and their common password.</summary>
    internal static Ok<SampleProvince> Handle() => TypedResults.Ok(IdentityModule.Sample);
}

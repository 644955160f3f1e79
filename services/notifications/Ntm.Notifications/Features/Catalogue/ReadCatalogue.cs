using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Ntm.Notifications.Features.Catalogue;

/// <summary>
/// <c>GET /notifications/asyncapi.json</c>: the AsyncAPI 3 document of the status events, every type with its schema and an example. Open
/// to everybody: it says what there is, and nothing that happened.
/// </summary>
internal static class ReadCatalogue
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/asyncapi.json", Handle).WithName(nameof(ReadCatalogue)).AllowAnonymous();

    internal static Ok<JsonObject> Handle(IOptions<NotificationsOptions> options) =>
        TypedResults.Ok(AsyncApi.Document(options.Value.PublicAddress));
}

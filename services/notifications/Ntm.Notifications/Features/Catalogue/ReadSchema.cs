using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Ntm.Notifications.Domain.Status;
using Ntm.Web;

namespace Ntm.Notifications.Features.Catalogue;

/// <summary>
/// <c>GET /notifications/schemas/{type}/v{version}</c>: JSON Schema 2020-12 of the data of a type of status events. Open to everybody: it
/// is what <c>dataschema</c> of an event names.
/// </summary>
internal static class ReadSchema
{
    private static readonly Error NotFound = Error.NotFound(
        "notifications.schema_not_found",
        "Không có loại sự kiện hoặc phiên bản này; danh mục ở /notifications/asyncapi.json."
    );

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/schemas/{type}/v{version:int}", Handle).WithName(nameof(ReadSchema)).AllowAnonymous();

    internal static Results<Ok<JsonObject>, ProblemHttpResult> Handle(string type, int version, IOptions<NotificationsOptions> options) =>
        version == StatusType.Version && StatusCatalogue.Find(type) is { } known
            ? TypedResults.Ok(StatusSchema.Of(known, options.Value.PublicAddress))
            : NotFound.ToProblem();
}

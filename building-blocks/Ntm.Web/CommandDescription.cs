using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Ntm.Web;

/// <summary>Endpoint metadata: a command here may be sent again under its <c>Idempotency-Key</c>.</summary>
internal sealed record RepeatableCommand;

/// <summary>Endpoint metadata: why an <c>Idempotency-Key</c> has no effect here.</summary>
/// <param name="Reason">English sentence for the API description: why, and how to repeat the request instead.</param>
internal sealed record NotRepeatable(string Reason);

/// <summary>
/// Endpoint metadata: nothing of the request's body is kept, not even a hash, from which one of few possible bodies could be found by
/// trying. Under a used <c>Idempotency-Key</c> the first response comes whatever the body says.
/// </summary>
public sealed record UnrecordedBody;

/// <summary>Describes at each command whether and how it may be sent again.</summary>
public static class CommandDescription
{
    /// <summary>Says in the API description why an <c>Idempotency-Key</c> has no effect at this endpoint.</summary>
    /// <param name="endpoint">A command outside the common filter.</param>
    /// <param name="reason">English sentence: why, and how to repeat the request instead.</param>
    public static RouteHandlerBuilder WithoutIdempotencyKey(this RouteHandlerBuilder endpoint, string reason) =>
        endpoint.WithMetadata(new NotRepeatable(reason));

    internal static void Describe(OpenApiOperation operation, IList<object> metadata, string? method)
    {
        if (metadata.OfType<NotRepeatable>().LastOrDefault() is { } not)
        {
            operation.Description = $"{operation.Description} `Idempotency-Key` has no effect here: {not.Reason}".Trim();
        }
        else if (method is not ("GET" or "HEAD") && metadata.OfType<RepeatableCommand>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100 },
                    Description =
                        "Chosen by the client, one for each intended act. The same request under the same key acts once and gets "
                        + "the same response, for seven days and while the caller's rights stay the same.",
                }
            );
        }
    }
}

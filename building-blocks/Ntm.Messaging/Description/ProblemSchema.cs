using Microsoft.OpenApi;

namespace Ntm.Description;

/// <summary>The one form of every refusal (RFC 9457), as a component of the description.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Create() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description =
                "Why a request was refused (RFC 9457). Programs decide by `code`; people read `detail`. "
                + "Some codes add fields of their own.",
            Required = new HashSet<string> { "type", "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("`urn:ntm:error:` and the code."),
                ["title"] = Text("Vietnamese: what kind of refusal it is."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "HTTP status.",
                },
                ["detail"] = Text("Vietnamese: what is wrong and what to do next."),
                ["code"] = Text("Stable code `service.reason`; the response lists those that are possible."),
                ["field"] = Text("JSON name of the field at fault, if one is."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "Every fault, where there is more than one.",
                    Items = Fault(),
                },
                ["current"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "With `request.stale`: the state now, as the operation answers it.",
                },
                ["traceId"] = Text("With `platform.unexpected`: the request's id in the log."),
                ["correlationId"] = Text("With a refusal of the gateway: the request's id in the log."),
            },
        };

    private static OpenApiSchema Fault() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["code"] = Text("Stable code of the fault."),
                ["field"] = Text("JSON name of the field at fault."),
                ["message"] = Text("Vietnamese: what is wrong with it."),
            },
        };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Ntm.Hosting;
using Ntm.Web;

namespace Ntm.Description;

/// <summary>Gives every operation its summary, its parameters their meaning, and its refusals their codes.</summary>
internal sealed partial class OperationDescription(XmlDocs docs) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        if (handler is not null)
        {
            Summarise(operation, handler);
        }

        AddUpload(operation, handler);
        AddDownload(operation, context.Description);
        var module = ModuleDescription.Of(ModuleOf(context));
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            // Names are read in any case; described, they look like those of the properties, but for headers.
            parameter.Name =
                parameter.In == ParameterLocation.Header ? parameter.Name : char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
            parameter.Description ??= module.Parameter(operation.OperationId, parameter.Name!);
        }

        RefusalDescription.Add(operation, context, module.Refusals(operation.OperationId));
        CommandDescription.Describe(operation, metadata, context.Description.HttpMethod);
        return Task.CompletedTask;
    }

    private void Summarise(OpenApiOperation operation, MethodInfo handler)
    {
        if (handler.Name.Contains('<', StringComparison.Ordinal) || docs.SummaryOf(handler) is not { } text)
        {
            return;
        }

        var own = WithoutAddress(text);
        var feature = docs.SummaryOf(handler.DeclaringType!) is { } whole ? WithoutAddress(whole) : own;
        operation.Summary ??= FirstSentence().Match(own).Value.TrimEnd('.');
        operation.Description ??= feature == own ? own : $"{own} {feature}";
    }

    private static string WithoutAddress(string text)
    {
        text = Address().Replace(text, "");
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>Headers of an upload that comes piece by piece.</summary>
    private static readonly (string Name, string? Format, string Description)[] UploadHeaders =
    [
        (
            "Upload-Length",
            null,
            "Begins an upload that outlives a broken line, in place of the body: bytes of the whole file. The answer is 201, and its "
                + "`Location` takes the pieces."
        ),
        ("Upload-Name", null, "With `Upload-Length`: name of the file, percent-encoded UTF-8."),
        ("Upload-Id", "uuid", "Finishes such an upload, in place of the body: its id, the last part of that `Location`."),
        ("Upload-Hash", null, "With `Upload-Id`: SHA-256 of the whole file, hex."),
    ];

    /// <summary>The framework knows no parameter that receives the body itself.</summary>
    private static void AddUpload(OpenApiOperation operation, MethodInfo? handler)
    {
        if (handler?.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(ILateBody))) != true)
        {
            return;
        }

        var file = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = "binary",
            Description = "The file, with its name; 1 byte to 25 MB.",
        };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = false,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = form } },
        };
        operation.Parameters ??= [];
        foreach (var (name, format, description) in UploadHeaders)
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Header,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
                    Description = description,
                }
            );
        }
    }

    /// <summary>A 200 of which the framework knows no type is bytes.</summary>
    private static void AddDownload(OpenApiOperation operation, ApiDescription description)
    {
        if (
            description.HttpMethod == "GET"
            && operation.Responses?.GetValueOrDefault("200") is OpenApiResponse { Content: not { Count: > 0 } } response
        )
        {
            var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/octet-stream"] = new OpenApiMediaType { Schema = bytes },
            };
        }
    }

    private static Assembly ModuleOf(OpenApiOperationTransformerContext context)
    {
        var prefix = context.Description.RelativePath!.Split('/')[0];
        var module = context.ApplicationServices.GetServices<IModule>().FirstOrDefault(module => module.RoutePrefix == prefix);
        return (module?.GetType() ?? typeof(OperationDescription)).Assembly;
    }

    [GeneratedRegex(@"^`(GET|POST|PUT|PATCH|DELETE) [^`]*`( \([^)]*\)|, [^:]*)?: ")]
    private static partial Regex Address();

    [GeneratedRegex(@"^.*?(\.(?= [A-Z0-9`])|\.?$)")]
    private static partial Regex FirstSentence();
}

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
            // Names are read in any case; described, they look like those of the properties.
            parameter.Name = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
            parameter.Description ??= module.Parameter(operation.OperationId, parameter.Name);
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
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = form } },
        };
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

    [GeneratedRegex(@"^`(GET|POST|PUT|DELETE) [^`]*`( \([^)]*\)|, [^:]*)?: ")]
    private static partial Regex Address();

    [GeneratedRegex(@"^.*?(\.(?= [A-Z0-9`])|\.?$)")]
    private static partial Regex FirstSentence();
}

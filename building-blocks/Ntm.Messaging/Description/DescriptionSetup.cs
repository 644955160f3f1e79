using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Ntm.Description;

/// <summary>Completes each service's OpenAPI document, so that a client can be generated from it.</summary>
internal static class DescriptionSetup
{
    private const string Scheme = "bearer";

    public static void AddApiDescription(this IServiceCollection services)
    {
        var docs = new XmlDocs();
        services.ConfigureAll<OpenApiOptions>(options =>
        {
            options.AddSchemaTransformer(new SchemaDescription(docs));
            options.AddOperationTransformer(new OperationDescription(docs));
            options.AddOperationTransformer(
                (operation, context, _) =>
                {
                    if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                    {
                        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                    }

                    return Task.CompletedTask;
                }
            );
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    foreach (var schema in document.Components?.Schemas?.Values ?? [])
                    {
                        SchemaDescription.DescribeNullable(schema);
                    }

                    document.AddComponent(ProblemSchema.Name, ProblemSchema.Create());
                    document.AddComponent(
                        Scheme,
                        new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = Scheme,
                            BearerFormat = "JWT",
                            Description = "Access token of `POST /identity/tokens`.",
                        }
                    );
                    return Task.CompletedTask;
                }
            );
        });
    }
}

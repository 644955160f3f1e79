using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Ntm.Web;

namespace Ntm.Description;

/// <summary>
/// The responses of an operation that refuse: those that follow from what an endpoint is, and those of its handler. Where it may
/// be refused as stale, it takes an <c>If-Match</c>.
/// </summary>
internal static class RefusalDescription
{
    private const int Stale = (int)ErrorKind.Stale;

    public static void Add(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        IReadOnlyList<(int Status, string Code)> own
    )
    {
        var all = Conventional(operation, context.Description).Concat(own).Distinct();
        foreach (var group in all.GroupBy(refusal => refusal.Status).OrderBy(group => group.Key))
        {
            var codes = string.Join(", ", group.Select(refusal => $"`{refusal.Code}`").Order(StringComparer.Ordinal));
            var type = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema.Name, context.Document) };
            operation.Responses ??= [];
            operation.Responses[group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(group.Key)}: {codes}.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = type },
            };
        }

        if (own.Any(refusal => refusal.Status == Stale))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "`ETag` of the state that the caller decided on; without it the command acts on any.",
                }
            );
        }
    }

    private static IEnumerable<(int Status, string Code)> Conventional(OpenApiOperation operation, ApiDescription description)
    {
        var metadata = description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            yield return (400, "request.invalid_subject");
            yield return (401, "request.unauthenticated");
            if (description.HttpMethod is not ("GET" or "HEAD"))
            {
                yield return (401, "request.token_outdated");
            }

            yield return (403, "request.forbidden");
            yield return (403, "request.scope_missing");
            yield return (503, "platform.issuer_unavailable");
            if (!LimitedTokens.IsOpenBeforePasswordChange(metadata))
            {
                yield return (403, "request.password_change_required");
            }

            if (!LimitedTokens.IsOpenBeforeSecondFactor(metadata))
            {
                yield return (403, "request.second_factor_required");
            }
        }

        if (description.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Query))
        {
            yield return (400, "request.invalid");
        }

        if (metadata.OfType<MethodInfo>().Any(PageCheck.IsPaged))
        {
            yield return (400, "request.invalid_cursor");
            yield return (400, "request.limit_range");
        }

        if (description.ParameterDescriptions.Any(found => found.Source == BindingSource.Path && found.Type != typeof(string)))
        {
            yield return (404, "request.not_found");
        }

        foreach (var refusal in OfBody(operation).Concat(OfCommand(description.HttpMethod, metadata)))
        {
            yield return refusal;
        }

        yield return (400, "request.invalid_query");
        yield return (429, "request.too_many");
        yield return (500, "platform.unexpected");
        yield return (503, "platform.database_unavailable");
        yield return (503, "platform.overloaded");
        yield return (503, "gateway.service_unavailable");
        yield return (503, "gateway.overloaded");
    }

    private static IEnumerable<(int Status, string Code)> OfBody(OpenApiOperation operation)
    {
        if (operation.RequestBody is null)
        {
            yield break;
        }

        yield return (400, "request.unsupported_charset");
        yield return (400, "request.unsupported_type");
        yield return (413, "request.too_large");
        if (operation.RequestBody.Content!.ContainsKey("application/json"))
        {
            yield return (400, "request.invalid");
            yield return (400, "request.invalid_json");
            yield return (400, "request.invalid_text");
        }
        else
        {
            yield return (400, "request.invalid_form");
            yield return (507, "platform.storage_full");
        }
    }

    private static IEnumerable<(int Status, string Code)> OfCommand(string? method, IList<object> metadata)
    {
        if (method is not ("GET" or "HEAD") && metadata.OfType<RepeatableCommand>().Any() && !metadata.OfType<NotRepeatable>().Any())
        {
            yield return (400, "request.idempotency_key_too_long");
            yield return (403, "request.rights_changed");
            yield return (409, "request.contended");
            yield return (422, "request.idempotency_key_reused");
        }
    }
}

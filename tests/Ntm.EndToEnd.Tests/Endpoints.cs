using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Portal;

namespace Ntm.EndToEnd.Tests;

/// <summary>One host for every test that asks all endpoints.</summary>
[CollectionDefinition(nameof(OneHost))]
public sealed class OneHost : ICollectionFixture<HostFixture>;

/// <summary>The endpoints of a host, and addresses to ask them by.</summary>
internal static partial class Endpoints
{
    /// <summary>Every endpoint of the API that the host maps; pages answer browsers, by their own rules.</summary>
    public static IEnumerable<(string Method, string Pattern)> Of(HostFixture host) =>
        host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PortalPage>() is null)
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                    (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
                )
            );

    /// <summary>The stable code of a refusal; null where the answer has none.</summary>
    public static async Task<string?> CodeOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.StartsWith('{') && JsonElement.Parse(text).TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    /// <summary>An address in which nothing exists.</summary>
    public static string Fill(string pattern) =>
        Parameter()
            .Replace(
                pattern,
                match =>
                    match.Value switch
                    {
                        var text when text.Contains(":guid", StringComparison.Ordinal) => "0195c0de-0000-7000-8000-00000000dead",
                        var text when text.Contains(":int", StringComparison.Ordinal) || text.Contains(":long", StringComparison.Ordinal) =>
                            "999999",
                        _ => "khong-co",
                    }
            );

    /// <summary>The address as the OpenAPI description writes it.</summary>
    public static string PathOf(string pattern) => Constraint().Replace(pattern, "}");

    /// <summary>An address of a dossier, with an id for everything else.</summary>
    public static string Fill(string pattern, string dossier, string id = "khong-co") =>
        Parameter()
            .Replace(
                pattern,
                match =>
                    match.Value.Contains(":guid", StringComparison.Ordinal) && match.Index < 40 ? dossier
                    : match.Value.Contains(':', StringComparison.Ordinal) ? Fill(match.Value)
                    : id
            );

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();
}

using System.Text;

namespace Ntm.EndToEnd.Tests;

/// <summary>Who sends a hostile request.</summary>
internal enum Sender
{
    Administrator,
    Officer,
    Program,
}

/// <summary>One request that no client should send.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="By">Who sends it.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Path and query.</param>
/// <param name="Body">Body; null for none.</param>
/// <param name="Type">Content type of the body.</param>
/// <param name="IsRefused">Whether no endpoint may take it, whatever it does; otherwise it must only not fail.</param>
internal sealed record HostileRequest(string Kind, Sender By, string Method, string Address, byte[]? Body, string? Type, bool IsRefused);

/// <summary>
/// Makes hostile requests for each endpoint, of every kind. What is decided before any handler runs is sent by one person; what reaches a
/// handler by those who get furthest in it, and by a program.
/// </summary>
internal sealed class HostileRequests(
    ApiDescription api,
    IReadOnlyList<(string Method, string Pattern)> endpoints,
    string dossier,
    IReadOnlyList<string> subjects
)
{
    private const string Json = "application/json";
    private const string Form = "multipart/form-data; boundary=b";

    private static readonly Sender[] People = [Sender.Administrator, Sender.Officer];

    public IEnumerable<HostileRequest> All() =>
        endpoints.SelectMany(endpoint =>
            Typed(endpoint).Concat(Spoilt(endpoint)).Concat(Formed(endpoint)).Concat(Queried(endpoint)).Concat(Addressed(endpoint))
        );

    /// <summary>Odd content types and charsets.</summary>
    private IEnumerable<HostileRequest> Typed((string Method, string Pattern) endpoint) =>
        endpoint.Method == "GET"
            ? []
            : HostileValues
                .ContentTypes.Select(type => (Kind: "content type", Body: "{}", type.Type, type.IsRefused))
                .Concat(HostileValues.Forms.Select(form => (Kind: "form", Body: form, Type: Form, IsRefused: true)))
                .Select(sent =>
                    Request(endpoint, sent.Kind, Sender.Officer) with
                    {
                        Body = Encoding.UTF8.GetBytes(sent.Body),
                        Type = sent.Type,
                        IsRefused = sent.IsRefused && api.Body(endpoint.Method, endpoint.Pattern) is not null,
                    }
                );

    /// <summary>Bodies that are no JSON, or JSON that says what no endpoint may take.</summary>
    private IEnumerable<HostileRequest> Spoilt((string Method, string Pattern) endpoint) =>
        api.Example(endpoint.Method, endpoint.Pattern) is not { } example
            ? []
            : SpoiltBodies
                .Of(example)
                .Select(spoilt =>
                    Request(endpoint, spoilt.Kind, Sender.Officer) with
                    {
                        Body = spoilt.Body,
                        Type = Json,
                        IsRefused = true,
                    }
                );

    /// <summary>Bodies of the right form with odd values, and with subjects that are none of the caller's.</summary>
    private IEnumerable<HostileRequest> Formed((string Method, string Pattern) endpoint) =>
        LocksCallersOut(endpoint.Pattern)
            ? []
            : from body in new HostileBodies(api, subjects).For(endpoint.Method, endpoint.Pattern)
            from sender in Enum.GetValues<Sender>()
            select Request(endpoint, "odd values", sender, "18736") with
            {
                Body = Encoding.UTF8.GetBytes(body),
                Type = Json,
            };

    /// <summary>Values that no query may have, pages that no list has, and odd values of each parameter.</summary>
    private IEnumerable<HostileRequest> Queried((string Method, string Pattern) endpoint)
    {
        foreach (var query in HostileValues.RefusedQueries)
        {
            yield return Request(endpoint, "text in a query", Sender.Officer, query: query) with
            {
                IsRefused = true,
            };
        }

        foreach (var name in api.Queries(endpoint.Method, endpoint.Pattern))
        {
            var required = api.Required(endpoint.Method, endpoint.Pattern, name);
            foreach (var value in HostileValues.RefusedPages(name))
            {
                yield return Request(endpoint, "page", Sender.Officer, query: $"{required}{name}={value}") with
                {
                    IsRefused = true,
                };
            }

            foreach (var sender in endpoint.Method == "GET" ? Enum.GetValues<Sender>() : People)
            {
                foreach (var value in HostileValues.Queries)
                {
                    yield return Request(endpoint, "value in a query", sender, query: $"{required}{name}={value}");
                }
            }
        }
    }

    /// <summary>Odd parts of an address.</summary>
    private IEnumerable<HostileRequest> Addressed((string Method, string Pattern) endpoint) =>
        Endpoints.Fill(endpoint.Pattern, dossier, "1") == Endpoints.Fill(endpoint.Pattern, dossier, "2")
            ? []
            : from sender in People
            from id in HostileValues.Ids
            select Request(endpoint, "part of an address", sender, id);

    private HostileRequest Request(
        (string Method, string Pattern) endpoint,
        string kind,
        Sender sender,
        string id = "khong-co",
        string? query = null
    ) =>
        new(
            kind,
            sender,
            endpoint.Method,
            Endpoints.Fill(endpoint.Pattern, dossier, id) + (query is null ? "" : "?" + query),
            Body: null,
            Type: null,
            IsRefused: false
        );

    /// <summary>After wrong passwords, or under another clock, the callers of the next test could not sign in.</summary>
    private static bool LocksCallersOut(string pattern) =>
        pattern.EndsWith("/me/password", StringComparison.Ordinal)
        || pattern.Contains("/me/second-factor", StringComparison.Ordinal)
        || pattern.EndsWith("/sample-clock", StringComparison.Ordinal);
}

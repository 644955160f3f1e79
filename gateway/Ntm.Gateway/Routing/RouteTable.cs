using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;

namespace Ntm.Gateway.Routing;

/// <summary>A fault of a route or cluster.</summary>
/// <param name="Owner">Name of the route or cluster.</param>
/// <param name="Message">Vietnamese: what is wrong where.</param>
internal sealed record RouteFault(string Owner, string Message);

/// <summary>Checks that the proxy itself does not make: a route to nowhere, a cluster without a destination, a misspelt setting.</summary>
internal static class RouteTable
{
    public const string Section = "ReverseProxy";

    private static readonly string[] RouteKeys = [.. typeof(RouteConfig).GetProperties().Select(property => property.Name)];
    private static readonly string[] ClusterKeys = [.. typeof(ClusterConfig).GetProperties().Select(property => property.Name)];
    private static readonly string[] Periods =
    [
        "Timeout",
        "HttpRequest:ActivityTimeout",
        "HealthCheck:Active:Interval",
        "HealthCheck:Active:Timeout",
        "HealthCheck:Passive:ReactivationPeriod",
    ];

    public static IReadOnlyList<RouteFault> Faults(IConfigurationSection section)
    {
        var routes = section.GetSection("Routes").GetChildren().ToList();
        var clusters = section.GetSection("Clusters").GetChildren().ToList();
        var known = clusters.Select(cluster => cluster.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. routes.Count == 0 ? [new RouteFault("", $"{Section}:Routes không có tuyến nào.")] : Array.Empty<RouteFault>(),
            .. routes.SelectMany(route =>
                OfRoute(route, known).Select(words => new RouteFault(route.Key, $"Tuyến '{route.Key}': {words}"))
            ),
            .. Twice(routes),
            .. clusters.SelectMany(cluster =>
                OfCluster(cluster).Select(words => new RouteFault(cluster.Key, $"Cụm '{cluster.Key}': {words}"))
            ),
        ];
    }

    /// <summary>The proxy's own refusal, one line a fault.</summary>
    public static IEnumerable<string> Text(Exception refused) =>
        refused switch
        {
            AggregateException many => many.InnerExceptions.SelectMany(Text),
            { InnerException: WrongRouteException wrong } => [wrong.Message],
            { InnerException: { } inner } => [$"{Section}: {refused.Message} {inner.Message}"],
            _ => [$"{Section}: {refused.Message}"],
        };

    private static IEnumerable<string> OfRoute(IConfigurationSection route, HashSet<string> clusters)
    {
        foreach (var words in Misspelt(route, RouteKeys).Concat(WrongPeriods(route)))
        {
            yield return words;
        }

        var cluster = route["ClusterId"];
        if (string.IsNullOrWhiteSpace(cluster))
        {
            yield return "thiếu ClusterId.";
        }
        else if (!clusters.Contains(cluster))
        {
            yield return $"ClusterId '{cluster}' không có trong Clusters.";
        }

        if (
            route["MaxRequestBodySize"] is { } size
            && !(long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0)
        )
        {
            yield return $"MaxRequestBodySize '{size}' phải là số byte lớn hơn 0.";
        }

        if (PathFault(route["Match:Path"]) is { } fault)
        {
            yield return fault;
        }
    }

    private static string? PathFault(string? path)
    {
        if (path is null || !path.StartsWith('/'))
        {
            return $"Match:Path '{path}' phải bắt đầu bằng '/'.";
        }

        try
        {
            RoutePatternFactory.Parse(path);
            return null;
        }
        catch (RoutePatternException wrong)
        {
            return $"Match:Path '{path}' không đúng mẫu: {wrong.Message}";
        }
    }

    private static IEnumerable<string> OfCluster(IConfigurationSection cluster)
    {
        foreach (var words in Misspelt(cluster, ClusterKeys).Concat(WrongPeriods(cluster)))
        {
            yield return words;
        }

        var destinations = cluster.GetSection("Destinations").GetChildren().ToList();
        if (destinations.Count == 0)
        {
            yield return "không có Destinations nào.";
        }

        foreach (var destination in destinations)
        {
            var address = destination["Address"];
            if (
                !Uri.TryCreate(address, UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https")
                || uri.PathAndQuery != "/"
                || uri.UserInfo.Length > 0
            )
            {
                yield return $"Destinations:{destination.Key}:Address '{address}' không phải một địa chỉ như http://dossier:8080.";
            }
        }
    }

    /// <summary>Two routes that match the same requests: which one is taken would be chance, or an error at the first request.</summary>
    private static IEnumerable<RouteFault> Twice(IEnumerable<IConfigurationSection> routes) =>
        routes
            .SelectMany(route =>
                Methods(route)
                    .Select(method => (Route: route.Key, Match: $"{method} {route["Match:Path"]} {route["Order"]}".ToUpperInvariant()))
            )
            .GroupBy(entry => entry.Match)
            .Where(group => group.Count() > 1)
            .Select(group => new RouteFault(
                group.Last().Route,
                $"Các tuyến {string.Join(", ", group.Select(entry => $"'{entry.Route}'"))} nhận cùng một địa chỉ: {group.Key.Trim()}."
            ));

    private static IEnumerable<string> Methods(IConfigurationSection route) =>
        route.GetSection("Match:Methods").GetChildren().Select(method => method.Value ?? "").DefaultIfEmpty("");

    private static IEnumerable<string> Misspelt(IConfigurationSection section, string[] keys) =>
        section
            .GetChildren()
            .Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"không có thiết lập nào tên '{child.Key}'.");

    private static IEnumerable<string> WrongPeriods(IConfigurationSection section) =>
        Periods
            .Where(key =>
                section[key] is { } text
                && !(TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero)
            )
            .Select(key => $"{key} '{section[key]}' phải là một khoảng thời gian như 00:00:30.");
}

/// <summary>A route or cluster that must not be taken.</summary>
internal sealed class WrongRouteException(string message) : Exception(message);

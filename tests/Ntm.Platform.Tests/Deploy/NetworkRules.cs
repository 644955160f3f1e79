using System.Text.Json.Nodes;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>
/// The connections that the policies allow, against those that are needed. An edge is <c>from > to:port</c>; pods are named
/// <c>name/component</c>, others by namespace or address.
/// </summary>
internal static class NetworkRules
{
    public static IEnumerable<string> Exact(Rendered rendered)
    {
        var pods = Pods(rendered);
        var policies = rendered.Of("NetworkPolicy").ToList();
        if (
            !policies.Any(policy =>
                policy["spec"]!["podSelector"]!.AsObject().Count == 0
                && policy["spec"]!["ingress"] is null
                && policy["spec"]!["egress"] is null
                && policy["spec"]!["policyTypes"]!.AsArray().Count == 2
            )
        )
        {
            yield return "nothing denies what is not allowed";
        }

        var leaving = Edges(policies, pods, "egress", "to").ToHashSet();
        var entering = Edges(policies, pods, "ingress", "from").ToHashSet();
        var needed = Needed(rendered, pods).ToHashSet();

        // Both ends must allow an edge between two pods of ours; at an edge to or from elsewhere ours is the only end.
        var allowed = leaving
            .Where(edge => !pods.ContainsKey(Target(edge)) || entering.Contains(edge))
            .Concat(entering.Where(edge => !pods.ContainsKey(Source(edge))))
            .ToHashSet();
        foreach (var edge in needed.Except(allowed))
        {
            yield return $"needed and not allowed: {edge}";
        }

        foreach (var edge in leaving.Concat(entering).Distinct().Except(needed))
        {
            yield return $"allowed and not needed: {edge}";
        }
    }

    private static IEnumerable<string> Needed(Rendered rendered, Dictionary<string, JsonNode> pods)
    {
        foreach (var pod in pods.Keys)
        {
            yield return $"{pod} > kube-system:53";
            var (name, component) = (pod.Split('/')[0], pod.Split('/')[1]);
            if (component is "service" or "migrate")
            {
                yield return $"{pod} > {Place(rendered, "database", pods)}";
            }

            if (component is "service" or "topology")
            {
                yield return $"{pod} > {Place(rendered, "broker", pods)}";
            }

            if (component is "service" or "portal")
            {
                yield return $"gateway/gateway > {pod}:{Executables.Port}";
            }

            if (component == "portal")
            {
                yield return $"{pod} > gateway/gateway:{Executables.Port}";
            }

            if (component == "service" && name != "identity")
            {
                yield return $"{pod} > identity/service:{Executables.Port}";
            }

            if (component is "service" or "portal" or "gateway" && Observed(rendered))
            {
                yield return $"{pod} > observability:4317";
            }
        }

        if (rendered.Of("Ingress").Any())
        {
            yield return $"ingress-nginx > gateway/gateway:{Executables.Port}";
        }

        if (rendered.Of("RabbitmqCluster").Any())
        {
            yield return "ntm-broker/broker > ntm-broker/broker:4369";
            yield return "ntm-broker/broker > ntm-broker/broker:25672";
            yield return "rabbitmq-system > ntm-broker/broker:15671";
        }
    }

    private static bool Observed(Rendered rendered) =>
        rendered.Of("ConfigMap").Any(map => map["data"]?["OTEL_EXPORTER_OTLP_ENDPOINT"]?.ToString() is { Length: > 0 });

    private static string Place(Rendered rendered, string component, Dictionary<string, JsonNode> pods) =>
        component == "database"
            ? pods.ContainsKey("postgresql/database")
                ? "postgresql/database:5432"
                : "192.0.2.10/32:1433"
            : rendered.Of("RabbitmqCluster").Any()
                ? "ntm-broker/broker:5671"
                : "rabbitmq/broker:5672";

    private static Dictionary<string, JsonNode> Pods(Rendered rendered)
    {
        var pods = rendered.Pods().Select(pod => pod.Pod["metadata"]!["labels"]!).DistinctBy(Label).ToDictionary(Label);
        foreach (var cluster in rendered.Of("RabbitmqCluster"))
        {
            // The operator labels its pods by the cluster's name.
            pods[Rendered.Name(cluster) + "/broker"] = new JsonObject { ["app.kubernetes.io/name"] = Rendered.Name(cluster) };
        }

        return pods;
    }

    private static string Label(JsonNode labels) => $"{labels["app.kubernetes.io/name"]}/{labels["app.kubernetes.io/component"]}";

    private static IEnumerable<string> Edges(
        IEnumerable<JsonNode> policies,
        Dictionary<string, JsonNode> pods,
        string direction,
        string peers
    ) =>
        from policy in policies
        from rule in policy["spec"]![direction]?.AsArray() ?? []
        from own in Matching(policy["spec"]!["podSelector"]!, pods)
        from peer in rule![peers]!.AsArray()
        from other in Others(peer!, pods)
        from port in rule["ports"]!.AsArray().Select(port => (int)port!["port"]!).Distinct()
        select direction == "egress" ? $"{own} > {other}:{port}" : $"{other} > {own}:{port}";

    private static IEnumerable<string> Others(JsonNode peer, Dictionary<string, JsonNode> pods) =>
        peer switch
        {
            _ when peer["ipBlock"] is { } block => [block["cidr"]!.ToString()],
            _ when peer["namespaceSelector"] is { } space => [space["matchLabels"]!["kubernetes.io/metadata.name"]!.ToString()],
            _ => Matching(peer["podSelector"]!, pods),
        };

    private static IEnumerable<string> Matching(JsonNode selector, Dictionary<string, JsonNode> pods) =>
        pods.Where(pod => selector["matchLabels"] is null || ManifestRules.Selects(selector["matchLabels"]!, pod.Value))
            .Where(pod =>
                (selector["matchExpressions"]?.AsArray() ?? []).All(expression =>
                    expression!["values"]!.AsArray().Any(value => value!.ToString() == pod.Value[expression["key"]!.ToString()]?.ToString())
                )
            )
            .Select(pod => pod.Key);

    private static string Source(string edge) => edge.Split(" > ")[0];

    private static string Target(string edge) => edge.Split(" > ")[1] is var target ? target[..target.LastIndexOf(':')] : "";
}

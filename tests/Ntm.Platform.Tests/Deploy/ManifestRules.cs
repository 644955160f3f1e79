using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>What every manifest must hold to; each rule names all that is wrong.</summary>
internal static partial class ManifestRules
{
    public static IEnumerable<string> Complete(Rendered rendered)
    {
        foreach (var name in Executables.All)
        {
            foreach (var kind in (string[])["Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler", "ServiceAccount"])
            {
                if (rendered.Find(kind, name) is null)
                {
                    yield return $"{name} has no {kind}";
                }
            }

            var labels = rendered.Find("Deployment", name)?["spec"]!["template"]!["metadata"]!["labels"];
            foreach (
                var (kind, path) in ((string, string[])[])
                    [
                        ("Deployment", ["selector", "matchLabels"]),
                        ("Service", ["selector"]),
                        ("PodDisruptionBudget", ["selector", "matchLabels"]),
                    ]
            )
            {
                if (
                    labels is not null
                    && rendered.Find(kind, name)?["spec"] is { } spec
                    && !Selects(path.Aggregate(spec, (node, step) => node[step]!), labels)
                )
                {
                    yield return $"{kind} {name} does not select its pods";
                }
            }

            if (
                rendered.Find("HorizontalPodAutoscaler", name)?["spec"] is { } scaling
                && ((string)scaling["scaleTargetRef"]!["name"]! != name || (int)scaling["minReplicas"]! < 2)
            )
            {
                yield return $"{name} is not scaled from two replicas";
            }
        }

        foreach (
            var (service, verb, job) in from service in Executables.Services
            from step in new[] { ("migrate", "migrate"), ("topology", "deploy-topology") }
            select (service, step.Item2, $"{service}-{step.Item1}-{Executables.Version.Replace('.', '-')}")
        )
        {
            if (rendered.Find("Job", job)?["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]?[0]?.ToString() != verb)
            {
                yield return $"no job {job} runs {verb}";
            }
        }
    }

    public static IEnumerable<string> Confined(Rendered rendered)
    {
        foreach (var (owner, pod) in rendered.Pods())
        {
            var spec = pod["spec"]!;
            var what = $"{owner["kind"]} {Rendered.Name(owner)}";
            if (
                !IsTrue(spec["securityContext"]?["runAsNonRoot"])
                || spec["securityContext"]?["seccompProfile"]?["type"]?.ToString() != "RuntimeDefault"
            )
            {
                yield return $"{what} may be root, or has no seccomp profile";
            }

            if (spec["automountServiceAccountToken"]?.GetValue<bool>() != false)
            {
                yield return $"{what} holds a token of the cluster";
            }

            foreach (var container in spec["containers"]!.AsArray())
            {
                var confinement = container!["securityContext"];
                if (
                    !IsTrue(confinement?["readOnlyRootFilesystem"])
                    || confinement?["allowPrivilegeEscalation"]?.GetValue<bool>() != false
                    || confinement?["capabilities"]?["drop"]?.ToJsonString() != """["ALL"]"""
                )
                {
                    yield return $"{what} is not confined";
                }

                if (
                    new[] { "requests", "limits" }.Any(kind =>
                        container["resources"]?[kind]?["cpu"] is null || container["resources"]?[kind]?["memory"] is null
                    )
                )
                {
                    yield return $"{what} has no requests or limits";
                }
            }
        }
    }

    public static IEnumerable<string> Probed(Rendered rendered, IReadOnlySet<string> mapped)
    {
        foreach (var deployment in rendered.Of("Deployment"))
        {
            var container = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!;
            var ports = container["ports"]!.AsArray().ToDictionary(port => (string)port!["name"]!, port => (int)port!["containerPort"]!);
            foreach (
                var (probe, path) in ((string, string)[])
                    [("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")]
            )
            {
                var get = container[probe]?["httpGet"];
                if (
                    get is null
                    || (string?)get["path"] != path
                    || !mapped.Contains(path)
                    || ports.GetValueOrDefault((string)get["port"]!) != Executables.Port
                )
                {
                    yield return $"{Rendered.Name(deployment)}: {probe} asks for nothing that is mapped";
                }
            }
        }
    }

    /// <summary>No secret in the open: neither in a ConfigMap, nor in a variable, nor as an object where they are made
    /// beforehand.</summary>
    public static IEnumerable<string> Discreet(Rendered rendered, bool secretsAreMadeBeforehand)
    {
        foreach (var secret in rendered.Of("Secret").Where(_ => secretsAreMadeBeforehand))
        {
            yield return $"Secret {Rendered.Name(secret)} is rendered";
        }

        foreach (var map in rendered.Of("ConfigMap"))
        {
            foreach (var (key, value) in map["data"]!.AsObject().Where(pair => IsSecret(pair.Key, pair.Value!.ToString())))
            {
                yield return $"ConfigMap {Rendered.Name(map)}: {key}";
            }
        }

        foreach (var (owner, pod) in rendered.Pods())
        {
            foreach (var variable in pod["spec"]!["containers"]!.AsArray().SelectMany(container => container!["env"]?.AsArray() ?? []))
            {
                if (variable!["value"] is { } value && IsSecret((string)variable["name"]!, value.ToString()))
                {
                    yield return $"{Rendered.Name(owner)}: {variable["name"]}";
                }
            }
        }
    }

    public static IEnumerable<string> Pinned(Rendered rendered) =>
        rendered
            .Pods()
            .SelectMany(pod => pod.Pod["spec"]!["containers"]!.AsArray().Select(container => (string)container!["image"]!))
            .Concat(rendered.Of("RabbitmqCluster").Select(cluster => (string)cluster["spec"]!["image"]!))
            .Where(image =>
                !PinnedImage().IsMatch(image)
                || image.EndsWith(":latest", StringComparison.Ordinal)
                || (
                    image.Contains("/ntm/", StringComparison.Ordinal)
                    && !image.Contains("@sha256:", StringComparison.Ordinal)
                    && !image.EndsWith(":" + Executables.Version, StringComparison.Ordinal)
                )
            )
            .Select(image => $"{image} is not pinned");

    public static bool Selects(JsonNode selector, JsonNode labels) =>
        selector.AsObject().All(pair => labels[pair.Key]?.ToString() == pair.Value!.ToString());

    private static bool IsSecret(string name, string value) =>
        value.Contains("-----BEGIN", StringComparison.Ordinal)
        || SecretText().IsMatch(value)
        || (SecretName().IsMatch(name) && value.Length > 0);

    private static bool IsTrue(JsonNode? node) => node?.GetValue<bool>() == true;

    [GeneratedRegex("(^|/)[a-z-]+(/[a-z-]+)*(:[0-9][A-Za-z0-9.-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex("(?i)(password|pwd|secret|token) *= *[^ ${:\"']")]
    private static partial Regex SecretText();

    [GeneratedRegex("(?i)(password|connectionstring|secret|token)$")]
    private static partial Regex SecretName();
}

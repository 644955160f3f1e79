using System.Text.Json.Nodes;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>The settings of a container, and whether anything reads them.</summary>
internal static class SettingRules
{
    /// <summary>Settings without which an executable does not start, or starts and is of no use.</summary>
    /// <param name="executable">Name of the executable.</param>
    /// <param name="component">What it is run for: a migration needs no broker.</param>
    public static IEnumerable<string> Needed(string executable, string component)
    {
        if (executable == "gateway")
        {
            return
            [
                "Authentication__Issuer",
                "Authentication__MetadataAddress",
                "Gateway__KnownProxies__0",
                "ReverseProxy__Clusters__portal__Destinations__a__Address",
            ];
        }

        if (executable == "portal")
        {
            return ["Portal__Api", "Portal__KeyPath", "Portal__KnownProxies__0"];
        }

        string[] everywhere =
        [
            "Persistence__Provider",
            "Persistence__ConnectionString",
            "Authentication__Issuer",
            "Authentication__MetadataAddress",
            "Audit__HeadsFolder",
            "Audit__KeyPath",
            .. component == "migrate"
                ? Array.Empty<string>()
                :
                [
                    "Messaging__Transport",
                    "Messaging__RabbitMq__Address",
                    "Messaging__RabbitMq__UserName",
                    "Messaging__RabbitMq__Password",
                ],
        ];
        return executable switch
        {
            "identity" => [.. everywhere, "Identity__KeyFolder"],
            "notifications" => [.. everywhere, "Notifications__Webhooks__KeyFolder"],
            "assessment" or "planning" => [.. everywhere, "Files__Root"],
            "dossier" => [.. everywhere, "Files__Root", "Dossier__Receipts__KeyPath"],
            _ => everywhere,
        };
    }

    public static IEnumerable<string> Bound(Rendered rendered)
    {
        foreach (var (owner, pod) in rendered.Pods().Where(pod => IsOurs(pod.Pod)))
        {
            var settings = Of(rendered, pod);
            var name = Rendered.Name(owner);
            var executable = pod["metadata"]!["labels"]!["app.kubernetes.io/name"]!.ToString();
            foreach (var fault in settings.Select(pair => SettingKeys.Fault(pair.Key, pair.Value)).OfType<string>())
            {
                yield return $"{name}: {fault}";
            }

            var component = pod["metadata"]!["labels"]!["app.kubernetes.io/component"]!.ToString();
            foreach (var key in Needed(executable, component).Where(key => !settings.ContainsKey(key)))
            {
                yield return $"{name}: {key} is missing";
            }
        }
    }

    /// <summary>A path in a setting lies in a mounted volume; the rest of the file system cannot be written.</summary>
    public static IEnumerable<string> Mounted(Rendered rendered)
    {
        foreach (var deployment in rendered.Of("Deployment"))
        {
            var pod = deployment["spec"]!["template"]!;
            var mounts = pod["spec"]!["containers"]![0]!["volumeMounts"]!.AsArray().Select(mount => (string)mount!["mountPath"]!).ToList();
            foreach (
                var (key, value) in Of(rendered, pod)
                    .Where(pair =>
                        pair.Value?.StartsWith("/var/", StringComparison.Ordinal) == true
                        || pair.Value?.StartsWith("/etc/ntm", StringComparison.Ordinal) == true
                    )
            )
            {
                if (!mounts.Any(mount => value!.StartsWith(mount + "/", StringComparison.Ordinal)))
                {
                    yield return $"{Rendered.Name(deployment)}: {key} lies in no volume";
                }
            }
        }
    }

    /// <summary>Every secret that is referred to, as <c>name/key</c>; a mounted one is named alone.</summary>
    public static IEnumerable<string> SecretsOf(Rendered rendered) =>
        rendered
            .Pods()
            .SelectMany(pod =>
                pod.Pod["spec"]!["containers"]!
                    .AsArray()
                    .SelectMany(container => container!["env"]?.AsArray() ?? [])
                    .Select(variable => variable!["valueFrom"]?["secretKeyRef"])
                    .OfType<JsonNode>()
                    .Select(secret => $"{secret["name"]}/{secret["key"]}")
                    .Concat(
                        (pod.Pod["spec"]!["volumes"]?.AsArray() ?? [])
                            .Select(volume => volume!["secret"]?["secretName"]?.ToString())
                            .OfType<string>()
                    )
            )
            .Concat(rendered.Of("User").Select(user => $"{user["spec"]!["importCredentialsSecret"]!["name"]}/username"))
            .Concat(
                rendered
                    .Of("Ingress")
                    .SelectMany(ingress => ingress["spec"]!["tls"]!.AsArray())
                    .Select(tls => tls!["secretName"]!.ToString())
            )
            .Concat(rendered.Of("RabbitmqCluster").Select(cluster => cluster["spec"]!["tls"]!["secretName"]!.ToString()))
            .Distinct();

    /// <summary>Name to value; null where a secret gives it.</summary>
    public static Dictionary<string, string?> Of(Rendered rendered, JsonNode pod)
    {
        var settings = new Dictionary<string, string?>();
        var container = pod["spec"]!["containers"]![0]!;
        foreach (var map in container["envFrom"]?.AsArray() ?? [])
        {
            var name = map!["configMapRef"]?["name"]?.ToString();
            foreach (var (key, value) in (name is null ? null : rendered.Find("ConfigMap", name))?["data"]!.AsObject() ?? [])
            {
                settings[key] = value!.ToString();
            }
        }

        foreach (var variable in container["env"]?.AsArray() ?? [])
        {
            settings[variable!["name"]!.ToString()] = variable["value"]?.ToString();
        }

        return settings;
    }

    private static bool IsOurs(JsonNode pod) =>
        pod["spec"]!["containers"]![0]!["image"]!.ToString().Contains("/ntm/", StringComparison.Ordinal);
}

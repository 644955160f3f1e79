using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ntm.Platform.Tests.Style;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>The same system in containers on one machine: same names, same settings, nothing open but the gateway.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "deploy/compose/compose.yaml"));

    private static readonly Dictionary<string, Action<JsonObject>> Mutations = new()
    {
        ["a service is missing"] = services => services.Remove("dossier"),
        ["a setting is missing"] = services => services["dossier"]!["environment"]!.AsObject().Remove("Dossier__Receipts__KeyPath"),
        ["nothing signs the heads of the audit"] = services => services["identity"]!["environment"]!.AsObject().Remove("Audit__KeyPath"),
        ["the portal has no key"] = services => services["portal"]!["environment"]!.AsObject().Remove("Portal__KeyPath"),
        ["the portal is open"] = services => services["portal"]!["ports"] = new JsonArray("127.0.0.1:8081:8080"),
        ["a setting binds to nothing"] = services => services["dossier"]!["environment"]!["Dossier__Pathfolder"] = "/x",
        ["the network sees the gateway"] = services => services["gateway"]!["ports"]![0] = "8080:8080",
        ["a database is open"] = services => services["database"]!["ports"] = new JsonArray("127.0.0.1:1433:1433"),
        ["a password stands in the open"] = services => services["identity"]!["environment"]!["Messaging__RabbitMq__Password"] = "guess",
        ["a service runs before its migrations"] = services => services["identity"]!["depends_on"]!.AsObject().Remove("identity-migrate"),
        ["a service runs before another's queues"] = services =>
            services["dossier"]!["depends_on"]!.AsObject().Remove("notifications-topology"),
        ["the root file system can be written"] = services => services["gateway"]!["read_only"] = false,
        ["a floating image"] = services => services["rabbitmq"]!["image"] = "rabbitmq:latest",
    };

    public static TheoryData<string> Spoilt => [.. Mutations.Keys];

    [Fact]
    public void The_containers_hold_to_every_rule() => Assert.Empty(Faults(Services(Text)));

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_spoilt_composition_is_noticed(string mutation)
    {
        var services = Services(Text);

        Mutations[mutation](services);

        Assert.NotEmpty(Faults(services));
    }

    [Fact]
    public void The_settings_are_those_of_the_cluster()
    {
        var cluster = Rendered.Overlay("dev");
        var services = Services(Text);

        Assert.All(
            Executables.All,
            name =>
                Assert.Equal(
                    SettingRules
                        .Of(cluster, cluster.Find("Deployment", name)!["spec"]!["template"]!)
                        .Keys.Append("OTEL_EXPORTER_OTLP_ENDPOINT")
                        .Where(key => !key.StartsWith("Logging__", StringComparison.Ordinal) && key != "Gateway__DrainTimeout")
                        .Order(),
                    services[name]!["environment"]!.AsObject().Select(pair => pair.Key).Order()
                )
        );
    }

    [Fact]
    public void On_PostgreSQL_every_container_that_knows_a_database_gets_the_other_one()
    {
        var other = Services(File.ReadAllText(Path.Combine(Repository.Root, "deploy/compose/compose.postgresql.yaml")));

        Assert.All(
            Services(Text).Where(service => service.Value!["environment"]?["Persistence__ConnectionString"] is not null),
            service =>
            {
                Assert.Equal("PostgreSql", (string?)other[service.Key]?["environment"]?["Persistence__Provider"]);
                Assert.Contains(
                    "Host=database;",
                    (string?)other[service.Key]?["environment"]?["Persistence__ConnectionString"],
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void The_example_names_every_variable_and_no_other_generated_secrets_included()
    {
        var example = Names(File.ReadAllText(Path.Combine(Repository.Root, "deploy/compose/.env.example")));
        var both = Text + File.ReadAllText(Path.Combine(Repository.Root, "deploy/compose/compose.postgresql.yaml"));

        Assert.Equal(Variable().Matches(both).Select(match => match.Groups[1].Value).Distinct().Order(), example.Order());
        Assert.Subset(example.ToHashSet(), Names(Rendered.Text("compose/.env")).ToHashSet());
    }

    [Fact]
    public void Every_mounted_file_is_there()
    {
        var mounts = Services(Text)
            .SelectMany(service => service.Value!["volumes"]?.AsArray() ?? [])
            .Select(volume => ((string)volume!).Split(':')[0])
            .Where(path => path.StartsWith('.'))
            .Distinct()
            .ToList();

        Assert.NotEmpty(mounts);
        Assert.Empty(
            mounts.Where(path =>
                !path.StartsWith("./secrets/", StringComparison.Ordinal)
                && !Path.Exists(Path.Combine(Repository.Root, "deploy/compose", path))
            )
        );
        Assert.All(
            mounts.Where(path => path.StartsWith("./secrets/", StringComparison.Ordinal)),
            path => Assert.NotEmpty(Rendered.Text(Path.Combine("compose", path)))
        );
    }

    private static IEnumerable<string> Faults(JsonObject services)
    {
        foreach (
            var name in Executables.All.Concat(
                Executables.Services.SelectMany(service => new[] { service + "-migrate", service + "-topology" })
            )
        )
        {
            if (services[name] is not { } service)
            {
                yield return $"{name} is missing";
                continue;
            }

            var settings = service["environment"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());
            foreach (
                var fault in SettingRules
                    .Needed(name.Split('-')[0], name.Split('-')[^1])
                    .Where(key => !settings.ContainsKey(key))
                    .Select(key => $"{name}: {key} is missing")
                    .Concat(
                        settings
                            .Select(pair =>
                                SettingKeys.Fault(pair.Key, pair.Value!.Contains('$', StringComparison.Ordinal) ? null : pair.Value)
                            )
                            .OfType<string>()
                    )
            )
            {
                yield return fault;
            }

            if (
                service["read_only"]?.GetValue<bool>() != true
                || service["cap_drop"]?.ToJsonString() != """["ALL"]"""
                || (string?)service["user"] != "1654:1654"
            )
            {
                yield return $"{name} is not confined";
            }
        }

        foreach (var fault in services.SelectMany(service => FaultsOf(service.Key, service.Value!)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOf(string name, JsonNode service)
    {
        var needed = Executables.Services.Contains(name)
            ? Executables.Services.Select(other => other + "-topology").Append(name + "-migrate")
            : [];
        foreach (
            var before in needed.Where(before => (string?)service["depends_on"]?[before]?["condition"] != "service_completed_successfully")
        )
        {
            yield return $"{name} does not wait for {before}";
        }

        foreach (var port in service["ports"]?.AsArray() ?? [])
        {
            if (name != "gateway" || !port!.ToString().StartsWith("127.0.0.1:", StringComparison.Ordinal))
            {
                yield return $"{name} is open at {port}";
            }
        }

        foreach (
            var pair in (service["environment"]?.AsObject() ?? []).Where(pair =>
                SecretName().IsMatch(pair.Key) && !pair.Value!.ToString().Contains("${", StringComparison.Ordinal)
            )
        )
        {
            yield return $"{name}: {pair.Key} stands in the open";
        }

        var image = (string)service["image"]!;
        if (!image.Contains("${NTM_VERSION:-" + Executables.Version + "}", StringComparison.Ordinal) && !Tagged().IsMatch(image))
        {
            yield return $"{name}: {image} is not pinned";
        }
    }

    /// <summary>A tag such as <c>!override</c> speaks to the composer only.</summary>
    private static JsonObject Services(string yaml) =>
        Rendered.Parse(yaml.Replace(" !override", "", StringComparison.Ordinal)).Single()["services"]!.AsObject();

    private static IReadOnlyList<string> Names(string file) =>
        [.. file.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split('=')[0])];

    [GeneratedRegex(@"\$\{([A-Z_]+)[:}]")]
    private static partial Regex Variable();

    [GeneratedRegex("(?i)(password|connectionstring)$")]
    private static partial Regex SecretName();

    [GeneratedRegex(":[0-9][A-Za-z0-9.-]*$")]
    private static partial Regex Tagged();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Platform.Tests.Style;
using Ntm.Web;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>Every rule holds for every overlay, and finds a fault in a spoilt one.</summary>
public sealed partial class ManifestTests
{
    private static readonly Lazy<IReadOnlySet<string>> Mapped = new(FindMapped);

    private static readonly Dictionary<string, Func<Rendered, bool, IEnumerable<string>>> Rules = new()
    {
        ["complete"] = (rendered, _) => ManifestRules.Complete(rendered),
        ["confined"] = (rendered, _) => ManifestRules.Confined(rendered),
        ["probed"] = (rendered, _) => ManifestRules.Probed(rendered, Mapped.Value),
        ["discreet"] = ManifestRules.Discreet,
        ["pinned"] = (rendered, _) => ManifestRules.Pinned(rendered),
        ["bound"] = (rendered, _) => SettingRules.Bound(rendered),
        ["mounted"] = (rendered, _) => SettingRules.Mounted(rendered),
        ["network"] = (rendered, _) => NetworkRules.Exact(rendered),
    };

    /// <summary>What is spoilt, and the rule that must notice.</summary>
    private static readonly Dictionary<string, (string Rule, Action<Rendered> Spoil)> Mutations = new()
    {
        ["a budget selects other pods"] = (
            "complete",
            r => r.Find("PodDisruptionBudget", "dossier")!["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/name"] = "other"
        ),
        ["one replica is enough"] = ("complete", r => r.Find("HorizontalPodAutoscaler", "identity")!["spec"]!["minReplicas"] = 1),
        ["a job does not migrate"] = ("complete", r => Job(r, "identity-migrate")["args"]![0] = "run"),
        ["root is allowed"] = ("confined", r => Pod(r, "gateway")["securityContext"]!["runAsNonRoot"] = false),
        ["the root file system can be written"] = (
            "confined",
            r => Container(r, "dossier")["securityContext"]!["readOnlyRootFilesystem"] = false
        ),
        ["a capability is kept"] = (
            "confined",
            r => Container(r, "dossier")["securityContext"]!["capabilities"]!["drop"] = new JsonArray("NET_RAW")
        ),
        ["no limit of memory"] = ("confined", r => Container(r, "assessment")["resources"]!["limits"]!.AsObject().Remove("memory")),
        ["a probe asks elsewhere"] = ("probed", r => Container(r, "identity")["readinessProbe"]!["httpGet"]!["path"] = "/healthz"),
        ["a port moved"] = ("probed", r => Container(r, "identity")["ports"]![0]!["containerPort"] = 80),
        ["a password stands in the open"] = ("discreet", r => Settings(r, "dossier-settings")["Messaging__RabbitMq__Password"] = "x"),
        ["a connection string with a password"] = ("discreet", r => Settings(r, "ntm-settings")["Any"] = "Server=a;Password=b"),
        ["a floating image"] = ("pinned", r => Container(r, "gateway")["image"] = "registry.example.vn/ntm/gateway:latest"),
        ["another version"] = ("pinned", r => Container(r, "gateway")["image"] = "registry.example.vn/ntm/gateway:9.9.9"),
        ["a misspelt setting"] = ("bound", r => Settings(r, "identity-settings")["Identity__KeyFoldr"] = "/x"),
        ["a value of the wrong kind"] = ("bound", r => Settings(r, "ntm-settings")["Persistence__Provider"] = "Oracle"),
        ["the portal has no key"] = ("bound", r => Settings(r, "portal-settings").Remove("Portal__KeyPath")),
        ["the portal's key lies in no volume"] = ("mounted", r => Settings(r, "portal-settings")["Portal__KeyPath"] = "/var/portal.key"),
        ["the gateway does not know the portal"] = (
            "bound",
            r => Settings(r, "gateway-settings").Remove("ReverseProxy__Clusters__portal__Destinations__a__Address")
        ),
        ["all browsers count as the portal"] = ("bound", r => Settings(r, "gateway-settings").Remove("Gateway__KnownProxies__0")),
        ["the portal counts as a service"] = ("network", r => PodLabels(r, "portal")["app.kubernetes.io/component"] = "service"),
        ["the portal cannot call the API"] = ("network", r => Policy(r, "gateway-from-portal")["ingress"]![0]!["ports"]![0]!["port"] = 80),
        ["a needed setting is gone"] = ("bound", r => Settings(r, "dossier-settings").Remove("Dossier__Receipts__KeyPath")),
        ["heads of the audit outside every volume"] = (
            "mounted",
            r => Settings(r, "notifications-settings")["Audit__HeadsFolder"] = "/var/heads"
        ),
        ["nothing signs the heads of the audit"] = ("bound", r => Settings(r, "planning-settings").Remove("Audit__KeyPath")),
        ["files outside every volume"] = ("mounted", r => Settings(r, "dossier-settings")["Files__Root"] = "/var/files"),
        ["nothing is denied by default"] = ("network", r => Policy(r, "default-deny")["policyTypes"] = new JsonArray("Ingress")),
        ["a needed edge is closed at its end"] = (
            "network",
            r => Policy(r, "services-from-gateway")["ingress"]![0]!["ports"]![0]!["port"] = 80
        ),
        ["an edge that nobody needs"] = (
            "network",
            r => Policy(r, "services-to-identity")["egress"]![0]!["ports"]!.AsArray().Add(new JsonObject { ["port"] = 22 })
        ),
    };

    public static TheoryData<string, string> Cases =>
        [.. from overlay in (string[])["dev", "prod"] from rule in Rules.Keys select new TheoryDataRow<string, string>(overlay, rule)];

    public static TheoryData<string, string> SpoiltCases =>
        [
            .. from overlay in (string[])["dev", "prod"]
            from mutation in Mutations.Keys
            select new TheoryDataRow<string, string>(overlay, mutation),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_overlay_holds_to_every_rule(string overlay, string rule) =>
        Assert.Empty(Rules[rule](Rendered.Overlay(overlay), overlay == "prod"));

    [Theory]
    [MemberData(nameof(SpoiltCases))]
    public void A_spoilt_manifest_is_noticed(string overlay, string mutation)
    {
        var rendered = Rendered.Overlay(overlay);
        var (rule, spoil) = Mutations[mutation];

        spoil(rendered);

        Assert.NotEmpty(Rules[rule](rendered, overlay == "prod"));
    }

    [Fact]
    public void The_base_alone_can_be_rendered() =>
        Assert.Equal(Executables.All.Count, Rendered.Build("base").Count(node => (string?)node["kind"] == "Deployment"));

    [Fact]
    public void Every_secret_of_the_dev_overlay_is_made_with_the_keys_that_are_asked_for()
    {
        var rendered = Rendered.Overlay("dev");
        var made = rendered
            .Of("Secret")
            .SelectMany(secret =>
                secret["data"]!.AsObject().Select(pair => $"{Rendered.Name(secret)}/{pair.Key}").Append(Rendered.Name(secret))
            )
            .ToHashSet();

        Assert.Empty(SettingRules.SecretsOf(rendered).Where(secret => !made.Contains(secret)));
    }

    [Fact]
    public void Every_secret_that_production_needs_is_listed_for_the_operator()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        Assert.Empty(
            SettingRules
                .SecretsOf(Rendered.Overlay("prod"))
                .SelectMany(secret => secret.Split('/'))
                .Where(word => !document.Contains($"`{word}`", StringComparison.Ordinal))
                .Distinct()
        );
    }

    [Fact]
    public void No_secret_is_kept_with_the_sources()
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore"));

        Assert.Contains("deploy/k8s/overlays/dev/shared/secrets/", ignored);
        Assert.Contains("deploy/compose/secrets/", ignored);
        Assert.Contains("deploy/compose/.env", ignored);
    }

    [Fact]
    public void The_gateways_addresses_are_services_and_ports_that_exist()
    {
        var rendered = Rendered.Overlay("prod");
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "gateway/Ntm.Gateway/appsettings.json")))!;
        var addresses = settings["ReverseProxy"]!["Clusters"]!
            .AsObject()
            .SelectMany(cluster =>
                cluster.Value!["Destinations"]!
                    .AsObject()
                    .Select(destination => KeyValuePair.Create(cluster.Key, new Uri((string)destination.Value!["Address"]!)))
            )
            .ToDictionary();

        addresses.Add(
            "portal",
            new Uri(Settings(rendered, "gateway-settings")["ReverseProxy__Clusters__portal__Destinations__a__Address"]!.ToString())
        );

        Assert.Equal(Executables.All.Where(name => name != "gateway").Order(), addresses.Keys.Order());
        Assert.All(
            addresses,
            pair =>
            {
                var service = rendered.Find("Service", pair.Value.Host);
                Assert.Equal(pair.Key, pair.Value.Host);
                Assert.Equal(pair.Value.Port, (int)service!["spec"]!["ports"]![0]!["port"]!);
            }
        );
    }

    [Fact]
    public void The_images_listen_where_the_manifests_look_and_every_executable_has_one()
    {
        var recipe = File.ReadAllText(Path.Combine(Repository.Root, "deploy/Dockerfile"));
        var script = File.ReadAllText(Path.Combine(Repository.Root, "deploy/images.sh"));

        Assert.Contains($"ASPNETCORE_HTTP_PORTS={Executables.Port}", recipe, StringComparison.Ordinal);
        Assert.Equal("1654:1654", User().Match(recipe).Groups[1].Value);
        Assert.All(Executables.All, name => Assert.Contains($"[{name}]={Executables.Project(name)}\n", script, StringComparison.Ordinal));
        Assert.All(Executables.All, name => Assert.True(Path.Exists(Path.Combine(Repository.Root, Executables.Project(name)))));
    }

    private static JsonObject Settings(Rendered rendered, string name) =>
        rendered.Of("ConfigMap").First(map => Rendered.Name(map).StartsWith(name, StringComparison.Ordinal))["data"]!.AsObject();

    private static JsonNode Pod(Rendered rendered, string name) => rendered.Find("Deployment", name)!["spec"]!["template"]!["spec"]!;

    private static JsonNode PodLabels(Rendered rendered, string name) =>
        rendered.Find("Deployment", name)!["spec"]!["template"]!["metadata"]!["labels"]!;

    private static JsonNode Container(Rendered rendered, string name) => Pod(rendered, name)["containers"]![0]!;

    private static JsonNode Job(Rendered rendered, string name) =>
        rendered.Of("Job").First(job => Rendered.Name(job).StartsWith(name, StringComparison.Ordinal))["spec"]!["template"]!["spec"]![
            "containers"
        ]![0]!;

    private static JsonNode Policy(Rendered rendered, string name) => rendered.Find("NetworkPolicy", name)!["spec"]!;

    private static HashSet<string> FindMapped()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-mapped-").FullName;
        var (builder, _) = PlatformHost.Configure([], settings => settings.AddInMemoryCollection([new("Host:DataFolder", folder)]));
        builder.AddPlatform(typeof(IDossierEvent).Assembly, [.. PlatformHost.Modules]);
        using var app = builder.Build();
        app.MapPlatform();
        Directory.Delete(folder, recursive: true);
        return
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => endpoint.RoutePattern.RawText!),
        ];
    }

    [GeneratedRegex(@"(?m)^USER (\S+)$")]
    private static partial Regex User();
}

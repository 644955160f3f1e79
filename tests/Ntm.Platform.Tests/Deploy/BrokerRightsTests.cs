using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Platform.Tests.Style;
using Ntm.RabbitMq;
using Ntm.Web;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>What each account may do at the broker, against what its service has there: enough, and nothing of the others.</summary>
public sealed class BrokerRightsTests
{
    private static readonly Dictionary<string, Rights> Committed = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "deploy/k8s/rabbitmq/20-permissions.json"))
    )!["permissions"]!
        .AsArray()
        .ToDictionary(
            entry => entry!["user"]!.ToString(),
            entry => new Rights(entry!["configure"]!.ToString(), entry["write"]!.ToString(), entry["read"]!.ToString())
        );

    public static TheoryData<string> Services => [.. Executables.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_may_do_what_it_must_and_touch_nothing_of_others(string service)
    {
        var rights = Committed["ntm-" + service];
        var (queues, exchanges) = Own(service);

        Assert.All(queues.Concat(exchanges), name => Assert.True(rights.MayConfigure(name) && rights.MayWrite(name), name));
        Assert.All(queues, name => Assert.True(rights.MayRead(name), name));
        Assert.All(exchanges, name => Assert.False(rights.MayRead(name), name));
        foreach (var (foreignQueues, foreignExchanges) in Executables.Services.Where(other => other != service).Select(Own))
        {
            Assert.All(
                foreignQueues.Concat(foreignExchanges),
                name => Assert.False(rights.MayConfigure(name) || rights.MayWrite(name) || rights.MayRead(name), name)
            );
        }
    }

    [Fact]
    public void The_topology_account_may_make_everything_and_nothing_of_the_brokers_own()
    {
        var rights = Committed["ntm-topology"];

        Assert.All(
            Executables.Services.Select(Own).SelectMany(own => own.Queues.Concat(own.Exchanges)),
            name => Assert.True(rights.MayConfigure(name) && rights.MayWrite(name) && rights.MayRead(name), name)
        );
        Assert.All(
            (string[])["", "amq.direct", "amq.gen-x", "other"],
            name => Assert.False(rights.MayConfigure(name) || rights.MayWrite(name), name)
        );
    }

    [Fact]
    public void Production_gives_the_same_rights()
    {
        var rendered = Rendered.Overlay("prod");

        Assert.Equal(
            Committed.OrderBy(pair => pair.Key),
            rendered
                .Of("Permission")
                .ToDictionary(
                    permission => permission["spec"]!["userReference"]!["name"]!.ToString(),
                    permission => permission["spec"]!["permissions"]!
                )
                .OrderBy(pair => pair.Key)
                .Select(pair =>
                    KeyValuePair.Create(
                        pair.Key,
                        new Rights(pair.Value["configure"]!.ToString(), pair.Value["write"]!.ToString(), pair.Value["read"]!.ToString())
                    )
                )
        );
        Assert.All(Committed.Keys, user => Assert.NotNull(rendered.Find("User", user)));
    }

    [Fact]
    public void Every_made_user_has_rights_and_no_one_else_has_any()
    {
        var made = JsonNode.Parse(Rendered.Text("k8s/overlays/dev/shared/secrets/10-users.json"))!["users"]!.AsArray();

        Assert.Equal(Committed.Keys.Order(), made.Select(user => user!["name"]!.ToString()).Order());
        Assert.All(made, user => Assert.Equal("[]", user!["tags"]!.ToJsonString()));
        Assert.All(made, user => Assert.Equal(36, Convert.FromBase64String(user!["password_hash"]!.ToString()).Length));
    }

    private static (IReadOnlyList<string> Queues, IReadOnlyList<string> Exchanges) Own(string service)
    {
        var module = PlatformHost.Modules.Single(candidate => candidate.Name == service);
        var services = new ServiceCollection();
        var consumers = new List<Type>();
        MassTransit.DependencyInjectionRegistrationExtensions.AddMediator(services, mediator => module.AddConsumers(mediator));
        consumers.AddRange(
            services
                .Select(part => part.ServiceType)
                .Where(type => type.IsAssignableTo(typeof(MassTransit.IConsumer)) && type.Assembly == module.GetType().Assembly)
                .Distinct()
        );
        var topology = new Topology([service], consumers, new EventTypes(typeof(IDossierEvent).Assembly), new RabbitMqOptions());
        return (
            [.. topology.Queues.Select(queue => queue.Name), Topology.DeadLetters(service)],
            [.. topology.Published.Select(Topology.ExchangeOf)]
        );
    }

    private sealed record Rights(string Configure, string Write, string Read)
    {
        public bool MayConfigure(string name) => Regex.IsMatch(name, Configure);

        public bool MayWrite(string name) => Regex.IsMatch(name, Write);

        public bool MayRead(string name) => Regex.IsMatch(name, Read);
    }
}

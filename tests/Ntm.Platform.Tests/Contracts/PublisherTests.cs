using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MassTransit;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;
using Ntm.Platform.Tests.Hosting;

namespace Ntm.Platform.Tests.Contracts;

/// <summary>
/// Who publishes and who consumes each event. A service publishes what it constructs: which types those are is read from the
/// references of its compiled assembly.
/// </summary>
public sealed class PublisherTests
{
    private static readonly List<Type> Events =
    [
        .. typeof(IDossierEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.GetProperty("EventId") is not null),
    ];

    private static readonly ILookup<string, string> Publishers = PlatformHost
        .Modules.Select(module => module.GetType().Assembly)
        .SelectMany(assembly => Constructed(assembly).Select(type => (Type: type, Service: ServiceOf(assembly.GetName().Name!))))
        .ToLookup(pair => pair.Type, pair => pair.Service);

    [Fact]
    public void Every_event_is_published_by_the_service_that_its_contract_names_and_by_no_other()
    {
        Assert.True(Events.Count >= 20, $"only {Events.Count} events were looked at");
        Assert.Equal(
            Events.Select(@event => $"{@event.Name}: {ContractOwner(@event)}"),
            Events.Select(@event => $"{@event.Name}: {string.Join(", ", Publishers[@event.FullName!].Distinct())}")
        );
    }

    /// <summary>No service consumes its own events: what it decides is in its own transaction.</summary>
    [Fact]
    public void Every_consumer_receives_events_that_another_service_publishes()
    {
        var consumed = Consumed();

        Assert.True(consumed.Count >= 20, $"only {consumed.Count} consumers were looked at");
        Assert.Empty(
            consumed
                .Where(pair => !Publishers[pair.Event.FullName!].Any(publisher => publisher != pair.Service))
                .Select(pair => $"{pair.Service} consumes {pair.Event.Name}, which no other service publishes")
        );
    }

    [Fact]
    public void Every_event_has_a_consumer()
    {
        var received = Consumed().Select(pair => pair.Event).ToHashSet();

        Assert.NotEmpty(received);
        Assert.Empty(Events.Where(@event => !received.Contains(@event)).Select(@event => @event.Name));
    }

    private static List<(string Service, Type Event)> Consumed()
    {
        using var composition = new PlatformComposition();
        return
        [
            .. composition.Consumers.SelectMany(type =>
                type.GetInterfaces()
                    .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>))
                    .Select(contract => (ServiceOf(type.Namespace!), contract.GenericTypeArguments[0]))
            ),
        ];
    }

    private static string ContractOwner(Type @event) => @event.Namespace!.Split('.')[2];

    private static string ServiceOf(string name) => name.Split('.')[1];

    private static HashSet<string> Constructed(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference && metadata.GetString(member.Name) == ".ctor")
                .Select(member => metadata.GetTypeReference((TypeReferenceHandle)member.Parent))
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}

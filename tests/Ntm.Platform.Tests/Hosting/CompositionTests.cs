using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>All modules in one container, as the single process has them.</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-composition-").FullName;
    private readonly WebApplicationBuilder builder;

    public CompositionTests()
    {
        (builder, _) = PlatformHost.Configure([], settings => settings.AddInMemoryCollection([new("Host:DataFolder", folder)]));
        builder.AddPlatform(typeof(IDossierFact).Assembly, [.. PlatformHost.Modules]);
        builder.AddEmbeddedTransport();
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
    }

    [Fact]
    public void Every_part_can_be_made_and_none_outlives_what_it_stands_on()
    {
        using var app = builder.Build();

        Assert.NotEmpty(app.Services.GetServices<IHostedService>());
    }

    [Fact]
    public void No_part_of_one_service_is_registered_by_another() => Assert.Empty(builder.Services
        .Where(part => part.ServiceType.FullName!.StartsWith("Ntm.", StringComparison.Ordinal) && !part.ServiceType.IsGenericType && part.ServiceType != typeof(IModule))
        .GroupBy(part => part.ServiceType).Where(parts => parts.Count() > 1 && !Many(parts.Key)).Select(parts => parts.Key.FullName));

    [Fact]
    public void Every_consumer_has_a_name_of_its_own_that_begins_with_its_service()
    {
        using var app = builder.Build();
        using var scope = app.Services.CreateScope();
        var names = Consumers().Select(type => (Type: type, Name: (string)type.GetProperty("ConsumerId")!.GetValue(
            ActivatorUtilities.CreateInstance(scope.ServiceProvider, type))!)).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, pair => Assert.StartsWith(pair.Type.Assembly.GetName().Name![4..].ToLowerInvariant() + ".", pair.Name, StringComparison.Ordinal));

        Assert.All(names, pair => Assert.Equal(pair.Name, RabbitMq.Topology.QueueOf(pair.Type)));

        // A consumer of many facts keeps one name; the ids of the facts tell them apart.
        Assert.Empty(names.GroupBy(pair => pair.Name).Where(group => group.Select(pair => Plain(pair.Type)).Distinct().Count() > 1));
    }

    [Fact]
    public void Every_fact_is_heard_by_a_service_other_than_its_own_or_listed_here()
    {
        string[] unheard = ["CriterionLost"];
        var heard = Consumers().SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(type => type.GenericTypeArguments[0]).ToHashSet();
        var facts = typeof(IDossierFact).Assembly.GetExportedTypes().Where(type => type.IsClass && type.GetProperty("EventId") is not null);

        Assert.Equal(unheard, facts.Where(fact => !heard.Contains(fact)).Select(fact => fact.Name));
        Assert.Equal(unheard, facts.Where(fact => !FactTypes.MustBeHeard(fact)).Select(fact => fact.Name));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<Type> Consumers() => builder.Services.Select(part => part.ServiceType)
        .Where(type => type.IsAssignableTo(typeof(IConsumer)) && type.Assembly.GetName().Name!.StartsWith("Ntm.", StringComparison.Ordinal)).Distinct();

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool Many(Type type) => type == typeof(BuildingBlocks.Persistence.ServiceDatabase);
}

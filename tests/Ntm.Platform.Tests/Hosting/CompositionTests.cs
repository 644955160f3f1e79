using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Contracts.Dossier.V1;
using Ntm.Files;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>All modules in one container, as the single process has them.</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-composition-").FullName;
    private readonly WebApplicationBuilder builder;

    public CompositionTests()
    {
        (builder, _) = PlatformHost.Configure([], settings => settings.AddInMemoryCollection([new("Host:DataFolder", folder)]));
        builder.AddPlatform(typeof(IDossierEvent).Assembly, [.. PlatformHost.Modules]);
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
    public void No_part_of_one_service_is_registered_by_another()
    {
        var own = builder
            .Services.Where(part =>
                part.ServiceType.FullName!.StartsWith("Ntm.", StringComparison.Ordinal)
                && !part.ServiceType.IsGenericType
                && part.ServiceType != typeof(IModule)
            )
            .ToList();

        Assert.NotEmpty(own);
        Assert.Empty(
            own.GroupBy(part => part.ServiceType).Where(parts => parts.Count() > 1 && !Many(parts.Key)).Select(parts => parts.Key.FullName)
        );
    }

    /// <summary>No service consumes its own events: what it decides is in its own transaction.</summary>
    [Fact]
    public void Every_consumer_receives_events_of_other_services()
    {
        var consumed = Consumers()
            .SelectMany(type =>
                type.GetInterfaces()
                    .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>))
                    .Select(contract =>
                        (Service: type.Namespace!.Split('.')[1], Publisher: contract.GenericTypeArguments[0].Namespace!.Split('.')[2])
                    )
            )
            .ToList();

        Assert.NotEmpty(consumed);
        Assert.DoesNotContain(consumed, pair => pair.Service == pair.Publisher);
    }

    /// <summary>Queues and inbox rows of running installations bear these names: one that a rename would change is kept by
    /// <see cref="ConsumerIdAttribute"/>.</summary>
    [Fact]
    public void Every_consumer_has_its_own_id_and_the_one_that_deployed_queues_know()
    {
        var ids = Consumers().Select(Plain).Distinct().Select(ConsumerIdAttribute.Of).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "assessment.on-administrative-unit-changed",
                "assessment.on-reconciliation-requested",
                "assessment.on-stage-completed",
                "assessment.on-stage-opened",
                "dossier.on-administrative-unit-changed",
                "dossier.on-assessment-reported",
                "dossier.on-criterion-lost",
                "dossier.on-feed-reported",
                "dossier.on-self-assessment-submitted",
                "dossier.on-survey-closed",
                "notifications.on-dossier-event",
                "notifications.on-reconciliation-requested",
            ],
            ids
        );
    }

    [Fact]
    public void A_renamed_consumer_keeps_the_id_it_carries_and_hands_it_on_to_no_other()
    {
        Assert.Equal("tests.on-asked", ConsumerIdAttribute.Of(typeof(OnQuestionAsked)));
        Assert.Equal("tests.on-question-asked-too", ConsumerIdAttribute.Of(typeof(OnQuestionAskedToo)));
    }

    [Fact]
    public void Every_event_has_a_consumer()
    {
        var received = Consumers()
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0])
            .ToHashSet();
        var events = typeof(IDossierEvent)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.GetProperty("EventId") is not null)
            .ToList();

        Assert.NotEmpty(events);
        Assert.Empty(events.Where(@event => !received.Contains(@event)).Select(@event => @event.Name));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<Type> Consumers() =>
        builder
            .Services.Select(part => part.ServiceType)
            .Where(type =>
                type.IsAssignableTo(typeof(IConsumer)) && type.Assembly.GetName().Name!.StartsWith("Ntm.", StringComparison.Ordinal)
            )
            .Distinct();

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>Of these each service has its own, and who uses them takes them all.</summary>
    private static bool Many(Type type) =>
        type.Name is nameof(Ntm.Persistence.ServiceDatabase) or nameof(SettingsSection) or nameof(IFileReferences);

    [ConsumerId("tests.on-asked")]
    private class OnQuestionAsked;

    private sealed class OnQuestionAskedToo : OnQuestionAsked;
}

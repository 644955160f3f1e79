using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Audit;
using Ntm.Contracts.Identity.V1;
using Ntm.Files;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>All modules in one container, as the single process has them.</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly PlatformComposition composition = new();

    [Fact]
    public void Every_part_can_be_made_and_none_outlives_what_it_stands_on()
    {
        using var app = composition.Builder.Build();

        Assert.NotEmpty(app.Services.GetServices<IHostedService>());
    }

    [Fact]
    public void No_part_of_one_service_is_registered_by_another()
    {
        var own = composition
            .Builder.Services.Where(part =>
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

    /// <summary>Queues and inbox rows of running installations bear these names: one that a rename would change is kept by
    /// <see cref="ConsumerIdAttribute"/>.</summary>
    [Fact]
    public void Every_consumer_has_its_own_id_and_the_one_that_deployed_queues_know()
    {
        var ids = composition.Consumers.Select(Plain).Distinct().Select(ConsumerIdAttribute.Of).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "assessment.on-administrative-unit-changed",
                "assessment.on-dossier-unit-changed",
                "assessment.on-reconciliation-requested",
                "assessment.on-rights-taken",
                "assessment.on-stage-completed",
                "assessment.on-stage-opened",
                "dossier.on-administrative-unit-changed",
                "dossier.on-assessment-reported",
                "dossier.on-criterion-lost",
                "dossier.on-feed-reported",
                "dossier.on-plan-closed",
                "dossier.on-plan-published",
                "dossier.on-plan-unit-changed",
                "dossier.on-rights-taken",
                "dossier.on-self-assessment-submitted",
                "dossier.on-survey-closed",
                "notifications.on-dossier-event",
                "notifications.on-opinion-event",
                "notifications.on-plan-event",
                "notifications.on-reconciliation-requested",
                "notifications.on-rights-taken",
                "notifications.on-signed-in-from-new-device",
                "planning.on-administrative-unit-changed",
                "planning.on-rights-taken",
            ],
            ids
        );
    }

    /// <summary>Identity keeps it for itself, in the transaction that takes something away.</summary>
    [Fact]
    public void Every_other_service_keeps_whose_tokens_are_outdated() =>
        Assert.Equal(
            PlatformHost.Modules.Select(module => module.Name).Where(name => name != "identity").Order(StringComparer.Ordinal),
            composition
                .Consumers.Where(type => type.IsAssignableTo(typeof(IConsumer<RightsTaken>)))
                .Select(type => ConsumerIdAttribute.Of(type).Split('.')[0])
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_renamed_consumer_keeps_the_id_it_carries_and_hands_it_on_to_no_other()
    {
        Assert.Equal("tests.on-asked", ConsumerIdAttribute.Of(typeof(OnQuestionAsked)));
        Assert.Equal("tests.on-question-asked-too", ConsumerIdAttribute.Of(typeof(OnQuestionAskedToo)));
    }

    public void Dispose() => composition.Dispose();

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>Of these each service has its own, and who uses them takes them all.</summary>
    private static bool Many(Type type) =>
        type.Name is nameof(Ntm.Persistence.ServiceDatabase) or nameof(SettingsSection) or nameof(IFileReferences) or nameof(IAuditSource);

    [ConsumerId("tests.on-asked")]
    private class OnQuestionAsked;

    private sealed class OnQuestionAskedToo : OnQuestionAsked;
}

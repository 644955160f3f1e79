using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Planning.V1;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Features;
using Ntm.Notifications.Features.Catalogue;
using Ntm.Notifications.Features.Feed;
using Ntm.Notifications.Features.Views;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Notifications;

/// <summary>Front door of the notifications service: what people must know, and the ordered feed for other systems.</summary>
public sealed class NotificationsModule : IModule
{
    public string Name => "notifications";

    public string RoutePrefix => "notifications";

    /// <summary>Every event about a dossier that the contracts know.</summary>
    internal static IEnumerable<Type> Events =>
        typeof(IDossierEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IDossierEvent)));

    /// <summary>Every event about an opinion asked of others that the contracts know.</summary>
    internal static IEnumerable<Type> OpinionEvents =>
        typeof(IOpinionEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IOpinionEvent)));

    /// <summary>Every event about a plan that the contracts know.</summary>
    internal static IEnumerable<Type> PlanEvents =>
        typeof(IPlanEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPlanEvent)));

    public IReadOnlyDictionary<string, Verb> Verbs { get; } =
        new Dictionary<string, Verb> { ["verify-audit"] = InstallationCheck.RunAsync };

    public void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddAudit<NotificationsDbContext, NotificationsAuditSource>();
        builder.Services.AddServiceDatabase<
            NotificationsDbContext,
            SqliteNotificationsDbContext,
            PostgreSqlNotificationsDbContext,
            SqlServerNotificationsDbContext
        >(builder.Configuration, Name, "Ntm.Notifications.Migrations");
        builder.Services.AddSettings<NotificationsOptions>(NotificationsOptions.Section);
        builder.Services.AddScoped<ITimerHandler<NotificationsDbContext>, TrimOnTime>();
        builder.Services.AddSingleton<FeedPlaces>();
        builder.Services.AddSingleton<FeedWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FeedWatch>());
        AddWebhooks(builder.Services);
    }

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        foreach (var @event in Events)
        {
            consumers.AddConsumer(typeof(OnDossierEvent<>).MakeGenericType(@event));
        }

        foreach (var @event in OpinionEvents)
        {
            consumers.AddConsumer(typeof(OnOpinionEvent<>).MakeGenericType(@event));
        }

        foreach (var @event in PlanEvents)
        {
            consumers.AddConsumer(typeof(OnPlanEvent<>).MakeGenericType(@event));
        }

        consumers.AddConsumer<OnReconciliationRequested>();
        consumers.AddConsumer<OnRightsTaken>();
        consumers.AddConsumer<OnSignedInFromNewDevice>();
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<NotificationsDbContext>();
        routes.MapAudit<NotificationsDbContext>();
        ReadFeed.Map(routes);
        ReadDossierState.Map(routes);
        ReadSchema.Map(routes);
        ReadCatalogue.Map(routes);
        ReadInbox.Map(routes);
        MarkNoticeRead.Map(routes);
        CountUnread.Map(routes);
        ListFilters.Map(routes);
        SaveFilter.Map(routes);
        DeleteFilter.Map(routes);
        MapWebhooks(routes);
    }

    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await TrimOnTime.BeginAsync(services, cancellation);
        await TrimAttempts.BeginAsync(services, cancellation);
    }

    private static void AddWebhooks(IServiceCollection services)
    {
        services.AddSettings<WebhookOptions>(WebhookOptions.Section, WebhookOptions.Complete, WebhookOptions.Faults);
        services.AddSingleton<AddressRules>().AddSingleton<WebhookClient>().AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSignal>().AddSingleton<ConnectionShare>().AddSingleton<LeaseStore>();
        services.AddSingleton<DeliveryRound>().AddScoped<DeliveryLedger>().AddScoped<SubscriptionScope>();
        services.AddSingleton<EndpointProbe>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddScoped<ITimerHandler<NotificationsDbContext>, TrimAttempts>();
    }

    private static void MapWebhooks(RouteGroupBuilder routes)
    {
        var subscriptions = routes.MapGroup("/subscriptions").Scope(SubscriptionAccess.Scope);
        CreateSubscription.Map(subscriptions);
        ReadSubscriptions.Map(subscriptions);
        ChangeSubscription.Map(subscriptions);
        DeleteSubscription.Map(subscriptions);
        ProbeEndpoint.Map(subscriptions);
        RotateSecret.Map(subscriptions);
        SetSubscriptionState.Map(subscriptions);
        ReadAttempts.Map(subscriptions);
        ListUnreceived.Map(subscriptions);
        ResendEvent.Map(subscriptions);
        ReplayEvents.Map(subscriptions);
        RecoverFailed.Map(subscriptions);
        GetHealth.Map(subscriptions);
    }
}

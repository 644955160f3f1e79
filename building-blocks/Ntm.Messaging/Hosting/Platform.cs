using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ntm.Commands;
using Ntm.Description;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Rights;
using Ntm.Web;

namespace Ntm.Hosting;

/// <summary>Builds a process out of modules: one for a service, all for the single process.</summary>
public static class Platform
{
    /// <summary>Registers everything that every process has, and the given modules.</summary>
    /// <param name="builder">The application being built.</param>
    /// <param name="contracts">Assembly of the events that cross a border.</param>
    /// <param name="modules">Services mounted in this process.</param>
    public static void AddPlatform(this WebApplicationBuilder builder, Assembly contracts, params IModule[] modules)
    {
        if (!ComposedText.Available)
        {
            throw new InvalidDataException(ComposedText.Missing);
        }

        var services = builder.Services;
        builder.AddTrust();
        services.AddSingleton(new OutageCause("The database", DatabaseAway.Behind));
        services.AddExceptionHandler<DatabaseFailureMapping>();
        builder.AddWebDefaults(string.Join('+', modules.Select(module => module.Name)));
        builder.AddDatabaseClock();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("databases", tags: ["ready"]);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = 26 * 1024 * 1024);
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.AllowDuplicateProperties = false;
            json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.NumberHandling = JsonNumberHandling.Strict;
            json.MaxDepth = 32;

            // Of a name that stands twice, or in another case, one reader takes the first and another the last.
            json.AllowDuplicateProperties = false;
            json.PropertyNameCaseInsensitive = false;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
            json.Converters.Add(new TextConverter());
            json.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        });
        services.AddApiDescription();
        services.AddSettings<MessagingOptions>(MessagingOptions.Section);
        if (modules.Length > 0)
        {
            services.AddSettings<PersistenceOptions>(
                PersistenceOptions.Section,
                check: (options, _) =>
                    modules.Length > 1 && !options.IsPerService
                        ?
                        [
                            $"{PersistenceOptions.Section}:{nameof(PersistenceOptions.ConnectionString)} phải chứa "
                                + $"{PersistenceOptions.Service}: mỗi dịch vụ có cơ sở dữ liệu riêng.",
                        ]
                        : []
            );
        }

        services.AddSingleton(new EventTypes(contracts));
        services.AddSingleton<EmbeddedTransport>();
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton(typeof(DeliveryRetries<>));
        services.TryAddScoped(typeof(Transactions<>));
        services.TryAddScoped(typeof(ConsumerServices<>));
        services.AddMediator(mediator =>
        {
            foreach (var module in modules)
            {
                module.AddConsumers(mediator);
            }
        });
        services.AddSingleton(
            new ConsumerIds(
                services
                    .Select(part => part.ServiceType)
                    .Where(type => type.IsAssignableTo(typeof(IConsumer)))
                    .Select(ConsumerIdAttribute.Of)
                    .ToHashSet()
            )
        );
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(builder);
        }
    }

    /// <summary>
    /// Hands events to the consumers of this very process. Only a process that mounts every consumer may use it;
    /// a service that runs alone has a broker.
    /// </summary>
    public static void AddEmbeddedTransport(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<ITransport>(provider => provider.GetRequiredService<EmbeddedTransport>());

    /// <summary>Maps health, and every registered module below its prefix.</summary>
    public static void MapPlatform(this WebApplication app)
    {
        app.UseAnswerHeaders();
        app.UseRequestWatch();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(
            static (context, next) =>
            {
                if (
                    context.Request.Headers.ContainsKey("Idempotency-Key")
                    && context.GetEndpoint()?.Metadata is { } metadata
                    && metadata.GetMetadata<BodyAdmission>() is null
                    && metadata.GetMetadata<NotRepeatable>() is null
                )
                {
                    context.Request.EnableBuffering();
                }

                return next(context);
            }
        );
        app.Use(UnsupportedType.RefuseAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(OutdatedTokens.EnforceAsync);
        app.Use(LimitedTokens.EnforceAsync);
        app.UseInputCheck();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        var databases = app.Services.GetServices<ServiceDatabase>().ToDictionary(database => database.Service);
        foreach (var module in app.Services.GetServices<IModule>())
        {
            var routes = app.MapGroup("/" + module.RoutePrefix)
                .WithTags(module.Name)
                .AddEndpointFilter(RequestWatch.NoteResultAsync)
                .AddEndpointFilterFactory(PageCheck.Filter);
            if (databases.TryGetValue(module.Name, out var database))
            {
                routes.WithMetadata(new TokensAskedAt(database.ContextType));
            }

            module.MapEndpoints(routes);
        }
    }

    /// <summary>Puts every command of a module into one transaction on its database, and lets operators see its dead letters.</summary>
    public static void UseCommands<TContext>(this RouteGroupBuilder routes)
        where TContext : ServiceDbContext
    {
        routes.AddEndpointFilter<RouteGroupBuilder, CommandFilter<TContext>>().WithMetadata(new RepeatableCommand());
        DeadLetters.Map<TContext>(routes);
        SampleClockEndpoint.MapSampleClock<TContext>(routes);
    }
}

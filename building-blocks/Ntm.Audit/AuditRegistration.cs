using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ntm.Audit.Heads;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>Registers what keeps a service's audit provable.</summary>
public static class AuditRegistration
{
    /// <typeparam name="TContext">The service's database.</typeparam>
    public static IServiceCollection AddAudit<TContext>(this IServiceCollection services)
        where TContext : AuditedDbContext => services.AddAudit<TContext, AuditSource<TContext>>();

    /// <typeparam name="TContext">The service's database.</typeparam>
    /// <typeparam name="TSource">What the service has stored that can be checked.</typeparam>
    public static IServiceCollection AddAudit<TContext, TSource>(this IServiceCollection services)
        where TContext : AuditedDbContext
        where TSource : class, IAuditSource
    {
        services.AddHttpContextAccessor();
        services.AddSettings<AuditOptions>(AuditOptions.Section, AuditOptions.Complete, AuditOptions.Faults);
        services.TryAddSingleton<HeadFolder>();
        services.TryAddSingleton<TimestampAuthority>();
        services.AddSingleton<HeadExport<TContext>>();
        services.AddHostedService<SettingsRecord<TContext>>();
        services.AddHostedService(provider => provider.GetRequiredService<HeadExport<TContext>>());
        services.AddScoped<IAuditSource, TSource>();
        services.AddHealthChecks().AddCheck<HeadHealth<TContext>>($"audit heads of {typeof(TContext).Name}", tags: ["ready"]);
        return services;
    }
}

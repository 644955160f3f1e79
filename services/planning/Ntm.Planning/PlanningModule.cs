using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Persistence;
using Ntm.Planning.Features;
using Ntm.Planning.Persistence;
using Ntm.Planning.Sample;

namespace Ntm.Planning;

/// <summary>Front door of the planning service: plans, their targets and tasks, and reports on them.</summary>
public sealed class PlanningModule : IModule
{
    public string Name => "planning";

    public string RoutePrefix => "planning";

    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidation();
        services.AddHttpContextAccessor();
        services.AddServiceDatabase<PlanningDbContext, SqlitePlanningDbContext, PostgreSqlPlanningDbContext, SqlServerPlanningDbContext>(
            builder.Configuration,
            Name,
            "Ntm.Planning.Migrations"
        );
        services.AddScoped<PlanCommands>();
        services.AddScoped<SamplePlans>();
    }

    /// <summary>In sample mode the plans of the sample province; nothing elsewhere.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting))
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SamplePlans>().LoadAsync(cancellation);
        }
    }

    public void AddConsumers(IRegistrationConfigurator consumers) => consumers.AddConsumer<OnAdministrativeUnitChanged>();

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<PlanningDbContext>();
        routes.MapAudit<PlanningDbContext>();
        CreatePlan.Map(routes);
        ListPlans.Map(routes);
        GetPlan.Map(routes);
        ReplacePlanContent.Map(routes);
        DropPlanDraft.Map(routes);
        PublishPlan.Map(routes);
        ClosePlan.Map(routes);
        PreviewPlanImport.Map(routes);
        ImportPlan.Map(routes);
        ReplacePlanWorkbook.Map(routes);
        GetPlanWorkbook.Map(routes);
    }
}

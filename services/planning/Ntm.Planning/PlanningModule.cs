using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Persistence;
using Ntm.Planning.Features;
using Ntm.Planning.Persistence;

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
    }

    public void AddConsumers(IRegistrationConfigurator consumers) => consumers.AddConsumer<OnAdministrativeUnitChanged>();

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<PlanningDbContext>();
        routes.MapAudit<PlanningDbContext>();
        CreatePlan.Map(routes);
        ListPlans.Map(routes);
        GetPlan.Map(routes);
        GetPlanWarnings.Map(routes);
        ReplacePlanContent.Map(routes);
        DropPlanDraft.Map(routes);
        PublishPlan.Map(routes);
        ClosePlan.Map(routes);
    }
}

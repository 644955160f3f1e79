using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Files;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Difficulties;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Features.ModelSites;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Features.Tasks;
using Ntm.Planning.Features.Visits;
using Ntm.Planning.Features.Work;
using Ntm.Planning.Persistence;
using Ntm.Planning.Sample;

namespace Ntm.Planning;

/// <summary>Front door of the planning service: plans, their targets and tasks, and reports on them.</summary>
public sealed class PlanningModule : IModule
{
    public string Name => "planning";

    public string RoutePrefix => "planning";

    public IReadOnlyDictionary<string, Verb> Verbs { get; } =
        new Dictionary<string, Verb> { ["verify-audit"] = InstallationCheck.RunAsync };

    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidation();
        services.AddAudit<PlanningDbContext, PlanningAuditSource>();
        services.AddServiceDatabase<PlanningDbContext, SqlitePlanningDbContext, PostgreSqlPlanningDbContext, SqlServerPlanningDbContext>(
            builder.Configuration,
            Name,
            "Ntm.Planning.Migrations"
        );
        services.AddScoped<PlanCommands>();
        services.AddScoped<SamplePlans>();
        services.AddSettings<PlanningOptions>(PlanningOptions.Section);
        services.AddScoped<DutySchedule>();
        services.AddScoped<SumWriter>();
        services.AddScoped<MergedFigures>();
        services.AddScoped<SumsAfterEdition>();
        services.AddScoped<TaskAssignments>();
        services.AddScoped<TaskCommands>();
        services.AddScoped<WorkCarrying>();
        services.AddScoped<PublicationEffects>();
        services.AddScoped<RecordFollowing>();
        services.AddScoped<UnitFollowing>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, FollowUnits>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, FollowUnit>();
        services.AddScoped<FigureCounting>();
        services.AddScoped<ReportFiling>();
        services.AddScoped<Consolidations>();
        services.AddScoped<PhotoStore>();
        services.AddFileStore<StoredFiles>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, EndPhotoRetention>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, WatchDuties>();
        services.AddScoped<RecordCommands>();
        services.AddScoped<DifficultyCommands>();
        services.AddScoped<FundLedger>();
        services.AddScoped<SupportCommands>();
        services.AddScoped<SupportDocuments>();
        services.AddScoped<ModelSiteCommands>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, WatchDifficulties>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, WatchTasks>();
        services.AddScoped<ITimerHandler<PlanningDbContext>, CarryWorkOver>();
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

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<OnAdministrativeUnitChanged>();
        consumers.AddConsumer<OnRightsTaken>();
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<PlanningDbContext>();
        routes.MapUploads("Planning");
        routes.MapAudit<PlanningDbContext>();
        CreatePlan.Map(routes);
        ListPlans.Map(routes);
        GetPlan.Map(routes);
        GetPlanWarnings.Map(routes);
        ComparePlanEditions.Map(routes);
        ReplacePlanContent.Map(routes);
        DropPlanDraft.Map(routes);
        PublishPlan.Map(routes);
        ClosePlan.Map(routes);
        PreviewPlanImport.Map(routes);
        ImportPlan.Map(routes);
        ReplacePlanWorkbook.Map(routes);
        GetPlanWorkbook.Map(routes);
        FileReport.Map(routes);
        GetReport.Map(routes);
        ReturnReport.Map(routes);
        AttachPhoto.Map(routes);
        GetPhotos.Map(routes);
        RemovePhoto.Map(routes);
        GetReporting.Map(routes);
        ListDuties.Map(routes);
        RemindDuties.Map(routes);
        GetConsolidation.Map(routes);
        SendConsolidation.Map(routes);
        ReturnConsolidation.Map(routes);
        GetProgress.Map(routes);
        ListTargetUnits.Map(routes);
        GetRollUp.Map(routes);
        ListTasks.Map(routes);
        CompleteTask.Map(routes);
        ReopenTask.Map(routes);
        RegisterWeekWork.Map(routes);
        GetWeekWork.Map(routes);
        MarkWork.Map(routes);
        GetStandings.Map(routes);
        GetBulletin.Map(routes);
        MapRecords(routes);
    }

    /// <summary>What is kept beside the plans.</summary>
    private static void MapRecords(RouteGroupBuilder routes)
    {
        RaiseDifficulty.Map(routes);
        ListDifficulties.Map(routes);
        GetDifficulty.Map(routes);
        PassDifficulty.Map(routes);
        AnswerDifficulty.Map(routes);
        ReopenDifficulty.Map(routes);
        CloseDifficulty.Map(routes);
        RecordFundEntry.Map(routes);
        RecordContribution.Map(routes);
        CounterFundEntry.Map(routes);
        ListFundEntries.Map(routes);
        GetFunds.Map(routes);
        EnterSupport.Map(routes);
        ListSupports.Map(routes);
        GetSupport.Map(routes);
        ConfirmDesign.Map(routes);
        ApproveSupport.Map(routes);
        PaySupport.Map(routes);
        RepaySupport.Map(routes);
        RejectSupport.Map(routes);
        WithdrawSupport.Map(routes);
        GetSupportSummary.Map(routes);
        AttachSupportDocument.Map(routes);
        GetSupportDocuments.Map(routes);
        RemoveSupportDocument.Map(routes);
        RegisterModelSite.Map(routes);
        NoteCriterion.Map(routes);
        AssignHelp.Map(routes);
        RecogniseModelSite.Map(routes);
        GetModelSite.Map(routes);
        ListModelSites.Map(routes);
        RecordVisit.Map(routes);
        ListVisits.Map(routes);
        GetVisit.Map(routes);
        FollowUpFinding.Map(routes);
    }
}

using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Assessment.Sample;
using Ntm.Audit;
using Ntm.Entries;
using Ntm.Files;
using Ntm.Hosting;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Assessment;

/// <summary>Front door of the assessment service: criteria sets, self-assessments with evidence, and satisfaction surveys.</summary>
public sealed class AssessmentModule : IModule
{
    public string Name => "assessment";

    public string RoutePrefix => "assessment";

    public IReadOnlyDictionary<string, Verb> Verbs { get; } =
        new Dictionary<string, Verb> { ["verify-audit"] = InstallationCheck.RunAsync };

    /// <summary>Reads the rules at once, so that a damaged file stops the start and every fault is named.</summary>
    public void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddSettings<AssessmentOptions>(AssessmentOptions.Section);
        var options = Settings.Read<AssessmentOptions>(builder.Configuration, AssessmentOptions.Section);
        builder.Services.AddSingleton(RuleBook.Load(options.RulesFolder));
        builder.Services.AddScoped<AssessmentCommands>();
        builder.Services.AddEntries<AssessmentDbContext>();
        builder.Services.AddScoped<IEntryKind<AssessmentDbContext>, ThresholdEntry>();
        builder.Services.AddScoped<IEntryKind<AssessmentDbContext>, UnitGroupEntry>();
        builder.Services.AddScoped<IEntryKind<AssessmentDbContext>, CriteriaSetEntry>();
        builder.Services.AddScoped<IEntryKind<AssessmentDbContext>, SetMoveEntry>();
        builder.Services.AddScoped<SampleRules>();
        builder.Services.AddAudit<AssessmentDbContext, AssessmentAuditSource>();
        builder.Services.AddFileStore<EvidenceReferences>();
        builder.Services.AddServiceDatabase<
            AssessmentDbContext,
            SqliteAssessmentDbContext,
            PostgreSqlAssessmentDbContext,
            SqlServerAssessmentDbContext
        >(builder.Configuration, Name, "Ntm.Assessment.Migrations");
    }

    /// <summary>In sample mode what the sample province decided; nothing elsewhere.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting))
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SampleRules>().LoadAsync(cancellation);
        }
    }

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<OnStageOpened>();
        consumers.AddConsumer<OnStageCompleted>();
        consumers.AddConsumer<OnDossierUnitChanged>();
        consumers.AddConsumer<OnReconciliationRequested>();
        consumers.AddConsumer<OnAdministrativeUnitChanged>();
        consumers.AddConsumer<OnRightsTaken>();
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<AssessmentDbContext>();
        routes.MapUploads("Assessment");
        routes.MapAudit<AssessmentDbContext>();
        routes.MapEntries<AssessmentDbContext>("Assessment");
        ListCriteriaSets.Map(routes);
        GetCriteriaSet.Map(routes);
        PrepareCriteriaSet.Map(routes);
        ReplaceCriteriaContent.Map(routes);
        PreviewCriteriaSet.Map(routes);
        ListCriteriaDrafts.Map(routes);
        DeleteCriteriaDraft.Map(routes);
        PreparePublication.Map(routes);
        PrepareUnitGroup.Map(routes);
        ListUnitGroups.Map(routes);
        ListSurveyRules.Map(routes);
        PrepareThresholds.Map(routes);
        ListConfirmations.Map(routes);
        GetSelfAssessment.Map(routes);
        PutIndicatorValues.Map(routes);
        AttachEvidence.Map(routes);
        RemoveEvidence.Map(routes);
        DownloadEvidence.Map(routes);
        SubmitSelfAssessment.Map(routes);
        PreviewSetMove.Map(routes);
        PrepareSetMove.Map(routes);
        ListRevisions.Map(routes);
        GetRevision.Map(routes);
        CompareRevisions.Map(routes);
        GetProof.Map(routes);
        ListSurveys.Map(routes);
        GetSurvey.Map(routes);
        PutVillageSheet.Map(routes);
        CloseSurvey.Map(routes);
    }
}

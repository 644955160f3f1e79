using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Dossier.Features;
using Ntm.Dossier.Features.Claims;
using Ntm.Dossier.Features.Councils;
using Ntm.Dossier.Features.Entries;
using Ntm.Dossier.Features.Notices;
using Ntm.Dossier.Features.Opinions;
using Ntm.Dossier.Features.Plans;
using Ntm.Dossier.Features.Procedures;
using Ntm.Dossier.Features.Public;
using Ntm.Dossier.Features.Titles;
using Ntm.Dossier.Reconciliation;
using Ntm.Dossier.Sample;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;

namespace Ntm.Dossier;

/// <summary>Front door of the dossier service: dossiers on their recognition path.</summary>
public sealed class DossierModule : IModule
{
    public string Name => "dossier";

    public string RoutePrefix => "dossiers";

    public IReadOnlyDictionary<string, Verb> Verbs { get; } =
        new Dictionary<string, Verb> { ["reconcile"] = ReconcileOnTime.RunAsync, ["verify-audit"] = InstallationCheck.RunAsync };

    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidation();
        services.AddAudit<DossierDbContext, DossierAuditSource>();
        services.AddServiceDatabase<DossierDbContext, SqliteDossierDbContext, PostgreSqlDossierDbContext, SqlServerDossierDbContext>(
            builder.Configuration,
            Name,
            "Ntm.Dossier.Migrations"
        );
        services.AddSettings<DossierOptions>(DossierOptions.Section, check: DossierOptions.Faults);
        services.AddSingleton(LoadRules(Settings.Read<DossierOptions>(builder.Configuration, DossierOptions.Section)));
        services.AddFileStore<DossierFileReferences>();
        services.AddSettings<ReceiptKeyOptions>(ReceiptKeyOptions.Section);
        services.AddSingleton(provider => new ReceiptSigner(provider.GetRequiredService<IOptions<ReceiptKeyOptions>>().Value.Load()));
        services.AddHostedService<LoadReceiptKey>();
        services.AddSingleton(provider =>
        {
            using var key = provider.GetRequiredService<IOptions<ReceiptKeyOptions>>().Value.Load();
            return BallotSeal.Of(key);
        });
        services.AddScoped<SampleDecisions>();
        services.AddEntries<DossierDbContext>();
        services.AddScoped<IEntryKind<DossierDbContext>, ProcedureEntry>();
        services.AddScoped<IEntryKind<DossierDbContext>, CouncilEntry>();
        services.AddScoped<IEntryKind<DossierDbContext>, TitleEntry>();
        services.AddScoped<DossierStore>();
        services.AddScoped<DossierCommands>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<UsualDays>();
        services.AddSingleton<CommentLimit>();
        services.AddScoped<ITimerHandler<DossierDbContext>, WatchDeadlines>();
        services.AddScoped<ITimerHandler<DossierDbContext>, WatchOpinions>();
        services.AddScoped<ITimerHandler<DossierDbContext>, FollowUnits>();
        services.AddScoped<ITimerHandler<DossierDbContext>, FollowUnit>();
        services.AddScoped<ITimerHandler<DossierDbContext>, FollowPlans>();
        services.AddScoped<ITimerHandler<DossierDbContext>, FollowPlan>();
        services.AddScoped<Reconciler>();
        services.AddScoped<ITimerHandler<DossierDbContext>, ReconcileOnTime>();
        services.AddScoped<IDropAudit<DossierDbContext>, DropAudit>();
        services.AddHostedService<CountTasks>();
        services.AddHealthChecks().AddCheck<CalendarHealth>("calendar", tags: ["ready"]);
    }

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<OnSelfAssessmentSubmitted>();
        consumers.AddConsumer<OnCriterionLost>();
        consumers.AddConsumer<OnSurveyClosed>();
        consumers.AddConsumer<OnFeedReported>();
        consumers.AddConsumer<OnAssessmentReported>();
        consumers.AddConsumer<OnAdministrativeUnitChanged>();
        consumers.AddConsumer<OnPlanPublished>();
        consumers.AddConsumer<OnPlanClosed>();
        consumers.AddConsumer<OnPlanUnitChanged>();
        consumers.AddConsumer<OnRightsTaken>();
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<DossierDbContext>();
        routes.MapUploads("Dossier");
        OpenDossier.Map(routes);
        ListDossiers.Map(routes);
        ListRecognised.Map(routes);
        ListPublicNotices.Map(routes);
        GetPublicNotice.Map(routes);
        PostComment.Map(routes);
        ReadInbox.Map(routes);
        GetWorkingCalendar.Map(routes);
        ReadDone.Map(routes);
        ListOpenWork.Map(routes);
        CountInbox.Map(routes);
        ReconcileDossiers.Map(routes);
        GetDossier.Map(routes);
        CompleteStage.Map(routes);
        AddFile.Map(routes);
        RemoveFile.Map(routes);
        GetFile.Map(routes);
        SubmitDossier.Map(routes);
        ExtendSubmission.Map(routes);
        WithdrawDossier.Map(routes);
        GiveVerdicts.Map(routes);
        ConcludeReview.Map(routes);
        ExplainReturnedItem.Map(routes);
        ClaimStage.Map(routes);
        HandOverStage.Map(routes);
        ReleaseStage.Map(routes);
        ListColleagues.Map(routes);
        AskOpinion.Map(routes);
        AnswerOpinion.Map(routes);
        RemindOpinion.Map(routes);
        GetReviewDiff.Map(routes);
        PrepareCouncil.Map(routes);
        PrepareCouncilAmendment.Map(routes);
        ListCouncils.Map(routes);
        GetCouncil.Map(routes);
        ConveneCouncil.Map(routes);
        RecordAttendance.Map(routes);
        RecuseMember.Map(routes);
        CastBallot.Map(routes);
        CountBallots.Map(routes);
        CloseCouncil.Map(routes);
        DecideRecognition.Map(routes);
        AnnounceResult.Map(routes);
        GetAudit.Map(routes);
        GetHistory.Map(routes);
        GetUsualDays.Map(routes);
        routes.MapAudit<DossierDbContext>();
        routes.MapEntries<DossierDbContext>("Dossier");
        PrepareProcedure.Map(routes);
        ListProcedures.Map(routes);
        PrepareTitle.Map(routes);
        GetUnitTitle.Map(routes);
        StartNotice.Map(routes);
        RecordBroadcast.Map(routes);
        RemoveBroadcast.Map(routes);
        RecordComment.Map(routes);
        AnswerComment.Map(routes);
        RemoveComment.Map(routes);
        HoldMeeting.Map(routes);
    }

    /// <summary>Checks the paths that running dossiers follow; in sample mode enters what the sample province decided.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await CheckPaths.RunAsync(services, cancellation);
        if (services.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting))
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SampleDecisions>().LoadAsync(cancellation);
        }

        await ReconcileOnTime.BeginAsync(services, cancellation);
    }

    /// <summary>Reads the dated rules; a damaged one stops the start and every fault is named.</summary>
    internal static DossierRules LoadRules(DossierOptions options) =>
        DossierRules.Load(
            Directory.Exists(options.PathsFolder)
                ? Directory.GetFiles(options.PathsFolder, "*.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
                : []
        );
}

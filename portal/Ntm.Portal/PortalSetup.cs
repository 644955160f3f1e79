using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Portal.Api;
using Ntm.Portal.Pages;
using Ntm.Portal.Pages.Administration;
using Ntm.Portal.Pages.Assessments;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Portal.Pages.Integration;
using Ntm.Portal.Pages.Public;
using Ntm.Portal.Pages.Surveys;
using Ntm.Portal.Pages.Work;
using Ntm.Portal.Sessions;
using Ntm.Web;

namespace Ntm.Portal;

/// <summary>Mounts the portal in a process: the single process, or one of its own behind the gateway.</summary>
public static class PortalSetup
{
    /// <summary>Registers the portal's parts.</summary>
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<PortalOptions>(PortalOptions.Section, check: PortalOptions.Faults);
        services.AddRazorComponents();

        // Vietnamese letters go out as they are, not as references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services
            // How long a call may take the gateway says; a piece of a file takes as long as the browser's line is slow.
            .AddHttpClient<PlatformApi>(client => client.Timeout = Timeout.InfiniteTimeSpan)
            // The addresses of its calls have in them what people search for.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    UseCookies = false,
                    AllowAutoRedirect = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            );
        services.AddSingleton<PortalKey>().AddHostedService<KeyAtStart>();
        services.AddSingleton<PortalSessions>().AddSingleton<ExternalCookie>().AddSingleton<DeviceCookie>();
        services.AddSingleton<CountFeed>();
    }

    /// <summary>Reads which language a browser's pages are in, sends one that asks for the root to the pages, and answers it where there is
    /// none; before anything asks who calls.</summary>
    public static void UsePortal(this WebApplication app)
    {
        app.UseRequestLocalization(LanguagePage.Languages(app.Services.GetRequiredService<IOptions<PortalOptions>>().Value));
        app.Use(NotFoundPage.AnswerAsync);
    }

    /// <summary>Maps its pages.</summary>
    public static void MapPortal(this WebApplication app)
    {
        var portal = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().WithMetadata(new PortalPage());
        portal.AddEndpointFilter(PageSecurity.HeadersAsync);
        AssetFiles.Map(portal);
        SignInPage.Map(portal);
        ExternalSignInPage.Map(portal);
        LanguagePage.Map(portal);
        PublicPage.Map(portal);
        PostedPage.Map(portal);
        CountPage.Map(portal);

        var pages = portal.MapGroup("");
        pages.AddEndpointFilter(PageSecurity.SignedInAsync);
        PasswordPage.Map(pages);
        SecurityPage.Map(pages);
        SessionsPage.Map(pages);
        ExternalLinksPage.Map(pages);
        InboxPage.Map(pages);
        BulkPage.Map(pages);
        DonePage.Map(pages);
        NoticesPage.Map(pages);
        SavedViewsPage.Map(pages);
        DossiersPage.Map(pages);
        OpenDossierPage.Map(pages);
        DossierPage.Map(pages);
        HistoryPage.Map(pages);
        ReceiptPage.Map(pages);
        ExplainPage.Map(pages);
        FilesPage.Map(pages);
        PieceUploads.Map(pages);
        ActPage.Map(pages);
        VerdictsPage.Map(pages);
        SelfAssessmentPage.Map(pages);
        EvidencePage.Map(pages);
        SurveysPage.Map(pages);
        SurveyPage.Map(pages);
        SheetPage.Map(pages);
        CloseSurveyPage.Map(pages);
        AccountsPage.Map(pages);
        AccountPage.Map(pages);
        UnattendedPage.Map(pages);
        OperationPage.Map(pages);
        IntegrationPage.Map(pages);
        SubscriptionPage.Map(pages);
        MapRegisters(pages);
    }

    /// <summary>Units, councils, and the rules of the province.</summary>
    private static void MapRegisters(RouteGroupBuilder pages)
    {
        UnitsPage.Map(pages);
        MergePage.Map(pages);
        SplitPage.Map(pages);
        UnitPage.Map(pages);
        CouncilsPage.Map(pages);
        EntriesPage.Map(pages);
        CriteriaSetsPage.Map(pages);
        CriteriaSetPage.Map(pages);
        ThresholdsPage.Map(pages);
        UnitGroupsPage.Map(pages);
        SurveyRulesPage.Map(pages);
        ProceduresPage.Map(pages);
        TitlesPage.Map(pages);
        CalendarPage.Map(pages);
        HealthPage.Map(pages);
    }
}

/// <summary>Marks the portal's endpoints: they answer browsers, by pages.</summary>
public sealed class PortalPage;

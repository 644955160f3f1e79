using Ntm.Assessment;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier;
using Ntm.Hosting;
using Ntm.Identity;
using Ntm.Notifications;
using Ntm.Persistence;
using Ntm.Planning;
using Ntm.Portal;
using Ntm.Web;

namespace Ntm.Host;

/// <summary>All services in one container on one address: the single process.</summary>
internal static class PlatformHost
{
    public static readonly IReadOnlyList<IModule> Modules =
    [
        new IdentityModule(),
        new AssessmentModule(),
        new PlanningModule(),
        new DossierModule(),
        new NotificationsModule(),
    ];

    /// <summary>Reads the settings of the process; <see cref="Build"/> checks them with all others.</summary>
    public static (WebApplicationBuilder Builder, HostOptions Options) Configure(
        string[] arguments,
        Action<IConfigurationBuilder>? settings = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory }
        );
        settings?.Invoke(builder.Configuration);
        builder.Services.AddSettings<HostOptions>(HostOptions.Section, check: HostOptions.Faults);
        var options = Settings.Read<HostOptions>(builder.Configuration, HostOptions.Section);
        if (string.IsNullOrWhiteSpace(options.DataFolder))
        {
            // Refused with all else that is wrong, once the modules have said what they read.
            options.DataFolder = new HostOptions().DataFolder;
        }

        var data = Path.GetFullPath(options.DataFolder);
        Directory.CreateDirectory(data);
        builder.Configuration.Sources.Insert(
            0,
            new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Defaults(options, data) }
        );
        builder.WebHost.UseUrls(options.Address);
        return (builder, options);
    }

    /// <summary>Builds the process; its databases stay as they are.</summary>
    /// <exception cref="SettingsException">Some setting is wrong; all faults are named.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddPlatform(typeof(IDossierEvent).Assembly, [.. Modules]);
        builder.AddEmbeddedTransport();
        builder.Services.AddOpenApi();
        builder.AddPortal();
        if (builder.SettingsFaults() is { Count: > 0 } faults)
        {
            throw new SettingsException(faults);
        }

        var app = builder.Build();
        app.UsePortal();
        app.MapPlatform();
        app.MapOpenApi().AllowAnonymous();
        app.MapPortal();
        return app;
    }

    /// <summary>
    /// Brings each module's database up to date, if the settings say so, and enters what must be in it before anybody asks; in
    /// sample mode the sample province. The modules go side by side: none reads another's database.
    /// </summary>
    public static Task PrepareAsync(WebApplication app, CancellationToken cancellation) =>
        Task.WhenAll(
            Modules.Select(module =>
                Task.Run(
                    async () =>
                    {
                        if (MigratesAtStart(app))
                        {
                            var own = app.Services.GetServices<ServiceDatabase>().Single(database => database.Service == module.Name);
                            await Migrator.MigrateAsync(app.Services, own, cancellation);
                        }

                        await module.PrepareAsync(app.Services, cancellation);
                    },
                    cancellation
                )
            )
        );

    /// <summary>Brings every module's database up to date, if the settings say so.</summary>
    public static Task MigrateAtStartAsync(WebApplication app, CancellationToken cancellation) =>
        MigratesAtStart(app) ? Migrator.MigrateAsync(app.Services, cancellation) : Task.CompletedTask;

    /// <summary>Password of every sample account.</summary>
    public static string SamplePassword => IdentityModule.Sample.Password;

    private static bool MigratesAtStart(WebApplication app) =>
        Settings.Read<PersistenceOptions>(app.Configuration, PersistenceOptions.Section).MigrateAtStart;

    private static Dictionary<string, string?> Defaults(HostOptions options, string data)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["Data:Folder"] = data,
            ["Persistence:ConnectionString"] = $"Data Source={data}/{{service}}.db",
            ["Persistence:MigrateAtStart"] = "true",
            ["Authentication:Issuer"] = options.Address.TrimEnd('/'),
        };
        if (options.Sample)
        {
            // Keys made at first start and kept beside the data are fit for samples only.
            defaults["Data:Sample"] = "true";
            defaults["Data:SampleClock"] = Path.Combine(data, "clock");
            defaults["Identity:KeyFolder"] = Path.Combine(data, "keys");
            defaults["Notifications:Webhooks:KeyFolder"] = Path.Combine(data, "keys");
            defaults["Dossier:Receipts:KeyPath"] = Path.Combine(data, "keys", "receipts.pem");
            defaults["Dossier:Receipts:CreateWhenAbsent"] = "true";
            defaults["Audit:KeyPath"] = Path.Combine(data, "keys", "audit.pem");
            defaults["Audit:CreateKeyWhenAbsent"] = "true";
            defaults["Portal:KeyPath"] = Path.Combine(data, "keys", "portal.key");
            defaults["Portal:CreateKeyWhenAbsent"] = "true";
            defaults["Portal:Secure"] = options.Address.StartsWith("https:", StringComparison.Ordinal) ? "true" : "false";
        }

        return defaults;
    }
}

/// <summary>Settings with which the process must not start.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults => faults;
}

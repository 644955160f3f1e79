using Ntm.Assessment;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier;
using Ntm.Identity;
using Ntm.Notifications;

namespace Ntm.Host;

/// <summary>All services in one container on one address: the single process.</summary>
internal static class PlatformHost
{
    public static readonly IReadOnlyList<IModule> Modules = [new IdentityModule(), new AssessmentModule(), new DossierModule(), new NotificationsModule()];

    /// <summary>Reads settings and checks them; the process does not start on a fault.</summary>
    public static (WebApplicationBuilder Builder, HostOptions Options) Configure(string[] arguments, Action<IConfigurationBuilder>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        settings?.Invoke(builder.Configuration);
        var options = builder.Configuration.GetSection(HostOptions.Section).Get<HostOptions>() ?? new HostOptions();
        var faults = options.Faults(builder.Configuration).ToList();
        if (faults.Count > 0)
        {
            throw new SettingsException(faults);
        }

        var data = Path.GetFullPath(options.DataFolder);
        Directory.CreateDirectory(data);
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = Defaults(options, data),
        });
        builder.WebHost.UseUrls(options.Address);
        return (builder, options);
    }

    /// <summary>Builds the process and brings its databases up to date.</summary>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        builder.AddPlatform(typeof(IDossierFact).Assembly, [.. Modules]);
        builder.AddEmbeddedTransport();
        builder.Services.AddOpenApi();
        var app = builder.Build();
        app.MapPlatform();
        app.MapOpenApi().AllowAnonymous();
        var persistence = builder.Configuration.GetSection(PersistenceOptions.Section).Get<PersistenceOptions>()!;
        if (persistence.MigrateAtStart)
        {
            await Migrator.MigrateAsync(app.Services, cancellation);
        }

        return app;
    }

    /// <summary>What each module must have in its database before anybody asks; in sample mode the sample province.</summary>
    public static async Task PrepareAsync(WebApplication app, HostOptions options, CancellationToken cancellation)
    {
        if (options.Sample)
        {
            await IdentityModule.LoadSampleProvinceAsync(app.Services, cancellation);
        }

        foreach (var module in Modules.Where(module => module is not IdentityModule))
        {
            await module.PrepareAsync(app.Services, cancellation);
        }
    }

    /// <summary>Password of every sample account.</summary>
    public static string SamplePassword => IdentityModule.Sample.Password;

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
            defaults["Dossier:Receipts:KeyPath"] = Path.Combine(data, "keys", "receipts.pem");
            defaults["Dossier:Receipts:CreateWhenAbsent"] = "true";
        }

        return defaults;
    }
}

/// <summary>Settings with which the process must not start.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults => faults;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Web;

namespace Ntm.Portal.Hosting;

/// <summary>The whole of the portal's own process, behind the gateway.</summary>
public static class PortalProcess
{
    /// <summary>Pages of one replica at a time: a page waits for the API most of its time, whose own limits are lower.</summary>
    private const int AtOnce = 256;

    /// <returns>Exit code: 0, or 2 when a setting or the key is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = CreateBuilder(arguments);
        var faults = Faults(builder).ToList();
        if (faults.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
            return 2;
        }

        OwnFiles.CloseToOthers();
        try
        {
            await using var app = Build(builder);
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"Không khởi động được: {failure.GetBaseException().Message}");
            return 2;
        }
    }

    internal static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.AddPortal();
        builder.AddWebDefaults("portal");
        var services = builder.Services;
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = UploadSize.Most);

        // The framework's own keys protect nothing here, so it does not matter that there is no place to keep them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddHealthChecks().AddCheck<KeyHealth>("key", tags: ["ready"]);
        return builder;
    }

    internal static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseAnswerHeaders();
        app.UseRequestWatch();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseKnownProxies(Settings.Read<PortalOptions>(builder.Configuration, PortalOptions.Section).KnownProxies);
        app.UseAdmission(AtOnce);
        app.UseInputCheck();
        app.UsePortal();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.MapPortal();
        return app;
    }

    /// <summary>All faults at once.</summary>
    private static IEnumerable<string> Faults(WebApplicationBuilder builder)
    {
        foreach (var fault in SampleMode.Faults(builder.Configuration).Concat(builder.SettingsFaults()))
        {
            yield return fault;
        }

        if (string.IsNullOrWhiteSpace(builder.Configuration[$"{PortalOptions.Section}:{nameof(PortalOptions.Api)}"]))
        {
            yield return $"Thiếu cấu hình {PortalOptions.Section}:{nameof(PortalOptions.Api)}: địa chỉ của gateway.";
        }

        if (!ComposedText.Available)
        {
            yield return ComposedText.Missing;
        }
    }
}

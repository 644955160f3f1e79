using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Ntm.Gateway.Description;
using Ntm.Gateway.Forwarding;
using Ntm.Gateway.Limits;
using Ntm.Gateway.Routing;
using Ntm.Web;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace Ntm.Gateway.Hosting;

/// <summary>The whole of the gateway's process.</summary>
internal static class GatewayProcess
{
    // Shorter than the reactivation period: otherwise failures from before it would take the destination out again.
    private static readonly TimeSpan FailuresCount = TimeSpan.FromSeconds(5);

    /// <returns>Exit code: 0, or 2 when the settings or routes are wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            await using var app = Build(CreateBuilder(arguments));
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (Explain(failure) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return 2;
        }
    }

    public static WebApplicationBuilder CreateBuilder(string[] arguments) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });

    /// <summary>Builds the process; a fault of its settings or routes is thrown, with all the others.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddPortalRoutes();
        var options = Checked(builder);
        var services = builder.Services;
        builder.AddWebDefaults("gateway");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = options.Connections);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + options.DrainDelay);
        services.AddSingleton(options);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHealthChecks().AddCheck<Drain>("drain", tags: ["ready"]);
        services.AddLimits();
        services.AddRequestTimeouts();
        services.AddSingleton<MergedDescription>();
        services.AddSingleton<IConfigChangeListener>(provider => new RouteListener(
            builder.Configuration,
            provider.GetRequiredService<ILogger<RouteListener>>()
        ));
        services.AddSingleton<IForwarderHttpClientFactory, ServiceConnections>();
        services.Configure<TransportFailureRateHealthPolicyOptions>(policy => policy.DetectionWindowSize = FailuresCount);
        services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection(RouteTable.Section)).AddConfigFilter<RouteFilter>();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseKnownProxies(options.KnownProxies);
        app.Use(RequestHeaders.InvokeAsync);
        app.UseRouting();
        app.Use(ForwardingFailures.InvokeAsync);
        app.Use(Streams.InvokeAsync);
        app.UseRequestTimeouts();
        app.UseLimits();
        app.Use(BodyLimit.InvokeAsync);
        MapHealth(app, "/health/live", _ => false);
        MapHealth(app, "/health/ready", check => check.Tags.Contains("ready"));
        app.MapGet("/openapi/v1.json", MergedDescription.HandleAsync);
        MapRoutes(app);
        return app;
    }

    /// <summary>Vietnamese words for a failure that a setting or a file causes; null for a bug.</summary>
    private static string? Explain(Exception failure) =>
        failure switch
        {
            WrongSettingsException => failure.Message,
            InvalidDataException => $"Không khởi động được, tệp cấu hình có lỗi: {failure.GetBaseException().Message}",
            IOException => $"Không mở được địa chỉ: {failure.GetBaseException().Message}",
            _ => null,
        };

    private static GatewayOptions Checked(WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<GatewayOptions>(GatewayOptions.Section, check: GatewayOptions.Faults);
        builder.Services.AddSettings<TrustOptions>(TrustOptions.Section, check: (trust, _) => TrustOptions.KeyFaults(trust));
        List<string> faults =
        [
            .. builder.SettingsFaults(),
            .. RouteTable.Faults(builder.Configuration.GetSection(RouteTable.Section)).Select(fault => fault.Message),
        ];
        return faults.Count == 0
            ? Settings.Read<GatewayOptions>(builder.Configuration, GatewayOptions.Section)
            : throw new WrongSettingsException(faults);
    }

    private static void MapHealth(
        WebApplication app,
        string path,
        Func<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckRegistration, bool> which
    ) => app.MapHealthChecks(path, new HealthCheckOptions { Predicate = which }).DisableRateLimiting();

    private static void MapRoutes(WebApplication app)
    {
        try
        {
            app.MapReverseProxy();
        }
        catch (InvalidOperationException refused) when (refused.InnerException is { } inner)
        {
            throw new WrongSettingsException(RouteTable.Text(inner));
        }
    }
}

/// <summary>Settings with which the process must not start; the message, in Vietnamese, names every fault.</summary>
internal sealed class WrongSettingsException(IEnumerable<string> faults)
    : Exception("Không khởi động được, cấu hình sai:" + string.Concat(faults.Select(fault => Environment.NewLine + " - " + fault)));

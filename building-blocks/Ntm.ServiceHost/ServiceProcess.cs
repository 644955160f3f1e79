using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.RabbitMq;
using Ntm.Web;

namespace Ntm.ServiceHost;

/// <summary>The whole of a thin executable: one module in a process of its own.</summary>
public static class ServiceProcess
{
    /// <summary>
    /// <c>migrate</c> brings the database up to date and ends; <c>deploy-topology</c> declares the service's exchanges and
    /// queues on the broker and ends; a verb of the module does what the module says and ends; without a verb the service runs.
    /// </summary>
    /// <param name="arguments">Verb and settings.</param>
    /// <param name="contracts">Assembly of the events that cross a border.</param>
    /// <param name="module">The service.</param>
    /// <returns>Exit code: 0, or 2 when the settings are wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments, Assembly contracts, IModule module)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory }
        );
        var verb = arguments.FirstOrDefault();
        builder.AddPlatform(contracts, module);
        if (verb != "migrate")
        {
            builder.AddRabbitMqTransport();
        }

        var faults = Faults(builder, verb).ToList();
        if (faults.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
            return 2;
        }

        OwnFiles.CloseToOthers();
        builder.Services.AddOpenApi();
        await using var app = builder.Build();
        switch (verb)
        {
            case "migrate":
                await Migrator.MigrateAsync(app.Services, CancellationToken.None);
                await module.PrepareAsync(app.Services, CancellationToken.None);
                return 0;
            case "deploy-topology":
                await app.DeployTopologyAsync(CancellationToken.None);
                return 0;
            case not null when module.Verbs.TryGetValue(verb, out var run):
                await app.Services.SynchroniseClockAsync(CancellationToken.None);
                return await run(app.Services, Console.Out, CancellationToken.None);
            default:
                app.UseAdmission();
                app.MapPlatform();
                app.MapOpenApi().AllowAnonymous();
                return await RunAsync(app);
        }
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException open)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, open.Failures));
            return 2;
        }
    }

    /// <summary>All faults at once. A verb that only prepares database or broker needs only their settings.</summary>
    private static IEnumerable<string> Faults(WebApplicationBuilder builder, string? verb)
    {
        Func<Type, bool>? only = verb is "migrate" or "deploy-topology"
            ? type => type.Assembly == typeof(PersistenceOptions).Assembly || type == typeof(RabbitMqOptions)
            : null;
        foreach (var fault in SampleMode.Faults(builder.Configuration).Concat(builder.SettingsFaults(only)))
        {
            yield return fault;
        }

        if (verb != "migrate" && builder.Configuration[MessagingOptions.Section + ":Transport"] != nameof(TransportKind.RabbitMq))
        {
            yield return "Messaging:Transport phải là RabbitMq khi một dịch vụ chạy riêng.";
        }
    }
}

using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Hosting;

/// <summary>The whole of a thin executable: one module in a process of its own.</summary>
public static class ServiceProcess
{
    /// <summary><c>migrate</c> brings the database up to date and ends; without a verb the service runs.</summary>
    /// <returns>Exit code: 0, or 2 when the settings are wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments, Assembly contracts, IModule module)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var faults = Faults(builder.Configuration).ToList();
        if (faults.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
            return 2;
        }

        builder.AddPlatform(contracts, module);
        var app = builder.Build();
        if (arguments.FirstOrDefault() == "migrate")
        {
            await Migrator.MigrateAsync(app.Services, CancellationToken.None);
            return 0;
        }

        app.MapPlatform();
        await app.RunAsync();
        return 0;
    }

    /// <summary>Settings without which no service starts.</summary>
    private static IEnumerable<string> Faults(IConfiguration configuration)
    {
        foreach (var key in (string[])["Persistence:ConnectionString", "Authentication:Issuer", "Authentication:MetadataAddress"])
        {
            if (string.IsNullOrWhiteSpace(configuration[key]))
            {
                yield return $"Thiếu cấu hình {key}.";
            }
        }
    }
}

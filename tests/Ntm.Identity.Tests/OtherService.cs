using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Identity.V1;
using Ntm.Hosting;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Identity.Tests;

/// <summary>A service in a process of its own, which reads the issuer's keys over the network once in a while.</summary>
internal static class OtherService
{
    /// <summary>Starts it; <c>/whoami</c> answers with the grants of the caller.</summary>
    /// <param name="metadata">Address of the issuer's discovery document.</param>
    /// <param name="clock">Its clock.</param>
    public static async Task<WebApplication> StartAsync(string metadata, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Authentication:Issuer"] = TestTokens.Issuer, ["Authentication:MetadataAddress"] = metadata }
        );
        builder.Services.AddRouting().AddLogging().AddSingleton(clock);
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.AddPlatform(typeof(AdministrativeUnitChanged).Assembly);
        var app = builder.Build();
        app.MapPlatform();
        app.MapGet("/whoami", (Caller caller) => string.Join(' ', caller.Grants));
        await app.StartAsync(Steps.Stop);
        return app;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.BuildingBlocks.Persistence;
using Ntm.BuildingBlocks.Time;

namespace Ntm.BuildingBlocks.Hosting;

/// <summary>How far a service has followed the sample clock.</summary>
/// <param name="Now">The platform's present.</param>
/// <param name="Due">Whether a timer that is due has not fired yet.</param>
/// <param name="NextDue">When the next timer falls due; null when none waits.</param>
public sealed record SampleClockState(DateTimeOffset Now, bool Due, DateTimeOffset? NextDue);

/// <summary>What exists in sample mode alone: made-up people, and a clock that can be put somewhere.</summary>
public static class SampleMode
{
    /// <summary>Setting that turns it on.</summary>
    public const string Setting = "Data:Sample";

    /// <summary>All that is wrong with the settings of the sample mode, in Vietnamese.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>(Setting))
        {
            if (configuration[SampleClock.Setting] is { Length: > 0 })
            {
                yield return $"{SampleClock.Setting} chỉ dùng được trong chế độ mẫu ({Setting}=true).";
            }

            yield break;
        }

        foreach (var address in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsLoopback)
            {
                yield return $"Chế độ mẫu chỉ mở trên máy này: địa chỉ '{address}' không phải 127.0.0.1 hay localhost.";
            }
        }
    }

    internal static void AddSampleClock(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(Setting) && builder.Configuration[SampleClock.Setting] is { Length: > 0 } path)
        {
            var clock = new SampleClock(path);
            builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        }
    }

    /// <summary><c>GET …/sample-clock</c> of every service; mapped only where there is such a clock.</summary>
    internal static void MapSampleClock<TContext>(RouteGroupBuilder routes)
        where TContext : ServiceDbContext
    {
        if (((IEndpointRouteBuilder)routes).ServiceProvider.GetService<SampleClock>() is { } clock)
        {
            routes
                .MapGet(
                    "/sample-clock",
                    async (HttpContext http, CancellationToken cancellation) =>
                    {
                        var db = http.RequestServices.GetRequiredService<TContext>();
                        var now = clock.GetUtcNow();
                        var next = await db
                            .Timers.OrderBy(timer => timer.DueAt)
                            .Select(timer => (DateTimeOffset?)timer.DueAt)
                            .FirstOrDefaultAsync(cancellation);
                        return TypedResults.Ok(new SampleClockState(now, next <= now, next));
                    }
                )
                .WithName("Get" + typeof(TContext).Name.Replace("DbContext", "", StringComparison.Ordinal) + "SampleClock")
                .WithSummary("Reads the clock of the sample mode, and whether work of the service is due");
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Hosting;

/// <summary>How far a service has followed the sample clock.</summary>
/// <param name="Now">The platform's present.</param>
/// <param name="Due">Whether a timer that is due has not fired yet.</param>
/// <param name="NextDue">When the next timer falls due; null when none waits.</param>
public sealed record SampleClockState(DateTimeOffset Now, bool Due, DateTimeOffset? NextDue);

/// <summary>Shows how far a service is behind the sample clock.</summary>
internal static class SampleClockEndpoint
{
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

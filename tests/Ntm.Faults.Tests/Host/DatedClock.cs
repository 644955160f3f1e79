using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Faults.Tests.Host;

[assembly: HostingStartup(typeof(DatedStart))]

namespace Ntm.Faults.Tests.Host;

/// <summary>
/// Gives the host a clock that runs as the machine's does but in another year, in which the criteria are in force and a
/// path has three tiers. The distance is the same over all deaths of the process.
/// </summary>
internal sealed class DatedStart : IHostingStartup
{
    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(FaultyHost.ClockTicks) is { } ticks)
        {
            var distance = TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new DatedClock(distance)));
        }
    }
}

/// <summary>The machine's clock at a fixed distance.</summary>
internal sealed class DatedClock(TimeSpan distance) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + distance;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ntm.Web;

/// <summary>Defaults of every process that answers HTTP, a service or the gateway.</summary>
public static class WebDefaults
{
    /// <summary>Largest request body of an ordinary endpoint, bytes. Upload endpoints raise it for themselves.</summary>
    public const long MaxBody = 1024 * 1024;

    /// <summary>Largest sum of a request's header lines, bytes.</summary>
    public const int MaxHeaders = 16 * 1024;

    /// <summary>Registers the clock, telemetry, limits of a request, and failures as ProblemDetails.</summary>
    /// <param name="builder">The application being built.</param>
    /// <param name="process">Name of the process in telemetry.</param>
    public static void AddWebDefaults(this WebApplicationBuilder builder, string process)
    {
        builder.AddSampleMode();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry(process);
        builder.AddLogFormat();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaders;
        });
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = ValidationProblems.Translate);
        builder.Services.AddSingleton<Outages>();
        builder.Services.TryAddSingleton<SecurityLog>();
        builder.Services.AddExceptionHandler<FailureMapping>();
    }
}

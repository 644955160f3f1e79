using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Ntm.Dossier;

/// <summary>
/// Degraded, and logged once a day, while the working-day calendar ends in less than <see cref="LeastDays"/> days: it comes with a
/// new version of the platform, and deadlines that lead beyond it stay unknown until then.
/// </summary>
internal sealed class CalendarHealth(DossierRules rules, TimeProvider clock, ILogger<CalendarHealth> log) : IHealthCheck
{
    /// <summary>Days of data that must be left.</summary>
    public const int LeastDays = 200;

    private static int loggedOn;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (today, last) = (clock.Today(), rules.Calendar.LastDay);
        var left = last.DayNumber - today.DayNumber;
        if (left >= LeastDays)
        {
            return Task.FromResult(HealthCheckResult.Healthy());
        }

        if (Interlocked.Exchange(ref loggedOn, today.DayNumber) != today.DayNumber)
        {
            Log.CalendarEnds(log, last, left);
        }

        return Task.FromResult(HealthCheckResult.Degraded($"dossier: the working-day calendar ends on {last:yyyy-MM-dd}, in {left} days"));
    }
}

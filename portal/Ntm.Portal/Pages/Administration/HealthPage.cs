using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/tinh-trang</c>: whether the platform and each of its services answer, and what they have not been able to do.
/// </summary>
internal static class HealthPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/quan-tri/tinh-trang", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        if (!visit.Person.Is("administrator"))
        {
            return visit.Refuse(AdministrationPages.NotAdministrator);
        }

        var services = new List<ServiceState>();
        foreach (var (prefix, name) in OperationPage.Services)
        {
            var letters = await visit.GetAsync<ApiPage<DeadLetterRow>>($"/{prefix}/dead-letters/?limit=100");
            var timers = await visit.GetAsync<ApiPage<FailedTimerRow>>($"/{prefix}/dead-letters/timers?limit=100");
            services.Add(
                new ServiceState(name, letters.Problem ?? timers.Problem, letters.Value?.Items.Count ?? 0, timers.Value?.Items ?? [])
            );
        }

        return services.Find(service => service.Problem is { Status: 401 or 403 }) is { Problem: { } refusal }
            ? visit.Refuse(refusal)
            : visit.Show<HealthView>(new { Ready = await ReadyAsync(visit), Services = services });
    }

    /// <summary>What the entry of the platform says of itself: <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>; empty where nothing
    /// answers.</summary>
    private static async Task<string> ReadyAsync(Visit visit)
    {
        try
        {
            using var answer = await visit.DownloadAsync("/health/ready");
            return (await answer.Content.ReadAsStringAsync(visit.Http.RequestAborted)).Trim();
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }
}

/// <summary>A service as it answered now.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Problem">Why it gave no answer; null when it did.</param>
/// <param name="Letters">Events that it could not handle, up to 100.</param>
/// <param name="Timers">Timers whose last firing failed.</param>
public sealed record ServiceState(string Name, ApiProblem? Problem, int Letters, IReadOnlyList<FailedTimerRow> Timers)
{
    /// <summary>Whether everything is as it should be.</summary>
    public bool Well => Problem is null && Letters == 0 && Timers.Count == 0;
}

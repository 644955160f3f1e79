using System.Text.Json.Nodes;
using Ntm.Gateway.Routing;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Ntm.Gateway.Description;

/// <summary>
/// <c>GET /openapi/v1.json</c>: the descriptions of all services as one. A service that does not answer soon is described as it
/// last was; one that never answered is named in <c>x-unavailable</c>. Its answer is still waited for after that and shown next time: a
/// service makes its description anew for every request, so who asked again and again with little patience might never see it.
/// </summary>
internal sealed class MergedDescription(IProxyStateLookup proxy, TimeProvider clock, ILogger<MergedDescription> log) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Incomplete = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromMinutes(5),
        MaxResponseContentBufferSize = 8 * 1024 * 1024,
    };
    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<string, Task> reading = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> last = new(StringComparer.Ordinal);
    private string text = "";
    private TimeSpan period;
    private DateTimeOffset until = DateTimeOffset.MinValue;

    public static async Task<IResult> HandleAsync(MergedDescription description, HttpResponse response, CancellationToken cancellation)
    {
        var (text, period) = await description.TextAsync(cancellation);
        response.Headers.CacheControl = $"public, max-age={period.TotalSeconds:0}";
        return TypedResults.Text(text, "application/json");
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task<(string Text, TimeSpan Period)> TextAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (clock.GetUtcNow() >= until)
            {
                var clusters = proxy
                    .GetClusters()
                    .Where(cluster => cluster.ClusterId != PortalRoutes.Cluster)
                    .OrderBy(cluster => cluster.ClusterId, StringComparer.Ordinal)
                    .ToList();
                await Task.WhenAny(Task.WhenAll(clusters.Select(Reading)), Task.Delay(Patience, cancellation));
                cancellation.ThrowIfCancellationRequested();
                lock (last)
                {
                    var (known, silent) = (clusters.FindAll(IsKnown), clusters.FindAll(cluster => !IsKnown(cluster)));
                    text = DescriptionMerge.Merge([.. known.Select(Part)], silent.ConvertAll(cluster => cluster.ClusterId)).ToJsonString();
                    period = silent.Count == 0 ? Fresh : Incomplete;
                }

                until = clock.GetUtcNow() + period;
            }

            return (text, period);
        }
        finally
        {
            one.Release();
        }
    }

    private ServiceDescription Part(ClusterState cluster) =>
        new(cluster.ClusterId, last[cluster.ClusterId], [.. Prefixes(cluster.ClusterId)]);

    /// <summary>First segments that lead to the cluster: what is not reachable through a route is not described.</summary>
    private IEnumerable<string> Prefixes(string cluster) =>
        proxy
            .GetRoutes()
            .Where(route => route.Config.ClusterId == cluster && route.Config.Match.Path is { Length: > 1 })
            .Select(route => route.Config.Match.Path!.Split('/')[1])
            .Distinct(StringComparer.Ordinal);

    private bool IsKnown(ClusterState cluster) => last.ContainsKey(cluster.ClusterId);

    /// <summary>The reading of a service's description that runs, or a new one.</summary>
    private Task Reading(ClusterState cluster)
    {
        if (!reading.TryGetValue(cluster.ClusterId, out var runs) || runs.IsCompleted)
        {
            reading[cluster.ClusterId] = runs = ReadAsync(cluster);
        }

        return runs;
    }

    /// <summary>Reads one service's description; where that fails, the one before stays.</summary>
    private async Task ReadAsync(ClusterState cluster)
    {
        try
        {
            var destination =
                cluster.DestinationsState.AvailableDestinations.FirstOrDefault()
                ?? throw new HttpRequestException("no destination is available");
            var address = new Uri(new Uri(destination.Model.Config.Address), "/openapi/v1.json");
            var document = JsonNode.Parse(await http.GetStringAsync(address))!.AsObject();
            lock (last)
            {
                last[cluster.ClusterId] = document;
            }
        }
        catch (Exception failure)
        {
            Log.NotDescribed(log, cluster.ClusterId, failure.GetBaseException().Message);
        }
    }
}

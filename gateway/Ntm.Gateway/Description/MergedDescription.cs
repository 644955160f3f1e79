using System.Text.Json.Nodes;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Ntm.Gateway.Description;

/// <summary>
/// <c>GET /openapi/v1.json</c>: the descriptions of all services as one. A service that does not answer is described as it
/// last was; one that never answered is named in <c>x-unavailable</c>.
/// </summary>
internal sealed class MergedDescription(IProxyStateLookup proxy, TimeProvider clock, ILogger<MergedDescription> log) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Incomplete = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 8 * 1024 * 1024 };
    private readonly SemaphoreSlim one = new(1);
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
                var clusters = proxy.GetClusters().OrderBy(cluster => cluster.ClusterId, StringComparer.Ordinal).ToList();
                var silent = (await Task.WhenAll(clusters.Select(cluster => ReadAsync(cluster, cancellation)))).OfType<string>().ToList();
                text = DescriptionMerge
                    .Merge([.. clusters.Where(cluster => last.ContainsKey(cluster.ClusterId)).Select(Part)], silent)
                    .ToJsonString();
                period = silent.Count == 0 ? Fresh : Incomplete;
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

    /// <summary>Reads one service's description; returns its name when it has never given one.</summary>
    private async Task<string?> ReadAsync(ClusterState cluster, CancellationToken cancellation)
    {
        try
        {
            var destination =
                cluster.DestinationsState.AvailableDestinations.FirstOrDefault()
                ?? throw new HttpRequestException("no destination is available");
            var address = new Uri(new Uri(destination.Model.Config.Address), "/openapi/v1.json");
            var document = JsonNode.Parse(await http.GetStringAsync(address, cancellation))!.AsObject();
            lock (last)
            {
                last[cluster.ClusterId] = document;
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Log.NotDescribed(log, cluster.ClusterId, failure.GetBaseException().Message);
        }

        lock (last)
        {
            return last.ContainsKey(cluster.ClusterId) ? null : cluster.ClusterId;
        }
    }
}

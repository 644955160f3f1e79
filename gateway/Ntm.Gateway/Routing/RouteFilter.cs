using Yarp.ReverseProxy.Configuration;

namespace Ntm.Gateway.Routing;

/// <summary>Puts the table's own checks among the proxy's, so that they hold for a reload as for the start.</summary>
internal sealed class RouteFilter(IConfiguration configuration) : IProxyConfigFilter
{
    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) =>
        ValueTask.FromResult(Passed(route.RouteId, route));

    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) =>
        ValueTask.FromResult(Passed(cluster.ClusterId, cluster));

    private T Passed<T>(string owner, T config)
    {
        var faults = RouteTable
            .Faults(configuration.GetSection(RouteTable.Section))
            .Where(fault => fault.Owner == owner || fault.Owner.Length == 0)
            .ToList();
        return faults.Count == 0 ? config : throw new WrongRouteException(string.Join(' ', faults.Select(fault => fault.Message)));
    }
}

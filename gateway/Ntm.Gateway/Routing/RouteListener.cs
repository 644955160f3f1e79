using Yarp.ReverseProxy.Configuration;

namespace Ntm.Gateway.Routing;

/// <summary>Says what became of changed routes; wrong ones are not taken and the last good ones stay.</summary>
internal sealed class RouteListener(ILogger<GatewayOptions> log) : IConfigChangeListener
{
    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) =>
        Log.RoutesRefused(log, string.Join(' ', RouteTable.Words(exception)));

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        // Loaded is not yet taken.
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) =>
        Log.RoutesRefused(log, string.Join(' ', RouteTable.Words(exception)));

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) =>
        Log.RoutesTaken(log, proxyConfigs.Sum(config => config.Routes.Count), proxyConfigs.Sum(config => config.Clusters.Count));
}

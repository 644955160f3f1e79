using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace Ntm.Gateway.Routing;

/// <summary>Logs whether changed routes were applied; invalid ones are not, and the last valid ones stay.</summary>
internal sealed class RouteListener : IConfigChangeListener, IDisposable
{
    private readonly ILogger<RouteListener> log;
    private readonly IDisposable watch;

    public RouteListener(IConfigurationRoot configuration, ILogger<RouteListener> log)
    {
        this.log = log;
        watch = ChangeToken.OnChange(
            configuration.GetReloadToken,
            () => Refuse(RouteTable.Faults(configuration.GetSection(RouteTable.Section)).Select(fault => fault.Message))
        );

        // A changed file that is no JSON at all counts as one with nothing in it, which the checks refuse.
        foreach (var file in configuration.Providers.OfType<JsonConfigurationProvider>())
        {
            file.Source.OnLoadException = unread =>
            {
                unread.Ignore = true;
                Refuse([$"{file.Source.Path}: {unread.Exception.GetBaseException().Message}"]);
            };
        }
    }

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => Refuse(RouteTable.Text(exception));

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        // Loaded is not yet taken.
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) =>
        Refuse(RouteTable.Text(exception));

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) =>
        Log.RoutesTaken(log, proxyConfigs.Sum(config => config.Routes.Count), proxyConfigs.Sum(config => config.Clusters.Count));

    public void Dispose() => watch.Dispose();

    private void Refuse(IEnumerable<string> faults)
    {
        var words = string.Join(' ', faults);
        if (words.Length > 0)
        {
            Log.RoutesRefused(log, words);
        }
    }
}

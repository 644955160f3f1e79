using Microsoft.Extensions.Configuration.Json;

namespace Ntm.Gateway.Routing;

/// <summary>
/// The way to the portal, in <c>portal.json</c>: what is no address of the API goes there. An installation has it that says where its
/// portal is (<c>ReverseProxy:Clusters:portal:Destinations</c>).
/// </summary>
internal static class PortalRoutes
{
    /// <summary>Its pages are for browsers: no description of the API names them.</summary>
    public const string Cluster = "portal";

    public static void AddPortalRoutes(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection($"{RouteTable.Section}:Clusters:{Cluster}:Destinations").GetChildren().Any())
        {
            // First, so that every other setting goes before it.
            builder.Configuration.Sources.Insert(0, new JsonConfigurationSource { Path = "portal.json" });
        }
    }
}

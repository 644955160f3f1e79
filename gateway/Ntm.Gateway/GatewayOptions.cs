using System.ComponentModel.DataAnnotations;

namespace Ntm.Gateway;

/// <summary>How the gateway serves; section <c>Gateway</c>. Routes and clusters are in section <c>ReverseProxy</c>.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of the proxies in front, e.g. an ingress, and of the portal, which names the browser that
    /// it calls for. Only what they say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> is believed. Default none: no proxy is
    /// trusted.
    /// </summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>
    /// How long the gateway goes on serving, no longer ready, after it received the signal to end, so that whoever sends it requests
    /// learns of it first. 0 to 60 s; default 0.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How long requests under way may take to end after that. 1 to 300 s; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections open at a time; more are closed at once. 1 to 100,000; default 4,096.</summary>
    [Range(1, 100_000)]
    public int Connections { get; set; } = 4096;

    /// <summary>Requests under way at a time; more are answered 503. 1 to 10,000; default 512.</summary>
    [Range(1, 10_000)]
    public int InFlight { get; set; } = 512;

    /// <summary>Requests that one address may send, signed in or not. Default 300 a second, 900 at once: an office shares one.</summary>
    public RateOptions Address { get; set; } = new() { PerSecond = 300, Burst = 900 };

    /// <summary>Requests that one client may send: the subject of a token, without a token the address. Default 50 a second, 200 at
    /// once.</summary>
    public RateOptions Client { get; set; } = new() { PerSecond = 50, Burst = 200 };

    /// <summary>Requests that all accounts of one administrative unit may send together. Default 200 a second, 800 at once.</summary>
    public RateOptions Unit { get; set; } = new() { PerSecond = 200, Burst = 800 };

    /// <summary>Faults that annotations cannot express, in Vietnamese. A setting that does not exist is a misspelt one.</summary>
    internal static IEnumerable<string> Faults(GatewayOptions options, IConfiguration configuration) =>
        [
            .. Web.KnownProxies.Faults($"{Section}:{nameof(KnownProxies)}", options.KnownProxies),
            .. Unknown(configuration.GetSection(Section), typeof(GatewayOptions)),
            .. ((string[])[nameof(Address), nameof(Client), nameof(Unit)]).SelectMany(name =>
                Unknown(configuration.GetSection($"{Section}:{name}"), typeof(RateOptions))
            ),
        ];

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type options) =>
        section
            .GetChildren()
            .Where(child => !options.GetProperties().Any(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(child => $"{section.Path}: không có thiết lập nào tên '{child.Key}'.");
}

/// <summary>A token bucket: <see cref="Burst"/> requests at once, refilled by <see cref="PerSecond"/>.</summary>
public sealed class RateOptions
{
    /// <summary>Requests a second in the long run. 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int PerSecond { get; set; }

    /// <summary>Requests at once after a pause. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; }
}

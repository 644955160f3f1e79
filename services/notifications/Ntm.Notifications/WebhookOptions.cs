using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Ntm.Web;

namespace Ntm.Notifications;

/// <summary>How events are sent to the endpoints of other systems, section <c>Notifications:Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Notifications:Webhooks";

    /// <summary>
    /// Folder of the data-protection keys that encrypt the secrets of subscriptions; readable by this service only, shared by its replicas,
    /// backed up apart from the database. Default: <c>notifications-keys</c> in the data folder; required without one.
    /// </summary>
    [Required]
    public string KeyFolder { get; set; } = "";

    /// <summary>Whether endpoints of this very machine are allowed, by http and on any port: for development alone. Default: in sample mode
    /// only.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>How long an endpoint may take to answer, the first 20 kB of the answer included, 1 to 30 seconds. Default 15.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Connections to endpoints that a process has at once, 8 to 2000; a quarter of them for those that failed last. Default
    /// 256.</summary>
    [Range(8, 2000)]
    public int MostConnections { get; set; } = 256;

    /// <summary>How long a process has a subscription to itself after it last renewed it, 3 seconds to 10 minutes, at least twice the
    /// time-out. When a process dies, another goes on after this. Default 40 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Subscriptions that one client may have, 1 to 1000. Default 20.</summary>
    [Range(1, 1000)]
    public int MostSubscriptions { get; set; } = 20;

    /// <summary>Events of one subscription that may wait for another attempt, 10 to 1,000,000; beyond that the rest waits in the feed.
    /// Default 10,000.</summary>
    [Range(10, 1_000_000)]
    public int MostWaiting { get; set; } = 10_000;

    /// <summary>How long attempts are kept, 1 to 400 days. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "400.00:00:00")]
    public TimeSpan AttemptRetention { get; set; } = TimeSpan.FromDays(30);

    internal static void Complete(WebhookOptions options, IConfiguration configuration)
    {
        if (options.KeyFolder.Length == 0 && configuration["Data:Folder"] is { Length: > 0 } data)
        {
            options.KeyFolder = Path.Combine(data, "notifications-keys");
        }

        if (configuration[$"{Section}:{nameof(AllowLoopback)}"] is null)
        {
            options.AllowLoopback = configuration.GetValue<bool>(SampleMode.Setting);
        }
    }

    internal static IEnumerable<string> Faults(WebhookOptions options, IConfiguration configuration) =>
        options.Lease >= options.Timeout * 2
            ? []
            : [$"{Section}:{nameof(Lease)} {options.Lease} phải ít nhất gấp đôi {Section}:{nameof(Timeout)} {options.Timeout}."];
}

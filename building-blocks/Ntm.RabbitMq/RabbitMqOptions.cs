using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.RabbitMq;

/// <summary>Where the broker is and how it is used; section <c>Messaging:RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    public const string Section = "Messaging:RabbitMq";

    /// <summary><c>amqp://host:port/vhost</c>, or <c>amqps://</c> for TLS with a checked certificate. Required.</summary>
    [Required]
    public string Address { get; set; } = "";

    /// <summary>The service's own account, e.g. <c>ntm-dossier</c>. Required, without a default.</summary>
    [Required]
    public string UserName { get; set; } = "";

    /// <summary>Its password; a secret, required, without a default.</summary>
    [Required]
    public string Password { get; set; } = "";

    /// <summary>Replicas of each new queue, odd, 1 to 7. Default: the broker's own rule.</summary>
    [Range(1, 7)]
    public int? QuorumSize { get; set; }

    /// <summary>Events a queue sends ahead, 1 to 500; a crash returns them all. Default 16.</summary>
    [Range(1, 500)]
    public int Prefetch { get; set; } = 16;

    /// <summary>Deliveries of one message before the broker dead-letters it, 2 to 1000. Default 20.</summary>
    [Range(2, 1000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>How long a confirm may take, 1 s to 14 s; less than half of <c>Messaging:Lease</c>. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:14")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two polls of the broker, 100 ms to 10 s. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a queue may be without its consumer, while the broker answers, before it gets a new bus, 1 s to 20 s. Default 8
    /// s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20")]
    public TimeSpan ConsumerGrace { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The address as a URI; only after the settings were checked.</summary>
    internal Uri Uri => new(Address);

    internal string VirtualHost => Uri.AbsolutePath.Length > 1 ? System.Uri.UnescapeDataString(Uri.AbsolutePath[1..]) : "/";

    internal bool Tls => Uri.Scheme == "amqps";

    internal int Port =>
        Uri.Port > 0 ? Uri.Port
        : Tls ? 5671
        : 5672;

    /// <summary>Faults that annotations cannot express, in Vietnamese.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="configuration">All settings, for the lease of the outbox.</param>
    internal static IEnumerable<string> Faults(RabbitMqOptions options, IConfiguration configuration)
    {
        if (
            options.Address.Length > 0
            && !(System.Uri.TryCreate(options.Address, UriKind.Absolute, out var uri) && uri is { Scheme: "amqp" or "amqps", UserInfo: "" })
        )
        {
            yield return $"{Section}:{nameof(Address)} phải có dạng amqp://máy:cổng/vhost hoặc amqps://…, không kèm tài khoản.";
        }

        if (options.QuorumSize % 2 == 0)
        {
            yield return $"{Section}:{nameof(QuorumSize)} phải là số lẻ, không phải {options.QuorumSize}.";
        }

        var lease = Settings.Read<MessagingOptions>(configuration, MessagingOptions.Section).Lease;
        if (options.PublishTimeout >= lease / 2)
        {
            yield return $"{Section}:{nameof(PublishTimeout)} {options.PublishTimeout} phải ngắn hơn nửa "
                + $"{MessagingOptions.Section}:{nameof(MessagingOptions.Lease)} {lease}.";
        }
    }
}

using Microsoft.Extensions.Configuration;

namespace Ntm.RabbitMq;

/// <summary>Where the broker is and how it is used; section <c>Messaging:RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    public const string Section = "Messaging:RabbitMq";

    /// <summary><c>amqp://host:port/vhost</c>, or <c>amqps://</c> for TLS with a checked certificate. Required.</summary>
    public string Address { get; set; } = "";

    /// <summary>The service's own account, e.g. <c>ntm-dossier</c>. Required, without a default.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password; a secret, required, without a default.</summary>
    public string Password { get; set; } = "";

    /// <summary>Replicas of each new queue, odd, 1 to 7. Default: the broker's own rule.</summary>
    public int? QuorumSize { get; set; }

    /// <summary>Facts a queue sends ahead, 1 to 500; a crash returns them all. Default 16.</summary>
    public int Prefetch { get; set; } = 16;

    /// <summary>Deliveries of one message before the broker takes it for a killer of its consumers, 2 to 1000. Default 20.</summary>
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>How long a confirm may take, 1 s to 14 s; less than half of <c>Messaging:Lease</c>. Default 10 s.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at the broker and the own consumers, 100 ms to 10 s. Default 2 s.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a queue may be without its consumer, while the broker answers, before it gets a new bus, 1 s to 20 s. Default 8 s.</summary>
    public TimeSpan ConsumerGrace { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The address as a URI; only after <see cref="Faults"/> found none.</summary>
    internal Uri Uri => new(Address);

    internal string VirtualHost => Uri.AbsolutePath.Length > 1 ? System.Uri.UnescapeDataString(Uri.AbsolutePath[1..]) : "/";

    internal bool Tls => Uri.Scheme == "amqps";

    internal int Port => Uri.Port > 0 ? Uri.Port : Tls ? 5671 : 5672;

    /// <summary>What is wrong with the settings, all at once, in Vietnamese.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        foreach (var key in (string[])[nameof(Address), nameof(UserName), nameof(Password)])
        {
            if (string.IsNullOrWhiteSpace(section[key]))
            {
                yield return $"Thiếu cấu hình {Section}:{key}.";
            }
        }

        if (section[nameof(Address)] is { Length: > 0 } address
            && !(System.Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "amqp" or "amqps", UserInfo: "" }))
        {
            yield return $"{Section}:{nameof(Address)} phải có dạng amqp://máy:cổng/vhost hoặc amqps://…, không kèm tài khoản.";
        }

        foreach (var (key, least, most) in (IEnumerable<(string, int, int)>)
            [(nameof(QuorumSize), 1, 7), (nameof(Prefetch), 1, 500), (nameof(DeliveryLimit), 2, 1000)])
        {
            if (section[key] is { Length: > 0 } number && !(int.TryParse(number, out var value) && value >= least && value <= most))
            {
                yield return $"{Section}:{key} phải là số nguyên từ {least} đến {most}.";
            }
        }

        foreach (var (key, least, most) in (IEnumerable<(string, double, double)>)
            [(nameof(PublishTimeout), 1, 14), (nameof(WatchInterval), 0.1, 10), (nameof(ConsumerGrace), 1, 20)])
        {
            if (section[key] is { Length: > 0 } span && !(TimeSpan.TryParse(span, out var value) && value.TotalSeconds >= least && value.TotalSeconds <= most))
            {
                yield return $"{Section}:{key} phải là khoảng thời gian từ {least} đến {most} giây, ví dụ 00:00:05.";
            }
        }
    }
}

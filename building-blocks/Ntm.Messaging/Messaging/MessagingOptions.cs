using System.ComponentModel.DataAnnotations;

namespace Ntm.Messaging;

/// <summary>Transports of events from one service to another.</summary>
public enum TransportKind
{
    /// <summary>The process itself: every service is in it. The default of the single process.</summary>
    Embedded,

    /// <summary>A broker; section <c>Messaging:RabbitMq</c>. A service alone in its process needs it.</summary>
    RabbitMq,
}

/// <summary>How events travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>Way of transport. Default: <see cref="TransportKind.Embedded"/>; the executable of one service has no default.</summary>
    public TransportKind Transport { get; set; }

    /// <summary>Order keys that the relay holds at once, 1 to 500. Default 64.</summary>
    [Range(1, 500)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Events delivered side by side, 1 to 64. Default 4.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>
    /// How long a claimed event is left to its relay before another may take it. A delivery begins within the first 40 % of the
    /// lease and is cancelled after 90 %. 1 s to 10 minutes. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait between two polls of the relay and of the timers, 10 ms to 1 minute. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Attempts before an event is dead-lettered, 1 to 1,000,000. Default 12, about a quarter of an hour with the waits between.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>The wait after the n-th failed try is 2^n times this (0 to 10 minutes), up to ten minutes, ± 20 %. Default 250
    /// ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long handled message ids stay in the inbox. Longer than any replay, 1 to 3650 days. Default 60 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan InboxWindow { get; set; } = TimeSpan.FromDays(60);

    /// <summary>How long answers to commands with an Idempotency-Key are kept, 1 hour to 365 days. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan IdempotencyWindow { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan BackOff(int attempts, double jitter) =>
        TimeSpan.FromMilliseconds(
            Math.Min(FirstBackOff.TotalMilliseconds * Math.Pow(2, Math.Min(attempts, 30)), TimeSpan.FromMinutes(10).TotalMilliseconds)
                * (0.8 + (0.4 * jitter))
        );
}

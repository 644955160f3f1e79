namespace Ntm.BuildingBlocks.Messaging;

/// <summary>What carries facts from one service to another.</summary>
public enum TransportKind
{
    /// <summary>The process itself: every service is in it. The default of the single process.</summary>
    Embedded,

    /// <summary>A broker; section <c>Messaging:RabbitMq</c>. A service alone in its process needs it.</summary>
    RabbitMq,
}

/// <summary>How facts travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>Way of transport. Default: <see cref="TransportKind.Embedded"/>; the executable of one service has no default.</summary>
    public TransportKind Transport { get; set; }

    /// <summary>Order keys taken at once by the relay, 1 to 500. Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>Facts delivered side by side, 1 to 64. Default 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long a claimed fact is left to its relay before another may take it. Longer than any delivery. Default 30 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait between two looks of the relay and of the timers. Default 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Tries before a fact is parked as a dead letter. Default 12, about a quarter of an hour with the waits between.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>First wait after a failed try; doubled each time, up to ten minutes, ± 20 %. Default 250 ms.</summary>
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long handled message ids are remembered. Longer than any replay. Default 60 days.</summary>
    public TimeSpan InboxWindow { get; set; } = TimeSpan.FromDays(60);

    /// <summary>How long answers to commands with an Idempotency-Key are kept. Default 7 days.</summary>
    public TimeSpan AnswerWindow { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan BackOff(int attempts, double jitter) => TimeSpan.FromMilliseconds(Math.Min(
        FirstBackOff.TotalMilliseconds * Math.Pow(2, Math.Min(attempts, 30)), TimeSpan.FromMinutes(10).TotalMilliseconds) * (0.8 + (0.4 * jitter)));
}

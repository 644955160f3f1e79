namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>When an event is tried again, and when not any more.</summary>
internal static class RetrySchedule
{
    /// <summary>How long an endpoint may only fail before its subscription is disabled.</summary>
    public static readonly TimeSpan DisableAfter = TimeSpan.FromHours(120);

    /// <summary>When people are warned that it will be disabled.</summary>
    public static readonly TimeSpan WarnAfter = TimeSpan.FromHours(96);

    /// <summary>Failed attempts of one event after which people are warned.</summary>
    public const int WarnAtAttempt = 4;

    private static readonly TimeSpan LeastAfterOverload = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts for an event, the first included.</summary>
    public static int MostAttempts => Waits.Length + 1;

    /// <summary>The wait after a failed attempt; null after the last.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="retryAfter">What the endpoint asked for; it counts between once and twice the usual wait.</param>
    /// <param name="overloaded">Whether the endpoint said, or showed by not answering, that it has too much to do.</param>
    /// <param name="jitter">0 to 1, see <see cref="JitterOf"/>: 80 to 120 % of the usual wait.</param>
    public static TimeSpan? After(int attempts, TimeSpan? retryAfter, bool overloaded, double jitter)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        var usual = Waits[attempts - 1];
        var wait = retryAfter is { } asked ? Between(usual, asked, usual * 2) : usual * (0.8 + (0.4 * jitter));
        return overloaded && wait < LeastAfterOverload ? LeastAfterOverload : wait;
    }

    /// <summary>
    /// Spreads the attempts of many events that failed together. It depends on the event and the attempt alone, so every process that takes
    /// the work over finds the same instant.
    /// </summary>
    public static double JitterOf(Guid subscriptionId, Guid eventId, int attempt)
    {
        // FNV-1a: nothing is protected by it.
        var hash = 2166136261u;
        foreach (var part in (byte[])[.. subscriptionId.ToByteArray(), .. eventId.ToByteArray(), (byte)attempt])
        {
            hash = unchecked((hash ^ part) * 16777619u);
        }

        return hash / (double)uint.MaxValue;
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan asked, TimeSpan most) =>
        asked < least ? least
        : asked > most ? most
        : asked;
}

namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>How far a subscription has come in the feed, which process sends for it, and how its endpoint has been answering.</summary>
internal sealed class SubscriptionProgress
{
    public required Guid SubscriptionId { get; init; }

    /// <summary>Everything up to here was received or stands in <see cref="PendingDelivery"/>.</summary>
    public required long Position { get; set; }

    /// <summary>Process that sends; null while none does.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when it is that process's alone, milliseconds since 1970 by the database's clock.</summary>
    public long LeaseUntil { get; set; }

    /// <summary>First failure since the last success; null while none is newer.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public DateTimeOffset? LastAttemptAt { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>How often people were warned since <see cref="FailingSince"/>.</summary>
    public int Warnings { get; set; }

    /// <summary>Events received, repeats counted.</summary>
    public long Delivered { get; set; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; set; }

    /// <summary>Counts an attempt. Failures long ago are forgotten when nothing was tried since.</summary>
    public void Count(DateTimeOffset at, bool received)
    {
        if (received)
        {
            (FailingSince, Warnings, LastSuccessAt) = (null, 0, at);
            Delivered++;
        }
        else
        {
            if (FailingSince is null || at - LastAttemptAt > RetrySchedule.DisableAfter * 2)
            {
                (FailingSince, Warnings) = (at, 0);
            }

            Failed++;
        }

        LastAttemptAt = at;
    }

    /// <summary>Whether every attempt has failed for so long.</summary>
    public bool HasFailedFor(TimeSpan span) => FailingSince is { } since && LastAttemptAt - since >= span;

    /// <summary>Whether people are to be warned now: once when an event failed repeatedly, once before the subscription is
    /// disabled.</summary>
    public bool WarnsOf(bool repeated)
    {
        var due =
            HasFailedFor(RetrySchedule.WarnAfter) ? 2
            : FailingSince is not null && repeated ? 1
            : 0;
        var warns = due > Warnings;
        Warnings = Math.Max(Warnings, due);
        return warns;
    }
}

/// <summary>A process that sends, so that each of several takes its share of the subscriptions.</summary>
internal sealed class DispatcherProcess
{
    public required string Owner { get; init; }

    /// <summary>Milliseconds since 1970 by the database's clock.</summary>
    public required long AliveUntil { get; set; }
}

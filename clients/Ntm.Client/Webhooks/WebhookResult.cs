namespace Ntm.Client.Webhooks;

/// <summary>Why a webhook is refused. Answer each of them with 400 or 401 and do nothing else.</summary>
public enum WebhookRefusal
{
    /// <summary>One of the three headers is missing, doubled or longer than it may be.</summary>
    HeadersMissing = 1,

    /// <summary>The id holds a dot or a character that no id has.</summary>
    IdInvalid,

    /// <summary>The timestamp is not a number of seconds since 1970.</summary>
    TimestampInvalid,

    /// <summary>It was signed longer ago than the tolerance: somebody may be sending again what he has recorded.</summary>
    TimestampTooOld,

    /// <summary>It was signed for a time that has not come: check the clocks of both machines.</summary>
    TimestampTooNew,

    /// <summary>It bears no signature of a kind that any of the keys checks.</summary>
    SignatureMissing,

    /// <summary>No signature fits any key: it was forged or cut off, or the secret is another one.</summary>
    SignatureMismatch,
}

/// <summary>The outcome of a verification.</summary>
/// <param name="Refusal">Why it is refused; null for a genuine webhook.</param>
/// <param name="Id">Id of the message, the same over all attempts: skip one that you have had. Null when refused.</param>
/// <param name="SentAt">When this attempt was signed; null when refused.</param>
public sealed record WebhookResult(WebhookRefusal? Refusal, string? Id = null, DateTimeOffset? SentAt = null)
{
    /// <summary>Whether the webhook is genuine and fresh.</summary>
    public bool IsGenuine => Refusal is null;
}

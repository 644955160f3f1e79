using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>Whether events are sent to an endpoint.</summary>
internal enum SubscriptionState
{
    /// <summary>The endpoint has not yet answered a verification event.</summary>
    Unverified,

    /// <summary>Events are sent.</summary>
    Active,

    /// <summary>Nothing is sent; <see cref="Subscription.Reason"/> says why.</summary>
    Disabled,
}

/// <summary>Why a subscription is disabled.</summary>
internal enum DisabledReason
{
    /// <summary>Its owner or an administrator disabled it.</summary>
    ByHand,

    /// <summary>The endpoint answered 410.</summary>
    Gone,

    /// <summary>Every attempt failed for too long.</summary>
    Failing,

    /// <summary>The program that it belongs to was revoked; it stays disabled.</summary>
    Revoked,
}

/// <summary>
/// An endpoint of another system that receives the events which its owner may read. Where its owner stands in the feed and what failed is
/// kept apart (<see cref="SubscriptionProgress"/>), so that what people change and what deliveries change never meet in one row.
/// </summary>
internal sealed class Subscription : IAudited
{
    public const int LongestUrl = 500;
    public const int LongestDescription = 200;

    public required Guid Id { get; init; }

    /// <summary>Client that it belongs to.</summary>
    public required string Owner { get; init; }

    /// <summary>Unit of the client, whose events with those of all below it may be sent.</summary>
    public required string OwnerUnit { get; set; }

    /// <summary>Scopes of the client when it last changed the subscription.</summary>
    public required List<string> OwnerScopes { get; set; }

    public required string Url { get; set; }

    public string Description { get; set; } = "";

    public SubscriptionFilter Filter { get; set; } = SubscriptionFilter.Everything;

    public DeliveryLimits Limits { get; set; } = DeliveryLimits.Usual;

    public SubscriptionState State { get; private set; } = SubscriptionState.Unverified;

    public DisabledReason? Reason { get; private set; }

    /// <summary>Whether the present address has answered a verification event.</summary>
    public bool Verified { get; private set; }

    /// <summary>What events are signed with.</summary>
    public required SigningKeys Keys { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public int Version { get; private set; } = 1;

    public string AuditKey => $"subscription/{Id:D}";

    public object AuditContent() =>
        new
        {
            Owner,
            OwnerUnit,
            OwnerScopes,
            Url = TextHash.Of(Url),
            Host = Uri.TryCreate(Url, UriKind.Absolute, out var endpoint) ? endpoint.IdnHost : null,
            Filter.Types,
            Filter.UnitPath,
            Filter.Titles,
            Limits.Ordered,
            State = State.ToString(),
            Reason = Reason?.ToString(),
            Verified,
            Keys = TextHash.Of(Keys.Secret),
            FormerKeys = Keys.FormerSecret is { } former ? TextHash.Of(former) : null,
            Keys.PublicKey,
            Version,
            CreatedBy,
        };

    /// <summary>Whether a caller may see and change it: the client itself, and administrators of its unit and of those above.</summary>
    public bool IsOf(Caller caller) =>
        caller.IsProgram ? caller.Subject == Owner : caller.HoldsAbove(SubscriptionAccess.Administrator, OwnerUnit);

    /// <summary>Takes over what the client's token says now, where the client itself acts: its unit may have merged with another.</summary>
    public void SeenBy(Caller caller)
    {
        if (caller.IsProgram && caller.Grants is [var grant, ..])
        {
            OwnerUnit = grant.UnitPath;
            OwnerScopes = [.. caller.Scopes ?? []];
        }
    }

    /// <summary>Changes what is sent where and how; another address has to be verified anew.</summary>
    public void Change(string url, string description, SubscriptionFilter filter, DeliveryLimits limits)
    {
        if (url != Url)
        {
            Verified = false;
            State = State is SubscriptionState.Disabled ? State : SubscriptionState.Unverified;
        }

        (Url, Description, Filter, Limits) = (url, description, filter, limits);
        Version++;
    }

    /// <summary>The endpoint answered a verification event that was sent to this address.</summary>
    public Result Verify(string url)
    {
        if (url != Url)
        {
            return SubscriptionErrors.AddressChanged;
        }

        Verified = true;
        State = State is SubscriptionState.Disabled ? State : SubscriptionState.Active;
        Version++;
        return Result.Done;
    }

    /// <summary>Sends again from where it stopped.</summary>
    public Result Activate()
    {
        if (State is not SubscriptionState.Disabled || Reason is DisabledReason.Revoked)
        {
            return Reason is DisabledReason.Revoked ? SubscriptionErrors.Revoked : SubscriptionErrors.NotDisabled;
        }

        (State, Reason) = (Verified ? SubscriptionState.Active : SubscriptionState.Unverified, null);
        Version++;
        return Result.Done;
    }

    public Result Disable(DisabledReason reason)
    {
        if (State is SubscriptionState.Disabled)
        {
            return SubscriptionErrors.AlreadyDisabled;
        }

        (State, Reason) = (SubscriptionState.Disabled, reason);
        Version++;
        return Result.Done;
    }

    /// <summary>The program that it belongs to was revoked: nothing is sent any more, whatever the reason was before.</summary>
    public void End()
    {
        if (Reason is not DisabledReason.Revoked)
        {
            (State, Reason) = (SubscriptionState.Disabled, DisabledReason.Revoked);
            Version++;
        }
    }

    /// <summary>Signs with new keys; the ones before sign beside them for a while.</summary>
    public void Rotate(SigningKeys keys)
    {
        Keys = keys;
        Version++;
    }
}

/// <summary>Which of the events that its owner may read a subscription wants; an empty list wants all.</summary>
/// <param name="Types">Public types, e.g. <c>vn.ntm.dossier.opened</c>.</param>
/// <param name="UnitPath">Unit whose events with those below it are wanted; null for all.</param>
/// <param name="Titles">Codes of titles, e.g. <c>xa-ntm</c>; events of plans have none.</param>
internal sealed record SubscriptionFilter(List<string> Types, string? UnitPath, List<string> Titles)
{
    public static readonly SubscriptionFilter Everything = new([], null, []);
}

/// <summary>How much is sent at once.</summary>
/// <param name="Ordered">Whether an event of a dossier or plan waits until the one before was received or given up.</param>
/// <param name="Concurrency">Requests at once.</param>
/// <param name="RatePerSecond">Requests in a second.</param>
internal sealed record DeliveryLimits(bool Ordered, int Concurrency, int RatePerSecond)
{
    public const int MostConcurrency = 16;
    public const int MostRate = 200;

    public static readonly DeliveryLimits Usual = new(true, 4, 50);
}

/// <summary>Keys of a subscription, each encrypted; those of before sign until <see cref="FormerUntil"/>.</summary>
/// <param name="Secret">Secret of HMAC-SHA256.</param>
/// <param name="SigningKey">Private ed25519 key; null where none was asked for.</param>
/// <param name="PublicKey">Public half of it, <c>whpk_…</c>.</param>
internal sealed record SigningKeys(string Secret, string? SigningKey, string? PublicKey)
{
    public string? FormerSecret { get; init; }

    public string? FormerSigningKey { get; init; }

    public DateTimeOffset? FormerUntil { get; init; }
}

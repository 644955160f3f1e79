using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>A subscription without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Client that it belongs to.</param>
/// <param name="OwnerUnitPath">Unit of the client: only events of it and of units below are sent.</param>
/// <param name="Url">Endpoint that events are sent to.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Types">Types of events that are sent; empty for all.</param>
/// <param name="UnitPath">Unit whose events with those below it are sent; null for all.</param>
/// <param name="Titles">Codes of titles whose events are sent; empty for all.</param>
/// <param name="Ordered">Whether an event of a dossier or plan waits until the one before was received or given up.</param>
/// <param name="Concurrency">Requests at once.</param>
/// <param name="RatePerSecond">Requests in a second.</param>
/// <param name="State"><c>Unverified</c>, <c>Active</c> or <c>Disabled</c>.</param>
/// <param name="Reason">Why it is disabled: <c>ByHand</c>, <c>Gone</c> (the endpoint answered 410), <c>Failing</c> (for 120 hours) or
/// <c>Revoked</c> (its program was); null otherwise.</param>
/// <param name="PublicKey">Public ed25519 key, <c>whpk_…</c>, of the signatures <c>v1a</c>; null where none was asked for.</param>
/// <param name="FormerSecretUntil">Until when the secret before the last rotation signs beside the new one, UTC; null where none
/// does.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Version">Version, from 1; it grows by one with each change.</param>
public sealed record SubscriptionView(
    Guid Id,
    string Owner,
    string OwnerUnitPath,
    string Url,
    string Description,
    IReadOnlyList<string> Types,
    string? UnitPath,
    IReadOnlyList<string> Titles,
    bool Ordered,
    int Concurrency,
    int RatePerSecond,
    string State,
    string? Reason,
    string? PublicKey,
    DateTimeOffset? FormerSecretUntil,
    DateTimeOffset CreatedAt,
    int Version
)
{
    internal static SubscriptionView Of(Subscription row) =>
        new(
            row.Id,
            row.Owner,
            row.OwnerUnit,
            row.Url,
            row.Description,
            row.Filter.Types,
            row.Filter.UnitPath,
            row.Filter.Titles,
            row.Limits.Ordered,
            row.Limits.Concurrency,
            row.Limits.RatePerSecond,
            row.State.ToString(),
            row.Reason?.ToString(),
            row.Keys.PublicKey,
            row.Keys.FormerUntil,
            row.CreatedAt,
            row.Version
        );
}

/// <summary>A subscription and its secret, shown this once.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Secret">Secret of the signatures <c>v1</c>, <c>whsec_…</c>; the platform keeps it encrypted and shows it never
/// again.</param>
public sealed record SubscriptionSecretAnswer(SubscriptionView Subscription, string Secret);

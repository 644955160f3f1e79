using Ntm.Web;

namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>Who may have subscriptions, and whose events they receive.</summary>
internal static class SubscriptionAccess
{
    public const string Administrator = "administrator";

    /// <summary>Scope of a client that may have subscriptions.</summary>
    public const string Scope = "events:subscribe";

    /// <summary>Scope without which no event of a plan is sent.</summary>
    public const string PlanScope = "planning:read";

    private const string Program = "integrator";

    /// <summary>Refuses who is neither a client nor an administrator.</summary>
    public static Error? Refusal(Caller caller) =>
        caller.IsProgram || caller.Grants.Any(grant => grant.Role == Administrator) ? null : SubscriptionErrors.NotSubscriber;

    /// <summary>The client as it would read the feed itself: what is sent is what it may read at that moment.</summary>
    public static Caller ReaderOf(Subscription subscription) =>
        new(subscription.Owner, "", [new Grant(Program, subscription.OwnerUnit)]) { Scopes = subscription.OwnerScopes };
}

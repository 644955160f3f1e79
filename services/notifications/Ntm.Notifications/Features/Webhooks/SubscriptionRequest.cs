using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>Where events are sent, and which.</summary>
/// <example>{ "url": "https://kho-du-lieu.example.gov.vn/ntm", "types": ["vn.ntm.dossier.recognised"], "titles": ["xa-ntm"] }</example>
public record SubscriptionRequest
{
    /// <summary>Endpoint, https on port 443 or 8443.</summary>
    [Text(Subscription.LongestUrl)]
    public required string Url { get; init; }

    /// <summary>What it is for, up to 200 characters.</summary>
    [Text(Subscription.LongestDescription, Optional = true)]
    public string? Description { get; init; }

    /// <summary>Types of events, e.g. <c>vn.ntm.dossier.opened</c>, or <c>vn.ntm.dossier.*</c> for all that begin so; absent or empty for
    /// all.</summary>
    [Items(0, StatusFilter.MostTypes, LongestText = 80)]
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Unit whose events with those below it are wanted; absent for all that the client may read.</summary>
    [Text(60, Optional = true)]
    public string? UnitPath { get; init; }

    /// <summary>Codes of titles, e.g. <c>xa-ntm</c>; absent or empty for all.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Whether an event of a dossier or plan waits until the one before was received or given up; true when absent.</summary>
    public bool Ordered { get; init; } = true;

    /// <summary>Requests at once, 1 to 16; 4 when absent.</summary>
    [Between(1, DeliveryLimits.MostConcurrency)]
    public int Concurrency { get; init; } = DeliveryLimits.Usual.Concurrency;

    /// <summary>Requests in a second, 1 to 200; 50 when absent.</summary>
    [Between(1, DeliveryLimits.MostRate)]
    public int RatePerSecond { get; init; } = DeliveryLimits.Usual.RatePerSecond;

    internal SubscriptionFilter Filter => new([.. Types.Distinct()], UnitPath, [.. Titles.Distinct()]);

    internal DeliveryLimits Limits => new(Ordered, Concurrency, RatePerSecond);

    /// <summary>Why it is refused for a client of this unit, before the endpoint's name is resolved.</summary>
    internal Error? Refusal(string ownerUnit) =>
        UnitPath is { } unit && !UnitScope.Contains(ownerUnit, unit) ? SubscriptionErrors.UnitOutside
        : Types.Any(type => !StatusFilter.IsType(type)) ? SubscriptionErrors.TypeUnknown
        : null;
}

/// <summary>A new subscription.</summary>
/// <example>{ "url": "https://kho-du-lieu.example.gov.vn/ntm", "asymmetric": true }</example>
public sealed record CreateSubscriptionRequest : SubscriptionRequest
{
    /// <summary>Whether events are signed with an ed25519 key (<c>v1a</c>) beside the secret.</summary>
    public bool Asymmetric { get; init; }

    /// <summary>Client that it is for; from administrators alone, who name one of a unit that they administer.</summary>
    public SubscriptionOwner? Owner { get; init; }
}

/// <summary>Client that an administrator makes a subscription for.</summary>
public sealed record SubscriptionOwner
{
    /// <summary>Id of the client.</summary>
    [Text(60)]
    public required string ClientId { get; init; }

    /// <summary>Unit of the client.</summary>
    [Text(60)]
    public required string UnitPath { get; init; }

    /// <summary>Whether the client may read plans.</summary>
    public bool Plans { get; init; }
}

using Ntm.Messaging;

namespace Ntm.Notifications.Delivery;

/// <summary>Wakes the dispatcher of this process: an event was committed, or a subscription changed.</summary>
internal sealed class WebhookSignal : Signal;

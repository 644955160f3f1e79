namespace Ntm.Messaging;

/// <summary>Wakes the relay of one service after a commit.</summary>
public sealed class OutboxSignal<TContext> : Signal;

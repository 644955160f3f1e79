namespace Ntm.Notifications.Domain;

/// <summary>Names of events in the feed.</summary>
internal static class EventName
{
    /// <summary>Name of the event and its version, e.g. <c>StageOpened.V1</c>.</summary>
    public static string Of<TEvent>() => $"{typeof(TEvent).Name}.{typeof(TEvent).Namespace!.Split('.')[^1]}";
}

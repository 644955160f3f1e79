namespace Ntm.Messaging;

/// <summary>An event that must have no effect, however often it comes: it is dead-lettered at once.</summary>
/// <param name="reason">Vietnamese, for whoever looks at the dead letters.</param>
public sealed class RefusedEventException(string reason) : Exception(reason)
{
    /// <summary>Whether a failure, by whatever it is wrapped, is a refusal.</summary>
    public static bool IsCauseOf(Exception exception) => exception.GetBaseException() is RefusedEventException;
}

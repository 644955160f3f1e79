namespace Ntm.BuildingBlocks.Messaging;

/// <summary>A fact that must have no effect, however often it comes: it is given up at once.</summary>
/// <param name="reason">Vietnamese, for whoever looks at the dead letters.</param>
public sealed class RefusedFactException(string reason) : Exception(reason)
{
    /// <summary>Whether a failure, by whatever it is wrapped, is a refusal.</summary>
    public static bool IsCauseOf(Exception exception) => exception.GetBaseException() is RefusedFactException;
}

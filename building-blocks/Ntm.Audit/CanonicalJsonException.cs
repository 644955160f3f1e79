namespace Ntm.Audit;

/// <summary>A value has no canonical JSON; the message says why, in Vietnamese.</summary>
public sealed class CanonicalJsonException(string message) : Exception(message);

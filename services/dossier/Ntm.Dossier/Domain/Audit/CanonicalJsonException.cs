namespace Ntm.Dossier.Domain.Audit;

/// <summary>A value has no canonical JSON; the message says why, in Vietnamese.</summary>
internal sealed class CanonicalJsonException(string message) : Exception(message);

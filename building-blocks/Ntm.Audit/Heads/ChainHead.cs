namespace Ntm.Audit.Heads;

/// <summary>The end of a named chain at one moment.</summary>
/// <param name="Chain">Name of the chain.</param>
/// <param name="Head">Its end.</param>
public sealed record ChainHead(string Chain, AuditHead Head);

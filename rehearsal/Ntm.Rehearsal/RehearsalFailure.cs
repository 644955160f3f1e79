namespace Ntm.Rehearsal;

/// <summary>Something went otherwise than the rehearsal knows it must.</summary>
internal sealed class RehearsalFailure(string message) : Exception(message);

namespace Ntm.Portal.Api;

/// <summary>A secret for an app that shows codes.</summary>
public sealed record BegunRecord(string Secret, string Address);

/// <summary>Codes for when the telephone is away.</summary>
public sealed record RecoveryRecord(IReadOnlyList<string> Codes);

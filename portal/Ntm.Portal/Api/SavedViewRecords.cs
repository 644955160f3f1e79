namespace Ntm.Portal.Api;

/// <summary>A named filter of the person.</summary>
public sealed record SavedViewRow(Guid Id, string Page, string Name, string Query);

namespace Ntm.Portal.Api;

/// <summary>The external issuer; without a name there is none.</summary>
public sealed record ExternalIssuerRecord(string? DisplayName);

/// <summary>A way to the external issuer, begun.</summary>
public sealed record BegunExternalRecord(string Address, string Pending);

/// <summary>A person at an external issuer who may sign in to the account.</summary>
public sealed record ExternalLinkRow(
    Guid Id,
    string Issuer,
    string? DisplayName,
    string Subject,
    DateTimeOffset LinkedAt,
    bool ByAdministrator
)
{
    /// <summary>What people call the issuer.</summary>
    public string Place => DisplayName ?? Issuer;
}

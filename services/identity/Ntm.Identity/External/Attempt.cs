namespace Ntm.Identity.External;

/// <summary>A way to the external issuer that was begun: what a browser keeps, sealed, until it is back. Good once.</summary>
internal sealed record Attempt
{
    public required Guid Id { get; init; }

    /// <summary>Account that is to be linked; null for a sign-in.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Goes to the issuer and must come back with the browser.</summary>
    public required string State { get; init; }

    /// <summary>Goes to the issuer and must come back in the ID token.</summary>
    public required string Nonce { get; init; }

    /// <summary>Its hash goes to the issuer first, it itself with the code (PKCE, RFC 7636).</summary>
    public required string Verifier { get; init; }

    public required DateTimeOffset Until { get; init; }
}

/// <summary>A person at the external issuer.</summary>
/// <param name="Name">Subject, or what another claim says.</param>
/// <param name="SecondFactor">Whether the issuer has asked for a second factor that counts here.</param>
internal sealed record ExternalSubject(string Name, bool SecondFactor);

/// <summary>Somebody whom the issuer has named and who is asked for the second factor next: kept by the browser, sealed. Good
/// once.</summary>
/// <param name="Id">Id of the proof.</param>
/// <param name="LinkHash">Finds the link.</param>
/// <param name="SecondFactor">Whether a second factor counts as given.</param>
/// <param name="Until">How long it is good.</param>
internal sealed record ExternalProof(Guid Id, string LinkHash, bool SecondFactor, DateTimeOffset Until);

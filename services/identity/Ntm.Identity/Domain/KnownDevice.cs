namespace Ntm.Identity.Domain;

/// <summary>
/// A device that an account has signed in from, by a secret that was given to it then. Strangers who guess at the account do not hold it
/// up, and a sign-in from it is nothing that its person is notified of.
/// </summary>
internal sealed class KnownDevice
{
    /// <summary>Most devices of an account: one more forgets the one that was unused the longest.</summary>
    public const int Most = 20;

    /// <summary>Most secrets that are looked at: a browser keeps one for each of several people who use it.</summary>
    public const int MostShown = 5;

    /// <summary>Most characters of them together.</summary>
    public const int LongestShown = 300;

    /// <summary>An unused one is forgotten after this; no browser keeps a cookie for longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of its secret.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset KnownSince { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }
}

namespace Ntm.Contracts.Identity.V1;

/// <summary>
/// Something was taken from an account, a program or a sign-in: access tokens that were issued to it before must write nothing more.
/// Reading is left to them until they expire.
/// </summary>
public sealed record RightsTaken
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Id of an account or of a program (claim <c>sub</c>), or of a sign-in (claim <c>sid</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// Version of the subject's rights from now on: a token whose claim <c>rights</c> is lower writes nothing. Null for a sign-in that has
    /// ended and for a program that was revoked: no token of it does. It only grows; a copy keeps the greatest.
    /// </summary>
    public int? Version { get; init; }
}

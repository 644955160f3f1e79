namespace Ntm.Contracts.Identity.V1;

/// <summary>Somebody signed in to an account from a device that the account was not known by, and it was not the account's first.</summary>
public sealed record SignedInFromNewDevice
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Subject of the account's tokens.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What the device says of itself in a few words, as <c>Chrome trên Windows</c>; null where it says nothing.</summary>
    public string? Device { get; init; }
}

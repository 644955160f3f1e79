namespace Ntm.Dossier.Domain.Claims;

/// <summary>
/// That a person works on a share of an open stage (nhận việc). It is guidance and no lock: others to whom the share falls may act
/// all the same. It ends with the stage, and with the role that acts there.
/// </summary>
/// <param name="Role">Role that acted when it was claimed.</param>
/// <param name="Department">Department by which the share is known.</param>
/// <param name="By">Account that works on it.</param>
/// <param name="Name">Name of the person then.</param>
/// <param name="At">Since when.</param>
/// <param name="Note">What was said when it was handed over; null otherwise.</param>
internal sealed record StageClaim(string Role, string? Department, string By, string Name, DateTimeOffset At, string? Note = null)
{
    public bool IsOn(StageShare share) => share.Role == Role && share.Department == Department;

    public bool IsOf(string account) => AccountComparer.Instance.Equals(By, account);
}

/// <summary>A person as the service last saw him: in the token with which he read his inbox.</summary>
/// <param name="Account">Account.</param>
/// <param name="Name">Name.</param>
/// <param name="Grants">Grants.</param>
internal sealed record Colleague(string Account, string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>The person as one who asks, to be checked by the rules for those who do.</summary>
    public Caller AsCaller() => new(Account, Name, Grants);
}

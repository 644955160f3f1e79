namespace Ntm.Planning.Domain.Plans;

/// <summary>Who acts, when, and in whose place.</summary>
/// <param name="By">Account that acts.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="At">Server instant.</param>
/// <param name="OnBehalfOf">Account in whose place it acts under a letter of delegation; null in its own.</param>
internal sealed record Act(string By, string Name, DateTimeOffset At, string? OnBehalfOf)
{
    /// <summary>Both accounts that answer for it.</summary>
    public IEnumerable<string> Accounts => OnBehalfOf is null ? [By] : [By, OnBehalfOf];

    /// <summary>The legal day.</summary>
    public DateOnly Day => VietnamTime.DayOf(At);

    /// <summary>An act of the caller in the first of these roles that he holds at the unit.</summary>
    public static Act Of(Caller caller, DateTimeOffset at, string unitPath, params IReadOnlyList<string> roles) =>
        new(caller.Subject, caller.Name, at, caller.PrincipalFor(roles, unitPath));
}

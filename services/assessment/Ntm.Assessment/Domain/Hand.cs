using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>Who does a piece of work, and answers for it.</summary>
/// <param name="Account">Account that acts.</param>
/// <param name="Principal">Account in whose place it acts under a letter of delegation; null in its own.</param>
internal sealed record Hand(string Account, string? Principal)
{
    /// <summary>Both accounts that answer for what is done.</summary>
    public IEnumerable<string> Accounts => Principal is null ? [Account] : [Account, Principal];

    /// <summary>The caller in the first of these roles that he holds at the unit.</summary>
    public static Hand Of(Caller caller, string unitPath, params IReadOnlyList<string> roles) =>
        new(caller.Subject, caller.PrincipalFor(roles, unitPath));
}

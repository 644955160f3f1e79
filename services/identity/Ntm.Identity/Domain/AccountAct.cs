using System.Text.RegularExpressions;

namespace Ntm.Identity.Domain;

/// <summary>What an administrator does to somebody else's account.</summary>
/// <param name="Name">Name, as a consent to it bears it.</param>
/// <param name="Whole">It touches the account with all its grants, so all of them must lie in the administrator's units.</param>
/// <param name="FromAbove">Of an administrator's account only one who stands above it may do it.</param>
internal sealed partial record AccountAct(string Name, bool Whole, bool FromAbove)
{
    public static readonly AccountAct PasswordReset = new("password-reset", true, true);
    public static readonly AccountAct Activation = new("activation", true, true);
    public static readonly AccountAct Deactivation = new("deactivation", true, false);
    public static readonly AccountAct SessionsEnd = new("sessions-end", true, false);
    public static readonly AccountAct ExternalLinking = new("external-link", true, true);
    public static readonly AccountAct ExternalUnlinking = new("external-unlink", true, false);

    public static AccountAct Grant(string role, string unitCode) => new($"grant:{role}@{unitCode}", false, false);

    public static AccountAct GrantEnd(Guid grantId) => new($"grant-end:{grantId}", false, false);

    /// <summary>Whether an act can bear the name.</summary>
    public static bool IsName(string text) => Form().IsMatch(text);

    [GeneratedRegex(
        @"^(password-reset|activation|deactivation|sessions-end|external-(un)?link|grant:[a-z]{1,20}@[0-9-]{1,10}|"
            + @"grant-end:[0-9a-f-]{36})\z"
    )]
    private static partial Regex Form();
}

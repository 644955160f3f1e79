using System.Security.Cryptography;
using Ntm.Identity.Tokens;
using OtpNet;

namespace Ntm.Identity.Accounts;

/// <summary>The second factor of an account: a code of six digits that changes every 30 seconds (TOTP, RFC 6238), or one of ten recovery
/// codes.</summary>
internal sealed class SecondFactors(KeyProtector protector, TimeProvider clock)
{
    private const int SecretLength = 20;
    private const int Recoveries = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Codes of one step before and one after are good as well: clocks of telephones differ.</summary>
    private static readonly VerificationWindow Window = VerificationWindow.RfcSpecifiedNetworkDelay;

    /// <summary>Gives the account a new secret, which nothing asks for until it is confirmed.</summary>
    /// <returns>The secret, as an app takes it.</returns>
    public string Begin(Account account)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        (account.SecondFactor, account.SecondFactorSince, account.SecondFactorStep) = (protector.Protect(secret), null, 0);
        account.RecoveryCodes = "";
        return Base32Encoding.ToString(secret);
    }

    /// <summary>From now on a sign-in asks for it.</summary>
    /// <returns>The recovery codes, shown this once.</returns>
    public IReadOnlyList<string> Confirm(Account account)
    {
        var codes = Enumerable.Range(0, Recoveries).Select(_ => RandomNumberGenerator.GetString(Letters, 10)).ToList();
        account.SecondFactorSince = clock.GetUtcNow();
        account.RecoveryCodes = string.Join(' ', codes.Select(Secrets.Hash));
        return codes;
    }

    /// <summary>Takes it off the account.</summary>
    public static void Remove(Account account) =>
        (account.SecondFactor, account.SecondFactorSince, account.SecondFactorStep, account.RecoveryCodes) = (null, null, 0, "");

    /// <summary>Whether the code is good now; it is spent by that.</summary>
    public bool Spend(Account account, string code)
    {
        var typed = string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (account.SecondFactor is null)
        {
            return false;
        }

        var totp = new Totp(protector.UnprotectSecret(account.SecondFactor));
        if (totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, typed, out var step, Window) && step > account.SecondFactorStep)
        {
            account.SecondFactorStep = step;
            return true;
        }

        var left = account.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var spent = left.Remove(Secrets.Hash(typed));
        account.RecoveryCodes = string.Join(' ', left);
        return spent;
    }
}

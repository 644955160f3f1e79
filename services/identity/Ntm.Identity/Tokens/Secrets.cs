using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ntm.Identity.Tokens;

/// <summary>Random secrets and the only form in which they are stored.</summary>
internal static class Secrets
{
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>256 random bits, URL-safe, with a prefix by which a scanner recognises what leaked.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, hexadecimal. Enough for 256 random bits; passwords go through a slow hash instead.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A password to hand over once: 20 letters and digits without look-alikes, and the kinds that the rules ask for.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString(PasswordLetters, 20) + "-aA7";
}

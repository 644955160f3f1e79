using System.Security.Cryptography;
using System.Text;

namespace Ntm.Audit;

/// <summary>By which the audit binds what was written without its words.</summary>
public static class TextHash
{
    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

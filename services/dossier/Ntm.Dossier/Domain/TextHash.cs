using System.Security.Cryptography;
using System.Text;

namespace Ntm.Dossier.Domain;

/// <summary>By which the audit binds what people wrote without its words.</summary>
internal static class TextHash
{
    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

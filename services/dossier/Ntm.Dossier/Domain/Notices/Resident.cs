using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Dossier.Domain.Notices;

/// <summary>Somebody who sent a comment without an account.</summary>
/// <param name="Name">Name as it was typed; null where none was.</param>
/// <param name="Contact">How the commune may ask back; only its people see it.</param>
internal sealed partial record Resident(string? Name, string? Contact)
{
    /// <summary>As who commented is named where no name is said.</summary>
    public const string Role = "Người dân";

    /// <summary>Links that a comment may hold; more is an advertisement.</summary>
    public const int MostLinks = 2;

    private const int MostInitials = 6;

    /// <summary>The name as anybody may read it, <c>N. V. A.</c>; the role where there is no name.</summary>
    public string Masked =>
        (Name ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => StringInfo.GetNextTextElement(word).ToUpperInvariant())
            .Where(initial => char.IsLetter(initial, 0))
            .Take(MostInitials)
            .ToList()
            is { Count: > 0 } initials
            ? string.Join(' ', initials.Select(initial => initial + "."))
            : Role;

    /// <summary>Addresses of the web in a text.</summary>
    public static int LinksIn(string text) => Link().Count(text);

    [GeneratedRegex(@"https?://|\bwww\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

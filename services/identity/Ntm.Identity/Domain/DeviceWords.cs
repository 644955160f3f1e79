using System.Text;

namespace Ntm.Identity.Domain;

/// <summary>How a session's device is named to the person whose session it is: what its <c>User-Agent</c> says, in a few words. It is
/// a text of the device's own choosing; nothing is decided by it.</summary>
internal static class DeviceWords
{
    /// <summary>Most characters of the words.</summary>
    public const int Longest = 120;

    /// <summary>Most characters of a <c>User-Agent</c> that are looked at.</summary>
    private const int Looked = 1000;

    // The first that fits: most browsers name those as well that they are like.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Zalo", "Zalo"),
        ("coc_coc_browser", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "máy Mac"),
        ("Linux", "Linux"),
    ];

    /// <summary>The words; null where nothing is said.</summary>
    public static string? Of(string? userAgent)
    {
        var said = Cleaned(userAgent ?? "");
        return (Named(Browsers, said), Named(Systems, said)) switch
        {
            ({ } browser, { } system) => $"{browser} trên {system}",
            _ when said.Length == 0 => null,
            _ => said.Length > Longest ? said[..Longest].TrimEnd() : said,
        };
    }

    private static string? Named((string Mark, string Name)[] known, string said) =>
        Array.Find(known, one => said.Contains(one.Mark, StringComparison.Ordinal)).Name;

    /// <summary>What a browser or a program writes of itself: letters, digits and a few signs; all else is a space.</summary>
    private static string Cleaned(string text)
    {
        var clean = new StringBuilder();
        foreach (var letter in text.Take(Looked))
        {
            clean.Append(char.IsAsciiLetterOrDigit(letter) || "._-/();,".Contains(letter, StringComparison.Ordinal) ? letter : ' ');
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

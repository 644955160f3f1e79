using System.Globalization;
using System.Text;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>The names people give their files: kept as written in Unicode NFC, refused when they could deceive.</summary>
public static class FileName
{
    /// <summary>Most UTF-16 code units of a name, extension included.</summary>
    public const int Longest = 200;

    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>The name to keep; null with every fault when it cannot be kept.</summary>
    public static string? Read(string? given, ICollection<Error> faults)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            faults.Add(FileErrors.NameEmpty());
            return null;
        }

        if (!given.EnumerateRunes().All(rune => rune != Rune.ReplacementChar))
        {
            faults.Add(FileErrors.NameEncoding());
            return null;
        }

        var name = ComposedText.Compose(given).Trim(' ');
        var count = faults.Count;
        if (name.Length > Longest)
        {
            faults.Add(FileErrors.NameTooLong(Longest));
        }

        // A trailing dot is dropped by Windows, which would change the extension.
        if (name.EnumerateRunes().Any(IsForbidden) || name.EndsWith('.'))
        {
            faults.Add(FileErrors.NameCharacters());
        }
        else if (Path.GetFileNameWithoutExtension(name).Trim(' ', '.').Length == 0)
        {
            faults.Add(FileErrors.NameEmpty());
        }

        return faults.Count == count ? name : null;
    }

    /// <summary>
    /// Value of <c>Content-Disposition</c> (RFC 6266) for saving a file under its name: an ASCII form for old
    /// programs, and the exact name as RFC 8187 writes it.
    /// </summary>
    public static string ToContentDisposition(string name)
    {
        var header = new StringBuilder("attachment; filename=\"");
        foreach (var rune in ComposedText.Decompose(name).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                header.Append(AsciiOf(rune));
            }
        }

        header.Append("\"; filename*=UTF-8''");
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            var plain = char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_';
            header.Append(plain ? ((char)octet).ToString() : "%" + octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return header.ToString();
    }

    private static char AsciiOf(Rune rune) =>
        rune.Value switch
        {
            'đ' => 'd',
            'Đ' => 'D',
            '"' or '\\' or '%' => '_',
            >= ' ' and <= '~' => (char)rune.Value,
            _ => '_',
        };

    /// <summary>Control and format characters (which can turn the reading direction) and separators of paths.</summary>
    private static bool IsForbidden(Rune rune) =>
        (rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal))
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse;
}

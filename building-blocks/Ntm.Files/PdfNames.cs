using System.Globalization;

namespace Ntm.Files;

/// <summary>Collects the names (<c>/Catalog</c>) in bytes of a PDF, also those written with escapes (<c>/J#61vaScript</c>).</summary>
internal sealed class PdfNames
{
    /// <summary>Longest name that matters, each letter escaped.</summary>
    private const int Longest = 48;

    /// <summary>Actions that run, send or open something, and what a file carries to be run or opened.</summary>
    private static readonly HashSet<string> Actions =
    [
        "JavaScript",
        "Launch",
        "EmbeddedFile",
        "EmbeddedFiles",
        "RichMedia",
        "Rendition",
        "XFA",
        "ImportData",
        "SubmitForm",
        "GoToE",
        "GoToR",
    ];

    /// <summary>Filters that no program of today puts around objects.</summary>
    private static readonly HashSet<string> OddFilters =
    [
        "ASCII85Decode",
        "A85",
        "ASCIIHexDecode",
        "AHx",
        "LZWDecode",
        "LZW",
        "RunLengthDecode",
        "Crypt",
    ];

    private readonly char[] name = new char[Longest];
    private int length = -1;

    /// <summary>Whether a name of an action was there.</summary>
    public bool Acts { get; private set; }

    /// <summary>How many streams of objects were announced.</summary>
    public int ObjectStreams { get; private set; }

    /// <summary>Whether a filter was named in which objects could be hidden.</summary>
    public bool HasOddFilter { get; private set; }

    /// <summary>Takes the next byte.</summary>
    public void Take(byte next)
    {
        if (length >= 0)
        {
            if (IsRegular(next))
            {
                length = Math.Min(length + 1, Longest + 1);
                if (length <= Longest)
                {
                    name[length - 1] = (char)next;
                }

                return;
            }

            Judge();
        }

        length = next == '/' ? 0 : -1;
    }

    private void Judge()
    {
        if (length is 0 or > Longest)
        {
            return;
        }

        var text = name.AsSpan(0, length).Contains('#') ? Unescaped() : new string(name, 0, length);
        Acts |= Actions.Contains(text);
        HasOddFilter |= OddFilters.Contains(text);
        ObjectStreams += text == "ObjStm" ? 1 : 0;
    }

    private string Unescaped()
    {
        var (text, written) = (new char[length], 0);
        for (var at = 0; at < length; at++)
        {
            var escaped = name[at] == '#' && at + 2 < length && IsHex(name[at + 1]) && IsHex(name[at + 2]);
            text[written++] = escaped
                ? (char)byte.Parse(name.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : name[at];
            at += escaped ? 2 : 0;
        }

        return new string(text, 0, written);
    }

    private static bool IsHex(char letter) => char.IsAsciiHexDigit(letter);

    /// <summary>Neither a blank nor one of the characters that end a name.</summary>
    private static bool IsRegular(byte next) =>
        next is not (0 or 9 or 10 or 12 or 13 or 32)
        && next is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/')
        && next != '%';
}

using System.Text;

namespace Ntm.BuildingBlocks.Web;

/// <summary>
/// Unicode NFC for the Latin letters of Viet Nam, its minorities' alphabets included. The platform runs with
/// invariant globalization, where <see cref="string.Normalize()"/> leaves every text as it is.
/// </summary>
public static class ComposedText
{
    // Letter, base, mark. Tones come after the letters they stand on, dots below before circumflex and breve: the order of NFC.
    private const string Marked =
        "ÀA\u0300ÁA\u0301ÂA\u0302ÃA\u0303ÄA\u0308ĂA\u0306ẠA\u0323ẢA\u0309ẤÂ\u0301ẦÂ\u0300ẨÂ\u0309ẪÂ\u0303ẬẠ\u0302ẮĂ\u0301ẰĂ\u0300ẲĂ\u0309ẴĂ\u0303ẶẠ\u0306" +
        "ÈE\u0300ÉE\u0301ÊE\u0302ẼE\u0303ËE\u0308ĔE\u0306ẸE\u0323ẺE\u0309ẾÊ\u0301ỀÊ\u0300ỂÊ\u0309ỄÊ\u0303ỆẸ\u0302" +
        "ÌI\u0300ÍI\u0301ÎI\u0302ĨI\u0303ÏI\u0308ĬI\u0306ỊI\u0323ỈI\u0309" +
        "ÒO\u0300ÓO\u0301ÔO\u0302ÕO\u0303ÖO\u0308ŎO\u0306ƠO\u031BỌO\u0323ỎO\u0309ỐÔ\u0301ỒÔ\u0300ỔÔ\u0309ỖÔ\u0303ỘỌ\u0302ỚƠ\u0301ỜƠ\u0300ỞƠ\u0309ỠƠ\u0303ỢƠ\u0323" +
        "ÙU\u0300ÚU\u0301ÛU\u0302ŨU\u0303ÜU\u0308ŬU\u0306ƯU\u031BỤU\u0323ỦU\u0309ỨƯ\u0301ỪƯ\u0300ỬƯ\u0309ỮƯ\u0303ỰƯ\u0323" +
        "ỲY\u0300ÝY\u0301ŶY\u0302ỸY\u0303ŸY\u0308ỴY\u0323ỶY\u0309ÑN\u0303ČC\u030CÇC\u0327ŠS\u030C";

    private const string Marks = "\u0300\u0301\u0302\u0303\u0306\u0308\u0309\u030C\u031B\u0323\u0327";

    private static readonly Dictionary<char, string> Parts = [];
    private static readonly Dictionary<(char Letter, char Mark), char> Wholes = [];

    static ComposedText()
    {
        for (var at = 0; at < Marked.Length; at += 3)
        {
            Add(Marked[at], Marked[at + 1], Marked[at + 2]);
            Add(char.ToLowerInvariant(Marked[at]), char.ToLowerInvariant(Marked[at + 1]), Marked[at + 2]);
        }
    }

    /// <summary>The text with every letter in one code point (NFC).</summary>
    public static string Compose(string text)
    {
        if (IsComposed(text))
        {
            return text;
        }

        var apart = Decompose(text);
        var composed = new StringBuilder(text.Length);
        for (var at = 0; at < apart.Length;)
        {
            var letter = apart[at++];
            var start = at;
            while (at < apart.Length && IsMark(apart[at]))
            {
                at++;
            }

            Compose(letter, apart.AsSpan(start, at - start), composed);
        }

        return composed.ToString();
    }

    /// <summary>The text with every letter apart from its marks (NFD), e.g. to compare without tones.</summary>
    public static string Decompose(string text)
    {
        var apart = new StringBuilder(text.Length * 2);
        foreach (var unit in text)
        {
            apart.Append(Parts.GetValueOrDefault(unit) ?? unit.ToString());
        }

        Order(apart);
        return apart.ToString();
    }

    /// <summary>False when a mark stands apart from its letter, or might.</summary>
    public static bool IsComposed(string text) => text.AsSpan().IndexOfAny(Marks) < 0;

    private static void Compose(char letter, ReadOnlySpan<char> marks, StringBuilder composed)
    {
        var left = new StringBuilder();
        var blocking = 0;
        foreach (var mark in marks)
        {
            if (blocking < ClassOf(mark) && Wholes.TryGetValue((letter, mark), out var whole))
            {
                letter = whole;
            }
            else
            {
                left.Append(mark);
                blocking = ClassOf(mark);
            }
        }

        composed.Append(letter).Append(left);
    }

    /// <summary>Marks of lower class first, those of one class as they stood.</summary>
    private static void Order(StringBuilder text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            for (var back = at; back > 0 && ClassOf(text[back - 1]) > ClassOf(text[back]) && IsMark(text[back]); back--)
            {
                (text[back - 1], text[back]) = (text[back], text[back - 1]);
            }
        }
    }

    private static bool IsMark(char unit) => Marks.Contains(unit, StringComparison.Ordinal);

    /// <summary>Canonical combining class.</summary>
    private static int ClassOf(char unit) => unit switch
    {
        '\u0327' => 202,
        '\u031B' => 216,
        '\u0323' => 220,
        _ when IsMark(unit) => 230,
        _ => 0,
    };

    private static void Add(char whole, char letter, char mark)
    {
        Wholes[(letter, mark)] = whole;
        Parts[whole] = (Parts.GetValueOrDefault(letter) ?? letter.ToString()) + mark;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ntm.Web;

/// <summary>
/// Vietnamese text in one form: a letter with its diacritics is one character (NFC, the form of TCVN 6909:2001), so that the same
/// word typed on two keyboards compares equal.
/// </summary>
public static class ComposedText
{
    private const char Joiner = '\u200D';
    private const int EmojiSelector = 0xFE0F;

    /// <summary>False where the runtime is configured to do without the system's tables; then nothing would be composed.</summary>
    public static bool Available { get; } = "ẩ".Normalize(NormalizationForm.FormD).Length == 3;

    /// <summary>What the operator reads where it is not, in Vietnamese.</summary>
    public const string Missing = "Cần thư viện ICU và DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0: thiếu thì chữ có dấu không so sánh được.";

    /// <summary>Whether a text has control characters other than tabs and line ends, or traces of a broken encoding.</summary>
    public static bool IsUnusable(string text) =>
        text.EnumerateRunes()
            .Any(rune => rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')));

    /// <summary>
    /// What to say of a character that nobody sees and that makes a text read as another one (it turns the reading direction, or has no
    /// width), in Vietnamese, without the text; null where a text has none. A joiner inside an emoji is none.
    /// </summary>
    public static string? HiddenIn(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Format && !JoinsSymbols(text, at))
            {
                return $"Có ký tự ẩn (U+{char.ConvertToUtf32(text, at):X4}) ở vị trí {at + 1}; hãy xóa chỗ đó và gõ lại.";
            }
        }

        return null;
    }

    public static string Compose(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>Every diacritic apart from its letter.</summary>
    public static string Decompose(string text) => text.Normalize(NormalizationForm.FormD);

    public static bool IsComposed(string text) => text.IsNormalized(NormalizationForm.FormC);

    private static bool JoinsSymbols(string text, int at) =>
        text[at] == Joiner
        && Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _) == OperationStatus.Done
        && Rune.DecodeFromUtf16(text.AsSpan(at + 1), out var after, out _) == OperationStatus.Done
        && IsSymbol(before)
        && IsSymbol(after);

    /// <summary>A picture, the colour of its skin, or the selector that makes one of a sign.</summary>
    private static bool IsSymbol(Rune rune) =>
        rune.Value == EmojiSelector || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}

using System.Text;

namespace Ntm.Web;

/// <summary>
/// Vietnamese text in one form: a letter with its diacritics is one character (NFC, the form of TCVN 6909:2001), so that the same
/// word typed on two keyboards compares equal.
/// </summary>
public static class ComposedText
{
    /// <summary>False where the runtime is configured to do without the system's tables; then nothing would be composed.</summary>
    public static bool Available { get; } = "ẩ".Normalize(NormalizationForm.FormD).Length == 3;

    /// <summary>What the operator reads where it is not, in Vietnamese.</summary>
    public const string Missing = "Cần thư viện ICU và DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0: thiếu thì chữ có dấu không so sánh được.";

    /// <summary>Whether a text has control characters other than tabs and line ends, or traces of a broken encoding.</summary>
    public static bool IsUnusable(string text) =>
        text.EnumerateRunes()
            .Any(rune => rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')));

    public static string Compose(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>
    /// The text without what nobody sees in it: zero-width characters and marks that turn the direction of reading. They come along with
    /// pasted text, make two texts that look alike differ, and can show a text as another one.
    /// </summary>
    public static string WithoutHidden(string text) => text.Any(IsHidden) ? string.Concat(text.Where(letter => !IsHidden(letter))) : text;

    private static bool IsHidden(char letter) =>
        letter
            is '\u00AD'
                or '\u061C'
                or '\u180E'
                or (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u206F')
                or '\uFEFF';

    /// <summary>Every diacritic apart from its letter.</summary>
    public static string Decompose(string text) => text.Normalize(NormalizationForm.FormD);

    public static bool IsComposed(string text) => text.IsNormalized(NormalizationForm.FormC);
}

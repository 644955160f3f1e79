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

    /// <summary>Every diacritic apart from its letter.</summary>
    public static string Decompose(string text) => text.Normalize(NormalizationForm.FormD);

    public static bool IsComposed(string text) => text.IsNormalized(NormalizationForm.FormC);
}

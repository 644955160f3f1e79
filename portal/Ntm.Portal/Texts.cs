using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Ntm.Portal;

/// <summary>The portal's sentences in the reader's language. Source text is Vietnamese, the official language, and is its own key in
/// <c>Texts.en.json</c>; what has no entry there stays Vietnamese.</summary>
internal static class Texts
{
    /// <summary>What the portal speaks, the official language first.</summary>
    public static readonly string[] Languages = ["vi", "en"];

    private static readonly FrozenDictionary<string, string> English = Read();

    /// <summary>The language of the page that is being made.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Name == "en" ? "en" : "vi";

    /// <summary>A sentence in the reader's language.</summary>
    public static string T(string text) => Language == "en" ? English.GetValueOrDefault(text, text) : text;

    /// <summary>A sentence with values at its places <c>{0}</c>, <c>{1}</c>…</summary>
    public static string T(string text, params object?[] values) => string.Format(Show.Vietnamese, T(text), values);

    private static FrozenDictionary<string, string> Read()
    {
        using var file = typeof(Texts).Assembly.GetManifestResourceStream("Texts.en.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.ToFrozenDictionary();
    }
}

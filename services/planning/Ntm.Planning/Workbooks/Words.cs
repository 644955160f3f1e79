using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>Vietnamese words of a value that JSON names by a code; each code has one word, each word one code.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> wordOf = [];
    private readonly Dictionary<string, string> codeOf = new(StringComparer.OrdinalIgnoreCase);

    private Words(IEnumerable<(string Code, string Word)> pairs)
    {
        foreach (var (code, word) in pairs)
        {
            wordOf.Add(code, word);
            codeOf.Add(word, code);
        }
    }

    /// <summary>Every word, in order.</summary>
    public IEnumerable<string> All => wordOf.Values;

    /// <summary>The first code: stands for one that could not be read.</summary>
    public string First => wordOf.Keys.First();

    public static Words Of(params (string Code, string Word)[] pairs) => new(pairs);

    /// <summary>Words of an enum, every value of which must have one.</summary>
    public static Words Of<T>(params (T Value, string Word)[] pairs)
        where T : struct, Enum =>
        Enum.GetValues<T>().Except(pairs.Select(pair => pair.Value)).Any()
            ? throw new InvalidOperationException($"A value of {typeof(T).Name} has no word.")
            : new(pairs.Select(pair => (CodeOf(pair.Value), pair.Word)));

    /// <summary>Word of a code; null where there is none.</summary>
    public string? WordOf(string code) => wordOf.GetValueOrDefault(code);

    /// <summary>Code of a word; null where there is none.</summary>
    public string? CodeOf(string word) => codeOf.GetValueOrDefault(word.Trim());

    private static string CodeOf<T>(T value) => ((JsonNode)JsonSerializer.SerializeToNode(value, EventJson.Options)!).GetValue<string>();
}

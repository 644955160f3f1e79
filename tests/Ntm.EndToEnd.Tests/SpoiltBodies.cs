using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.EndToEnd.Tests;

/// <summary>The example of a body with one thing in it, or around it, that no endpoint may take.</summary>
internal static class SpoiltBodies
{
    private const string Mark = "@@";
    private const int BeyondDepth = 40;
    private const int Wide = 5_000;

    /// <summary>In place of the first text, whatever it is read as; as JSON writes it.</summary>
    private static readonly (string Kind, string Raw)[] Texts =
    [
        ("NUL", @"a\u0000b"),
        ("escape", @"\u001b[31m"),
        ("bidi", @"\u202exa\u2066"),
        ("zero width", @"x\u200ba\ufeff"),
        ("lone surrogate", @"\ud800"),
        ("replaced character", @"\ufffd"),
    ];

    /// <summary>In place of the first number.</summary>
    private static readonly (string Kind, string Raw)[] Numbers =
    [
        ("huge number", "1e400"),
        ("number of 400 digits", new string('9', 400)),
    ];

    public static IEnumerable<(string Kind, byte[] Body)> Of(JsonObject example)
    {
        var text = example.ToJsonString();
        foreach (var (kind, raw) in Forms(example, text))
        {
            yield return (kind, Encoding.UTF8.GetBytes(raw));
        }

        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        if (Marked(example, JsonValueKind.String) is { } texts)
        {
            foreach (var (kind, raw) in Texts)
            {
                yield return (kind, Encoding.UTF8.GetBytes($"{texts.Before}\"{raw}\"{texts.Behind}"));
            }

            var (before, behind) = (Encoding.UTF8.GetBytes(texts.Before), Encoding.UTF8.GetBytes(texts.Behind));
            yield return ("broken UTF-8", [.. before, (byte)'"', 0xC3, 0x28, (byte)'"', .. behind]);
        }

        if (Marked(example, JsonValueKind.Number) is { } numbers)
        {
            foreach (var (kind, raw) in Numbers)
            {
                yield return (kind, Encoding.UTF8.GetBytes(numbers.Before + raw + numbers.Behind));
            }
        }
    }

    private static IEnumerable<(string Kind, string Raw)> Forms(JsonObject example, string text)
    {
        var (name, value) = example.Count > 0 ? (example.First().Key, example.First().Value?.ToJsonString() ?? "null") : ("khongCo", "1");
        var rest = example.Count > 0 ? text[$"{{\"{name}\":{value}".Length..] : "}";
        yield return ("duplicate key", $"{{\"{name}\":{value},\"{name}\":{value}{rest}");
        yield return ("wrong case", $"{{\"{char.ToUpperInvariant(name[0])}{name[1..]}\":{value}{rest}");
        yield return ("deep", $"{{\"{name}\":{new string('[', BeyondDepth)}{new string(']', BeyondDepth)}{rest}");
        yield return (
            "wide",
            text[..^1]
                + (example.Count > 0 ? "," : "")
                + string.Join(',', Enumerable.Range(0, Wide).Select(number => $"\"k{number}\":{number}"))
                + "}"
        );
        yield return ("wide list", $"[{string.Join(',', Enumerable.Repeat(text, 50))}]");
        yield return ("lone surrogate in a name", text[..^1] + (example.Count > 0 ? "," : "") + "\"\\ud800\":1}");
        yield return ("not closed", text[..^1]);
        yield return ("comma behind", text[..^1] + ",}");
        yield return ("comment", "/* */" + text);
        yield return ("text", "\"x\"");
        yield return ("number", "17");
        yield return ("NUL alone", "\0");
    }

    /// <summary>What stands before and behind the first value of a kind; null where there is none.</summary>
    private static (string Before, string Behind)? Marked(JsonObject example, JsonValueKind kind)
    {
        var copy = example.DeepClone();
        if (First(copy, kind) is not { } leaf)
        {
            return null;
        }

        leaf.ReplaceWith(Mark);
        var parts = copy.ToJsonString().Split($"\"{Mark}\"", 2);
        return (parts[0], parts[1]);
    }

    private static JsonNode? First(JsonNode? node, JsonValueKind kind) =>
        node switch
        {
            JsonObject branch => branch.Select(pair => First(pair.Value, kind)).FirstOrDefault(found => found is not null),
            JsonArray list => list.Select(item => First(item, kind)).FirstOrDefault(found => found is not null),
            JsonValue value when value.GetValueKind() == kind => value,
            _ => null,
        };
}

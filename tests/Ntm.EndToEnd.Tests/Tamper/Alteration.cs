using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.EndToEnd.Tests.Tamper;

/// <summary>Another value in the place of one, as little different as a change can be.</summary>
internal static class Alteration
{
    private const long Instants = 1_000_000_000_000_000;

    /// <summary>Another value; null where there is none that says something else.</summary>
    /// <param name="value">What the database holds.</param>
    /// <param name="properties">Which properties count, where it is JSON; null for other text.</param>
    /// <param name="random">Chooses.</param>
    public static object? Of(object value, string[]? properties, Random random) =>
        value switch
        {
            long flag and (0 or 1) => 1 - flag,
            long ticks when ticks > Instants => ticks + TimeSpan.TicksPerSecond,
            long number => number + 1,
            string text => properties is null ? Letter(text, random) : Leaf(text, properties, random),
            _ => null,
        };

    /// <summary>One other letter or digit, of the same kind.</summary>
    public static string? Letter(string text, Random random)
    {
        var places = Enumerable.Range(0, text.Length).Where(place => char.IsAsciiLetterOrDigit(text[place])).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var at = places[random.Next(places.Count)];
        return text[..at] + Other(text[at], random) + text[(at + 1)..];
    }

    /// <summary>One other value in a JSON document.</summary>
    private static string? Leaf(string text, string[] properties, Random random)
    {
        var document = JsonNode.Parse(text)!;
        var leaves = Leaves(document, "").Where(leaf => properties.Contains("*") || properties.Contains(leaf.Name)).ToList();
        if (leaves.Count == 0)
        {
            return null;
        }

        var (_, value) = leaves[random.Next(leaves.Count)];
        JsonNode? other = value.GetValueKind() switch
        {
            JsonValueKind.Number => value.GetValue<decimal>() + 1,
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            _ => Letter(value.GetValue<string>(), random),
        };
        if (other is null)
        {
            return null;
        }

        value.ReplaceWith(other);
        return document.ToJsonString();
    }

    private static IEnumerable<(string Name, JsonValue Value)> Leaves(JsonNode? node, string name) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Leaves(member.Value, member.Key)),
            JsonArray items => items.SelectMany(item => Leaves(item, name)),
            JsonValue value => [(name, value)],
            _ => [],
        };

    private static char Other(char letter, Random random)
    {
        var (first, count) =
            char.IsAsciiDigit(letter) ? ('0', 10)
            : char.IsAsciiLetterLower(letter) ? ('a', 26)
            : ('A', 26);
        return (char)(first + ((letter - first + 1 + random.Next(count - 1)) % count));
    }
}

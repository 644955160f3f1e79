using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>A due in a cell: its words, and in brackets what they mean where they alone do not say it.</summary>
internal static class DueCell
{
    private const string NotDue = "không nêu hạn";

    /// <summary>The cell of a due; null for none.</summary>
    public static string? Write(Due due, DueContext context)
    {
        if (due.Text is not { } words)
        {
            return due.IsSet ? DueText.WordsOf(due) : null;
        }

        return !words.EndsWith(']') && DueText.Read(words, context) is { Refused: false, Value: var read } && read == due
            ? words
            : $"{words} [{(due.IsSet ? DueText.WordsOf(due) : NotDue)}]";
    }

    /// <summary>The due of a cell, which keeps its words.</summary>
    public static Result<Due> Read(string text, DueContext context)
    {
        var (words, meant) = Split(text);
        if (words.Length > DueErrors.Longest)
        {
            return DueErrors.TooLong;
        }

        return meant == NotDue ? new Due { Text = words } : DueText.Read(meant ?? words, context).Then(due => due with { Text = words });
    }

    public static JsonNode Json(Due due) => JsonSerializer.SerializeToNode(due, EventJson.Options)!;

    public static Due Due(JsonNode json) => json.Deserialize<Due>(EventJson.Options)!;

    /// <summary>The words, and what stands in brackets behind them; null for nothing.</summary>
    private static (string Words, string? Meant) Split(string text)
    {
        var open = text.LastIndexOf('[');
        return open > 0 && text.EndsWith(']') ? (text[..open].Trim(), text[(open + 1)..^1].Trim()) : (text, null);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ntm.Messaging;

namespace Ntm.Planning.Domain.Plans;

/// <summary>What happened to a row between two contents.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContentChangeKind>))]
public enum ContentChangeKind
{
    /// <summary>Only in the new one.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>Only in the old one.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>In both, with other values.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,
}

/// <summary>A row, or the head, that differs between two contents.</summary>
/// <param name="Section">Section as JSON names it, e.g. <c>targets</c>.</param>
/// <param name="Key">Key of the row, of a split <c>target/place</c>; empty for the head.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="Fields">Names of the fields that differ, as JSON names them; empty unless it was changed.</param>
public sealed record ContentChange(string Section, string Key, ContentChangeKind Kind, IReadOnlyList<string> Fields);

/// <summary>What differs between two contents of a plan, row by row: rows are the same when their keys are.</summary>
internal static class ContentDifference
{
    /// <summary>Every difference, in the order of the sections.</summary>
    public static IReadOnlyList<ContentChange> Between(PlanContent before, PlanContent after)
    {
        var (old, now) = (Json(before), Json(after));
        var head = FieldsOf(old["header"]!.AsObject(), now["header"]!.AsObject());
        var changes = head.Count == 0 ? [] : new List<ContentChange> { new("header", "", ContentChangeKind.Changed, head) };
        foreach (var section in now.Where(section => section.Value is JsonArray).Select(section => section.Key))
        {
            changes.AddRange(Section(section, Rows(old[section]!.AsArray()), Rows(now[section]!.AsArray())));
        }

        return changes;
    }

    private static IEnumerable<ContentChange> Section(
        string section,
        Dictionary<string, JsonObject> old,
        Dictionary<string, JsonObject> now
    )
    {
        foreach (var (key, row) in now)
        {
            if (!old.TryGetValue(key, out var before))
            {
                yield return new ContentChange(section, key, ContentChangeKind.Added, []);
            }
            else if (FieldsOf(before, row) is { Count: > 0 } fields)
            {
                yield return new ContentChange(section, key, ContentChangeKind.Changed, fields);
            }
        }

        foreach (var key in old.Keys.Except(now.Keys))
        {
            yield return new ContentChange(section, key, ContentChangeKind.Removed, []);
        }
    }

    private static List<string> FieldsOf(JsonObject old, JsonObject now) =>
        [
            .. old.Select(field => field.Key)
                .Union(now.Select(field => field.Key))
                .Where(field => !JsonNode.DeepEquals(old[field], now[field])),
        ];

    /// <summary>Rows by their key; of two with one key, which only a content with faults has, the first.</summary>
    private static Dictionary<string, JsonObject> Rows(JsonArray rows) =>
        rows.Select(row => row!.AsObject())
            .GroupBy(row => row["key"] is { } key ? key.GetValue<string>() : $"{row["target"]}/{row["place"]}")
            .ToDictionary(group => group.Key, group => group.First());

    private static JsonObject Json(PlanContent content) => JsonSerializer.SerializeToNode(content, EventJson.Options)!.AsObject();
}

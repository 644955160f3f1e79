using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ntm.Audit;

/// <summary>Compares what the entries of a chain recorded last of each row with what its table holds.</summary>
/// <param name="nameOf">How people name a record; null where the key is its name.</param>
internal sealed class RecordCheck(Func<string, string>? nameOf)
{
    private const int MostNamed = 10;

    private readonly Dictionary<string, string> recorded = new(StringComparer.Ordinal);
    private readonly List<string> overwritten = [];

    /// <summary>Follows an entry that has been verified.</summary>
    public void Take(AuditEntry entry)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        if (
            payload.RootElement.ValueKind != JsonValueKind.Object
            || !payload.RootElement.TryGetProperty("records", out var records)
            || records.ValueKind != JsonValueKind.Array
        )
        {
            return;
        }

        foreach (var record in records.EnumerateArray())
        {
            var key = record.GetProperty("key").GetString()!;
            var content = record.GetProperty("content");
            if (record.TryGetProperty("before", out var before) && CanonicalOrNull(before) != recorded.GetValueOrDefault(key))
            {
                overwritten.Add($"{NameOf(key)} đã bị sửa trước mục {entry.Sequence.ToString(CultureInfo.InvariantCulture)}");
            }

            if (content.ValueKind == JsonValueKind.Null)
            {
                recorded.Remove(key);
            }
            else
            {
                recorded[key] = Canonical(content);
            }
        }
    }

    /// <summary>The rows that differ, in Vietnamese; null when none does or when the export holds no rows.</summary>
    public string? Fault(JsonElement records)
    {
        if (records.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var current = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var record in records.EnumerateObject())
        {
            current[record.Name] = record.Value;
        }

        List<string> faults =
        [
            .. overwritten,
            .. recorded.Keys.Where(key => !current.ContainsKey(key)).Select(key => $"{NameOf(key)} đã bị xóa"),
            .. current.Keys.Where(key => !recorded.ContainsKey(key)).Select(key => $"{NameOf(key)} được thêm ngoài nhật ký"),
            .. current
                .Where(record => recorded.TryGetValue(record.Key, out var kept) && kept != TryCanonical(record.Value))
                .Select(record => $"{NameOf(record.Key)} đã bị sửa"),
        ];
        faults.Sort(StringComparer.Ordinal);
        return faults.Count == 0
            ? null
            : "Dữ liệu khác với nhật ký: " + string.Join("; ", faults.Take(MostNamed)) + (faults.Count > MostNamed ? "; …" : "") + ".";
    }

    private string NameOf(string key) => nameOf?.Invoke(key) ?? key;

    private static string? CanonicalOrNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Canonical(value);

    private static string Canonical(JsonElement value) => Encoding.UTF8.GetString(CanonicalJson.Of(value));

    private static string? TryCanonical(JsonElement value)
    {
        try
        {
            return Canonical(value);
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }
}

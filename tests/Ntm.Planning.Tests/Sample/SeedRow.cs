using System.Globalization;
using System.Text.Json;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Sample;

/// <summary>Holds one row of a table against the row that the service answers, column by column.</summary>
/// <param name="plan">Code of the plan.</param>
/// <param name="key">Key of the row in the table.</param>
/// <param name="cells">The row of the table.</param>
/// <param name="answered">The row of the answer.</param>
internal sealed class SeedRow(string plan, string key, CsvRow cells, JsonElement answered)
{
    private readonly List<string> misses = [];

    /// <summary>Every column that is not there.</summary>
    public IReadOnlyList<string> Misses => misses;

    /// <summary>The column as it stands.</summary>
    public SeedRow Same(string column, string field) => Is(column, cells[column], field);

    /// <summary>The column with keys without the code of the plan.</summary>
    public SeedRow Keys(string column, string field) => Is(column, string.Join(';', cells.List(column).Select(Cut)), field);

    /// <summary>The column by a list of what each of its words has become.</summary>
    public SeedRow Words(string column, string field, params IReadOnlyList<(string Word, string Is)> words) =>
        Is(column, words.FirstOrDefault(pair => pair.Word == cells[column], (Word: "", Is: cells[column])).Is, field);

    /// <summary>The column as an instant.</summary>
    public SeedRow Instant(string column, string field)
    {
        var (expected, actual) = (cells.Instant(column), Text(field));
        return
            (expected is null && actual == "")
            || (expected is { } at && actual != "" && at == DateTimeOffset.Parse(actual, CultureInfo.InvariantCulture))
            ? this
            : Miss(column, $"{expected:O}", actual);
    }

    /// <summary>A text that the column stands for.</summary>
    public SeedRow Is(string column, string expected, string field) => expected == Text(field) ? this : Miss(column, expected, Text(field));

    private string Cut(string each) => each.StartsWith($"{plan}-", StringComparison.Ordinal) ? each[(plan.Length + 1)..] : each;

    private SeedRow Miss(string column, string expected, string actual)
    {
        misses.Add($"{plan} {key} {column}: '{expected}' is '{actual}'");
        return this;
    }

    private string Text(string path)
    {
        var value = answered;
        foreach (var name in path.Split('.'))
        {
            if (!value.TryGetProperty(name, out value))
            {
                return "";
            }
        }

        return Of(value);
    }

    private static string Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Of)),
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
}

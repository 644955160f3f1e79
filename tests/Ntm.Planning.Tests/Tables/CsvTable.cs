using System.Globalization;
using System.Text;

namespace Ntm.Planning.Tests.Tables;

/// <summary>A comma-separated table as RFC 4180 has it, with a header.</summary>
internal static class CsvTable
{
    /// <summary>Reads an embedded table of this folder.</summary>
    public static IReadOnlyList<CsvRow> Embedded(string name)
    {
        using var stream =
            typeof(CsvTable).Assembly.GetManifestResourceStream($"{typeof(CsvTable).Namespace}.{name}.csv")
            ?? throw new FileNotFoundException($"Không có bảng {name}.csv.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader.ReadToEnd());
    }

    /// <summary>Reads a text; every row must have as many cells as the header.</summary>
    public static IReadOnlyList<CsvRow> Read(string text)
    {
        var lines = Lines(text).ToList();
        var header = lines[0];
        return
        [
            .. lines
                .Skip(1)
                .Select(cells =>
                    cells.Count == header.Count
                        ? new CsvRow(header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))
                        : throw new FormatException($"{cells.Count} ô, đầu bảng có {header.Count}: {string.Join('|', cells)}")
                ),
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> Lines(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '"')
            {
                var doubled = quoted && at + 1 < text.Length && text[at + 1] == '"';
                (quoted, at) = doubled ? (true, at + 1) : (!quoted, at);
                cell.Append(doubled ? "\"" : "");
            }
            else if (quoted || sign is not (',' or '\n' or '\r'))
            {
                cell.Append(sign);
            }
            else if (sign is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (sign == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            yield return [.. cells, cell.ToString()];
        }
    }
}

/// <summary>One row: cells by the name of their column.</summary>
internal sealed class CsvRow(IReadOnlyDictionary<string, string> cells)
{
    /// <summary>The cell as it stands.</summary>
    public string this[string column] => cells[column];

    /// <summary>The cell; null when it is empty.</summary>
    public string? Maybe(string column) => cells[column] is { Length: > 0 } text ? text : null;

    /// <summary>The parts of a list.</summary>
    public IReadOnlyList<string> List(string column) =>
        cells[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A figure; null when the cell is empty.</summary>
    public decimal? Number(string column) => Maybe(column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A legal day; null when the cell is empty.</summary>
    public DateOnly? Day(string column) =>
        Maybe(column) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>An instant; null when the cell is empty.</summary>
    public DateTimeOffset? Instant(string column) =>
        Maybe(column) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}

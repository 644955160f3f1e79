using System.Text.Json.Nodes;

namespace Ntm.Planning.Workbooks;

/// <summary>The head as it was read, and where each of its fields stands.</summary>
internal sealed class HeadReading
{
    private readonly Dictionary<string, SectionReading> lists = [];

    /// <summary>Row of each field.</summary>
    public Dictionary<string, int> Rows { get; } = [];

    /// <summary>Column of the values, from 0.</summary>
    public int Column { get; set; }

    /// <summary>The fields, as JSON.</summary>
    public JsonObject Fields { get; set; } = [];

    /// <summary>The lists by the name of their field.</summary>
    public IReadOnlyDictionary<string, SectionReading> Lists => lists;

    /// <summary>The rows of a list.</summary>
    public SectionReading List(string field, IReadOnlyList<Column> columns, IReadOnlyDictionary<string, int> at)
    {
        if (!lists.TryGetValue(field, out var list))
        {
            lists[field] = list = new SectionReading(HeadSheet.Name)
            {
                Columns = columns
                    .Where(column => at.ContainsKey(column.Title))
                    .ToDictionary(column => column.Field, column => at[column.Title]),
            };
        }

        return list;
    }

    /// <summary>The head as JSON.</summary>
    public JsonObject ToJson()
    {
        foreach (var (field, list) in lists)
        {
            Fields[field] = list.Rows;
        }

        return Fields;
    }

    /// <summary>A fault of a field at its cell; of a field that has no row, at the top.</summary>
    public CellFault At(string? field, string message) =>
        Rows.TryGetValue(field ?? "", out var row) ? new CellFault(HeadSheet.Name, row, Column, message)
        : HeadSheet.Fields.FirstOrDefault(known => known.Field == field) is { } missing
            ? new CellFault(HeadSheet.Name, 1, 0, $"Mục “{missing.Title}”: {message}")
        : new CellFault(HeadSheet.Name, 1, 0, message);
}

using System.Reflection;
using System.Text.Json.Nodes;

namespace Ntm.Planning.Workbooks;

/// <summary>A section of a plan that has its own sheet, one row each.</summary>
internal sealed class Section
{
    private readonly RowColumns columns;

    private Section(string sheet, string field, Func<PlanContent, IReadOnlyList<object>> rows, RowColumns columns, bool required)
    {
        (Sheet, Field, Rows, Required, this.columns) = (sheet, field, rows, required, columns);
        MostRows = typeof(PlanContent)
            .GetProperties()
            .Single(property => string.Equals(property.Name, field, StringComparison.OrdinalIgnoreCase))
            .GetCustomAttribute<ItemsAttribute>()!
            .Maximum;
    }

    /// <summary>Name of its sheet.</summary>
    public string Sheet { get; }

    /// <summary>Its name in the content, as JSON has it.</summary>
    public string Field { get; }

    /// <summary>Its rows in a content.</summary>
    public Func<PlanContent, IReadOnlyList<object>> Rows { get; }

    /// <summary>Whether its sheet must be there.</summary>
    public bool Required { get; }

    /// <summary>Most rows.</summary>
    public int MostRows { get; }

    /// <summary>Its columns, in order.</summary>
    public IReadOnlyList<Column> Columns => columns.All;

    public static Section Of<T>(
        string sheet,
        string field,
        Func<PlanContent, IReadOnlyList<T>> rows,
        bool required,
        params IReadOnlyList<Column> columns
    )
        where T : class => new(sheet, field, rows, new RowColumns(typeof(T), columns), required);

    /// <summary>Reads its sheet; null stands for one that is not there.</summary>
    public SectionReading Read(Sheet? sheet, DueContext context, List<CellFault> faults)
    {
        var reading = new SectionReading(Sheet);
        if (sheet is null)
        {
            return reading;
        }

        var at = TitleRow.Read(sheet, [.. Columns.Select(column => column.Title)], faults);
        reading.Columns = Columns
            .Where(column => at.ContainsKey(column.Title))
            .ToDictionary(column => column.Field, column => at[column.Title]);
        foreach (var row in sheet.Rows.Skip(1).Where(row => row.Cells.Keys.Any(at.Values.Contains)))
        {
            var (read, sound) = columns.Read(
                row.Cells,
                at,
                context,
                (column, fault) => faults.Add(new CellFault(Sheet, row.Number, column, fault))
            );
            reading.Add(read, row.Number, sound);
        }

        return reading;
    }

    /// <summary>The rows of its sheet.</summary>
    public IReadOnlyList<IReadOnlyList<SheetValue>> Write(JsonObject content, DueContext context) =>
        [.. (content[Field] as JsonArray ?? []).Select(row => columns.Write(row!.AsObject(), context))];
}

/// <summary>Rows of a section as they were read, and where each stands.</summary>
internal sealed class SectionReading(string sheet)
{
    private readonly List<(int Row, bool Sound)> places = [];

    /// <summary>The rows, as JSON.</summary>
    public JsonArray Rows { get; } = [];

    /// <summary>Column of each field, from 0.</summary>
    public IReadOnlyDictionary<string, int> Columns { get; set; } = new Dictionary<string, int>();

    public void Add(JsonObject row, int number, bool sound)
    {
        Rows.Add((JsonNode)row);
        places.Add((number, sound));
    }

    /// <summary>Whether each cell of a row could be read.</summary>
    public bool IsSound(int index) => places[index].Sound;

    /// <summary>A fault of the content at its cell.</summary>
    /// <param name="index">Row of the section, from 0; null for the section as a whole.</param>
    /// <param name="field">Field of the row; null for the whole row.</param>
    /// <param name="message">What is wrong.</param>
    public CellFault At(int? index, string? field, string message) =>
        new(sheet, index is { } row ? places[row].Row : 1, Columns.GetValueOrDefault(field ?? ""), message);
}

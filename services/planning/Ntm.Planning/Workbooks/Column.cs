using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Planning.Workbooks;

/// <summary>A column of a sheet: the one place that joins its title to a field of the content, for reading and for writing.</summary>
/// <param name="Title">Vietnamese title.</param>
/// <param name="Field">Field of the row, as JSON names it.</param>
/// <param name="Format">What it holds.</param>
/// <param name="Width">Width in characters.</param>
/// <param name="Help">Vietnamese: what it says, one sentence.</param>
internal sealed record Column(string Title, string Field, ColumnFormat Format, int Width, string Help);

/// <summary>Reads and writes rows of one kind.</summary>
internal sealed class RowColumns(Type row, params IReadOnlyList<Column> columns)
{
    private readonly HashSet<string> required =
    [
        .. row.GetProperties()
            .Where(property => property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<Column> All => columns;

    /// <summary>What the row says, as JSON; whether each of its cells could be read.</summary>
    /// <param name="cells">Cells of the row.</param>
    /// <param name="at">Column of each title, from 0.</param>
    /// <param name="context">What the words of a due leave out.</param>
    /// <param name="report">Takes what is wrong with a column.</param>
    public (JsonObject Row, bool Sound) Read(
        IReadOnlyDictionary<int, SheetCell> cells,
        IReadOnlyDictionary<string, int> at,
        DueContext context,
        Action<int, string> report
    )
    {
        var (read, sound) = (new JsonObject(), true);
        foreach (var column in columns.Where(column => at.ContainsKey(column.Title)))
        {
            var cell = cells.GetValueOrDefault(at[column.Title]);
            var reading = cell is null or { IsBad: true }
                ? default
                : column.Format.Read(cell, context with { Period = (string?)read["period"] });
            var fault =
                reading.Fault
                ?? (cell is null && required.Contains(column.Field) && !column.Format.ChecksItself ? "Ô không được để trống." : null);
            if (fault is not null)
            {
                report(at[column.Title], fault);
            }

            sound &= fault is null && cell is not { IsBad: true };
            if ((reading.Value ?? (required.Contains(column.Field) ? column.Format.Placeholder : null)) is { } value)
            {
                read[column.Field] = value;
            }
        }

        foreach (var column in columns.Where(column => required.Contains(column.Field) && !read.ContainsKey(column.Field)))
        {
            read[column.Field] = column.Format.Placeholder;
        }

        return (read, sound);
    }

    /// <summary>The cells of a row, in the order of the columns.</summary>
    public IReadOnlyList<SheetValue> Write(JsonObject written, DueContext context) =>
        [
            .. columns.Select(column =>
                written[column.Field] is { } value
                    ? column.Format.Write(value, context with { Period = (string?)written["period"] })
                    : default
            ),
        ];
}

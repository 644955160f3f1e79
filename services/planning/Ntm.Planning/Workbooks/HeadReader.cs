namespace Ntm.Planning.Workbooks;

/// <summary>Reads the sheet of the plan's head.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="context">What the words of a due leave out.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class HeadReader(Sheet sheet, DueContext context, List<CellFault> faults)
{
    private readonly IReadOnlyDictionary<string, int> at = TitleRow.Read(sheet, HeadSheet.Titles, faults);
    private readonly Dictionary<int, SheetCell> fields = [];
    private readonly HeadReading head = new();

    public HeadReading Read()
    {
        head.Column = at.GetValueOrDefault(HeadSheet.Content);
        foreach (var row in at.TryGetValue(HeadSheet.Item, out var item) ? sheet.Rows.Skip(1) : [])
        {
            var label = row.Cells.GetValueOrDefault(item)?.Text ?? "";
            if (Array.Find(HeadSheet.Lists, list => Same(list.Label, label)) is { Columns: { } columns } list)
            {
                Unused(row, label, [.. columns.All.Select(column => column.Title)]);
                var (read, sound) = columns.Read(row.Cells, at, context, (column, fault) => Report(row.Number, column, fault));
                head.List(list.Field, columns.All, at).Add(read, row.Number, sound);
            }
            else
            {
                Unused(row, label, [HeadSheet.Content]);
                Field(row, label, item);
            }
        }

        // The fields stand below one another; to the reader of rows they are one.
        var titles = HeadSheet.Fields.Index().ToDictionary(field => field.Item.Title, field => field.Index);
        head.Fields = HeadSheet
            .Single.Read(fields, titles, context, (field, fault) => faults.Add(head.At(HeadSheet.Fields[field].Field, fault)))
            .Row;
        return head;
    }

    private void Field(SheetRow row, string label, int item)
    {
        var index = HeadSheet.Fields.Select(field => field.Title).ToList().FindIndex(title => Same(title, label));
        if (index < 0)
        {
            Report(row.Number, item, $"Mẫu không có mục “{label}”; hãy xóa dòng hoặc sửa tên mục.");
        }
        else if (!head.Rows.TryAdd(HeadSheet.Fields[index].Field, row.Number))
        {
            Report(row.Number, item, $"Mục “{label}” có hai lần; chỉ giữ một.");
        }
        else if (at.TryGetValue(HeadSheet.Content, out var column) && row.Cells.TryGetValue(column, out var cell))
        {
            fields[index] = cell;
        }
    }

    private void Unused(SheetRow row, string label, IReadOnlyList<string> used)
    {
        foreach (var (title, column) in at.Where(pair => pair.Key != HeadSheet.Item && !used.Contains(pair.Key)))
        {
            if (row.Cells.ContainsKey(column))
            {
                Report(row.Number, column, $"Dòng “{label}” không dùng cột “{title}”; hãy để trống.");
            }
        }
    }

    private void Report(int row, int column, string fault) => faults.Add(new CellFault(HeadSheet.Name, row, column, fault));

    private static bool Same(string label, string given) => string.Equals(label, given, StringComparison.OrdinalIgnoreCase);
}

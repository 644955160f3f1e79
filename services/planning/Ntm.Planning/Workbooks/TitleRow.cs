namespace Ntm.Planning.Workbooks;

/// <summary>The first row of a sheet: which column has which title.</summary>
internal static class TitleRow
{
    /// <summary>Column of each title, from 0; every title that is unknown, missing or there twice is reported.</summary>
    public static IReadOnlyDictionary<string, int> Read(Sheet sheet, IReadOnlyList<string> titles, List<CellFault> faults)
    {
        var at = new Dictionary<string, int>();
        var row = sheet.Rows.Count > 0 ? sheet.Rows[0] : new SheetRow(1, new Dictionary<int, SheetCell>());
        foreach (var (column, cell) in row.Cells.OrderBy(pair => pair.Key).Where(pair => !pair.Value.IsBad))
        {
            var given = string.Join(' ', cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var title = titles.FirstOrDefault(known => string.Equals(known, given, StringComparison.OrdinalIgnoreCase));
            if (title is null)
            {
                faults.Add(new CellFault(sheet.Name, row.Number, column, $"Mẫu không có cột “{given}”; hãy xóa cột hoặc sửa tên cột."));
            }
            else if (!at.TryAdd(title, column))
            {
                faults.Add(new CellFault(sheet.Name, row.Number, column, $"Cột “{title}” có hai lần; chỉ giữ một."));
            }
        }

        foreach (var missing in titles.Where(title => !at.ContainsKey(title)))
        {
            faults.Add(new CellFault(sheet.Name, row.Number, 0, $"Thiếu cột “{missing}”; hãy thêm cột, dù để trống."));
        }

        return at;
    }
}

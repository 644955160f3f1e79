using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>A row of a table as it was sent.</summary>
/// <param name="Number">Row of the file, from 1.</param>
/// <param name="Cells">Texts, without blanks around them.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A bad cell of a table.</summary>
/// <param name="Row">Row of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Column">Title of the column; empty for the whole row.</param>
/// <param name="Message">Vietnamese: what is wrong.</param>
internal sealed record CellFault(int Row, string Column, string Message);

/// <summary>
/// A province's table of criteria, read: indicators with their rows, names of criteria, and every bad cell. A row of type
/// <c>name</c> names a criterion, one of type <c>evidence</c> demands evidence of an indicator that the set inherits; neither is an
/// indicator.
/// </summary>
internal sealed record CriteriaSheet
{
    private const string NameType = "name";
    private const string EvidenceType = "evidence";

    private static readonly string[] Needed = ["code", "text_vi", "type", "op", "threshold", "unit", "note", "mark"];
    private static readonly string[] Known = [.. Needed, "set", "sex", "applies", "parts", "evidence", .. IndicatorRow.GroupColumns];

    public required IReadOnlyList<(int Row, Indicator Indicator)> Indicators { get; init; }

    /// <summary>Names of criteria, by code.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Rows and codes of indicators of the extended set that need evidence here.</summary>
    public required IReadOnlyList<(int Row, string Code)> Evidence { get; init; }
    public required IReadOnlyList<CellFault> Faults { get; init; }

    /// <param name="rows">Rows of the file; the first one holds the titles of the columns, in any order.</param>
    /// <param name="set">Code that the column <c>set</c> must hold where it is there.</param>
    public static CriteriaSheet Read(IReadOnlyList<SheetRow> rows, string set)
    {
        var faults = new List<CellFault>();
        var titles = rows.Count == 0 ? [] : rows[0].Cells;
        CheckTitles(rows, titles, faults);
        var indicators = new List<(int, Indicator)>();
        var names = new Dictionary<string, string>();
        var evidence = new List<(int, string)>();
        var codes = new HashSet<string>();
        foreach (var row in faults.Count > 0 ? [] : rows.Skip(1))
        {
            var reader = new Row(row, titles, set, faults);
            if (reader["type"] == NameType)
            {
                reader.Name(names);
            }
            else if (reader["type"] == EvidenceType)
            {
                evidence.Add((row.Number, reader.Inherited()));
            }
            else if (reader.Read(codes) is { } indicator)
            {
                indicators.Add((row.Number, indicator));
            }
        }

        return new CriteriaSheet
        {
            Indicators = indicators,
            Names = names,
            Evidence = evidence,
            Faults = faults,
        };
    }

    private static void CheckTitles(IReadOnlyList<SheetRow> rows, IReadOnlyList<string> titles, List<CellFault> faults)
    {
        var first = rows.Count == 0 ? 0 : rows[0].Number;
        var missing = Needed.Except(titles).Select(title => (title, "thiếu cột này ở dòng tiêu đề."));
        var unknown = titles.Where(title => !Known.Contains(title)).Select(title => (title, "cột này không có trong mẫu."));
        var twice = titles.GroupBy(title => title).Where(group => group.Count() > 1).Select(group => (group.Key, "cột này có hai lần."));
        faults.AddRange(missing.Concat(unknown).Concat(twice).Select(fault => new CellFault(first, fault.Item1, fault.Item2)));
    }

    private sealed record Row(SheetRow Source, IReadOnlyList<string> Titles, string Set, List<CellFault> Faults)
    {
        public string this[string column]
        {
            get
            {
                var index = Titles.ToList().IndexOf(Title(column));
                var text = index >= 0 && index < Source.Cells.Count ? Source.Cells[index] : "";
                return (column, text) switch
                {
                    // The province's own document is the source unless the file says otherwise.
                    ("mark", "") => "S",
                    ("applies", "") => "always",
                    _ => text,
                };
            }
        }

        public Indicator? Read(HashSet<string> codes)
        {
            CheckRow();
            var indicator = new IndicatorRow(column => this[column], Fault).Read();
            if (indicator is not null && !codes.Add(indicator.Code))
            {
                Fault("code", $"chỉ tiêu {indicator.Code} có hai lần.");
                return null;
            }

            return indicator;
        }

        public void Name(Dictionary<string, string> names)
        {
            CheckRow();
            var (code, text) = (this["code"], this["text"]);
            if (!new IndicatorRow(column => this[column], Fault).CheckCode())
            {
                return;
            }

            if (code.Contains('.'))
            {
                Fault("code", "dòng tên tiêu chí ghi mã tiêu chí, không có dấu chấm.");
            }
            else if (text.Length is 0 or > 200)
            {
                Fault("text", "tên tiêu chí từ 1 đến 200 ký tự.");
            }
            else if (!names.TryAdd(code, text))
            {
                Fault("code", $"tên tiêu chí {code} có hai lần.");
            }
        }

        public string Inherited()
        {
            CheckRow();
            return this["code"];
        }

        private void CheckRow()
        {
            if (this["set"] is { Length: > 0 } set && set != Set)
            {
                Fault("set", $"dòng này không thuộc bộ {Set}.");
            }

            if (Source.Cells.Count > Titles.Count)
            {
                Fault("", $"có {Source.Cells.Count} ô, dòng tiêu đề chỉ có {Titles.Count} cột.");
            }
        }

        private void Fault(string column, string message) => Faults.Add(new CellFault(Source.Number, Title(column), message));

        private static string Title(string column) => column == "text" ? "text_vi" : column;
    }
}

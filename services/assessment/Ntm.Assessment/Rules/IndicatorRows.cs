using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Rules;

/// <summary>Reads the rows of a criteria set: one indicator a row.</summary>
internal static class IndicatorRows
{
    private static readonly string[] Columns =
    [
        "code",
        "text",
        "type",
        "op",
        "threshold",
        "unit",
        "sex",
        "applies",
        "parts",
        "note",
        "mark",
        "evidence",
    ];

    public static IReadOnlyList<Indicator> Read(string file, byte[] bytes, List<RuleFault> faults)
    {
        if (RuleText.Decode(file, bytes, faults) is not { } text)
        {
            return [];
        }

        List<(int Line, IReadOnlyList<string> Cells)> rows;
        try
        {
            rows = CsvRows.Read(text).ToList();
        }
        catch (FormatException fault)
        {
            faults.Add(new RuleFault(file, 0, "", fault.Message));
            return [];
        }

        if (rows.Count == 0 || !rows[0].Cells.SequenceEqual(Columns))
        {
            faults.Add(new RuleFault(file, 1, "", $"dòng đầu phải là {string.Join(",", Columns)}."));
            return [];
        }

        return Indicators(rows.Skip(1).Select(row => new Row(file, row.Line, row.Cells, faults)));
    }

    private static List<Indicator> Indicators(IEnumerable<Row> rows)
    {
        var indicators = new List<Indicator>();
        var codes = new HashSet<string>();
        foreach (var row in rows)
        {
            if (row.Cells.Count != Columns.Length)
            {
                row.Fault("", $"có {row.Cells.Count} cột, cần {Columns.Length}.");
            }
            else if (row.Read() is { } indicator)
            {
                if (!codes.Add(indicator.Code))
                {
                    row.Fault("code", $"chỉ tiêu {indicator.Code} có hai lần.");
                }

                indicators.Add(indicator);
            }
        }

        return indicators;
    }

    private sealed record Row(string File, int Number, IReadOnlyList<string> Cells, List<RuleFault> Faults)
    {
        public void Fault(string column, string message) => Faults.Add(new RuleFault(File, Number, column, message));

        public Indicator? Read() =>
            new IndicatorRow(column => Array.IndexOf(Columns, column) is >= 0 and var index ? Cells[index] : "", Fault).Read();
    }
}

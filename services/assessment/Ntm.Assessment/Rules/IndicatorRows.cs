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
            else if (Indicator(row) is { } indicator)
            {
                row.Demand("code", codes.Add(indicator.Code), $"chỉ tiêu {indicator.Code} có hai lần.");
                indicators.Add(indicator);
            }
        }

        return indicators;
    }

    private static Indicator? Indicator(Row row)
    {
        var before = row.Faults.Count;
        var kind = row.Word("type", Enum.GetValues<IndicatorKind>().ToDictionary(value => value.ToString().ToLowerInvariant()));
        var op = row.Word(
            "op",
            new Dictionary<string, Comparison>
            {
                ["="] = Comparison.Equal,
                [">="] = Comparison.AtLeast,
                ["<="] = Comparison.AtMost,
                [">"] = Comparison.MoreThan,
            }
        );
        var bySex = row.Word("sex", new Dictionary<string, bool> { [""] = false, ["both"] = true });
        var optional = row.Word("applies", new Dictionary<string, bool> { ["always"] = false, ["if-any"] = true });
        var threshold = row["threshold"] is "province" or "?" ? null : Threshold.Parse(kind, row["threshold"]);
        row.Demand(
            "code",
            row["code"].Length is > 0 and <= 10 && row["code"].All(c => char.IsAsciiLetterOrDigit(c) || c == '.'),
            "mã chỉ tiêu gồm chữ, số và dấu chấm, tối đa 10 ký tự."
        );
        row.Demand("text", row["text"].Length is > 0 and <= 500, "nội dung từ 1 đến 500 ký tự.");
        row.Demand(
            "threshold",
            threshold is not null || row["threshold"] is "province" or "?",
            $"ngưỡng '{row["threshold"]}' không đúng dạng của kiểu {row["type"]}."
        );
        row.Demand("sex", !bySex || kind == IndicatorKind.Percent, "chỉ chỉ tiêu kiểu percent mới tính riêng nam, nữ.");
        row.Demand("unit", kind != IndicatorKind.Growth || row["unit"].StartsWith('%'), "kiểu growth tính bằng %.");
        row.Demand("parts", row["parts"].Length == 0 || kind == IndicatorKind.Composite, "chỉ chỉ tiêu kiểu composite mới có điều kiện.");
        row.Demand(
            "op",
            kind is not (IndicatorKind.Boolean or IndicatorKind.Composite or IndicatorKind.Criterion) || op == Comparison.Equal,
            "kiểu này chỉ dùng dấu =."
        );
        row.Demand("mark", row["mark"].Length > 0, "thiếu dấu nguồn; dùng ? khi chưa rõ nguồn.");
        return row.Faults.Count > before
            ? null
            : new Indicator
            {
                Code = row["code"],
                Text = row["text"],
                Kind = kind,
                Op = op,
                Threshold = threshold,
                SetByProvince = row["threshold"] == "province",
                Unit = row["unit"],
                BySex = bySex,
                Optional = optional,
                Parts =
                    kind != IndicatorKind.Composite ? []
                    : row["parts"].Length == 0 ? [row["text"]]
                    : row["parts"].Split('|', StringSplitOptions.TrimEntries),
                Note = row["note"],
                Mark = row["mark"],
            };
    }

    private sealed record Row(string File, int Number, IReadOnlyList<string> Cells, List<RuleFault> Faults)
    {
        public string this[string column] => Cells[Array.IndexOf(Columns, column)];

        public void Fault(string column, string message) => Faults.Add(new RuleFault(File, Number, column, message));

        public void Demand(string column, bool holds, string message)
        {
            if (!holds)
            {
                Fault(column, message);
            }
        }

        public T Word<T>(string column, IReadOnlyDictionary<string, T> words)
            where T : struct
        {
            Demand(column, words.ContainsKey(this[column]), $"'{this[column]}' không có; dùng một trong: {string.Join(" ", words.Keys)}.");
            return words.GetValueOrDefault(this[column]);
        }
    }
}

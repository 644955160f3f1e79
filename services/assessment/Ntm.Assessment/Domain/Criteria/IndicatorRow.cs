namespace Ntm.Assessment.Domain.Criteria;

/// <summary>One row of a criteria table, read cell by cell: an indicator, or every fault of the row.</summary>
/// <param name="cell">Text of a column; empty where there is none.</param>
/// <param name="fault">Takes a fault: the column and, in Vietnamese, what is wrong.</param>
internal sealed class IndicatorRow(Func<string, string> cell, Action<string, string> fault)
{
    private static readonly Dictionary<string, IndicatorKind> Kinds = Enum.GetValues<IndicatorKind>()
        .ToDictionary(value => value.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, Comparison> Signs = new()
    {
        ["="] = Comparison.Equal,
        [">="] = Comparison.AtLeast,
        ["<="] = Comparison.AtMost,
        [">"] = Comparison.MoreThan,
    };

    private static readonly Dictionary<string, bool> Sexes = new() { [""] = false, ["both"] = true };
    private static readonly Dictionary<string, bool> Evidence = new() { [""] = false, ["required"] = true };
    private static readonly Dictionary<string, bool> Applies = new() { ["always"] = false, ["if-any"] = true };

    private int faults;

    /// <summary>Columns of the levels by commune group, in the order of the groups.</summary>
    public static IReadOnlyList<string> GroupColumns { get; } = ["level_group_1", "level_group_2", "level_group_3"];

    public Indicator? Read()
    {
        var kind = Choice("type", Kinds);
        var op = Choice("op", Signs);
        var bySex = Choice("sex", Sexes);
        var optional = Choice("applies", Applies);
        var needsEvidence = Choice("evidence", Evidence);
        var threshold = ThresholdOf(kind);
        CheckCode();
        Demand("text", cell("text").Length is > 0 and <= 500, "nội dung từ 1 đến 500 ký tự.");
        Demand("sex", !bySex || kind == IndicatorKind.Percent, "chỉ chỉ tiêu kiểu percent mới tính riêng nam, nữ.");
        Demand("unit", kind != IndicatorKind.Growth || cell("unit").StartsWith('%'), "kiểu growth tính bằng %.");
        Demand("unit", cell("unit").Length <= 60, "đơn vị tối đa 60 ký tự.");
        Demand("parts", cell("parts").Length == 0 || kind == IndicatorKind.Composite, "chỉ chỉ tiêu kiểu composite mới có điều kiện.");
        Demand(
            "op",
            kind is not (IndicatorKind.Boolean or IndicatorKind.Composite or IndicatorKind.Criterion) || op == Comparison.Equal,
            "kiểu này chỉ dùng dấu =."
        );
        Demand("mark", cell("mark").Length is > 0 and <= 20, "dấu nguồn từ 1 đến 20 ký tự; dùng ? khi chưa rõ nguồn.");
        return faults > 0
            ? null
            : new Indicator
            {
                Code = cell("code"),
                Text = cell("text"),
                Kind = kind,
                Op = op,
                Threshold = threshold,
                SetByProvince = cell("threshold") == "province",
                Unit = cell("unit"),
                BySex = bySex,
                Optional = optional,
                NeedsEvidence = needsEvidence,
                Parts =
                    kind != IndicatorKind.Composite ? []
                    : cell("parts").Length == 0 ? [cell("text")]
                    : cell("parts").Split('|', StringSplitOptions.TrimEntries),
                Note = cell("note"),
                Mark = cell("mark"),
            };
    }

    /// <summary>Whether the code can be that of an indicator or criterion; a fault where it cannot.</summary>
    public bool CheckCode()
    {
        var code = cell("code");
        var holds =
            code.Length is > 0 and <= 10 && code[0] != '.' && code[^1] != '.' && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        Demand("code", holds, "mã chỉ tiêu gồm chữ, số và dấu chấm, tối đa 10 ký tự.");
        return holds;
    }

    private Threshold? ThresholdOf(IndicatorKind kind)
    {
        var text = cell("threshold");
        if (GroupColumns.Any(column => cell(column).Length > 0))
        {
            Demand("threshold", text is "" or "province" or "?", "đã có ngưỡng theo nhóm xã thì để trống ngưỡng chung.");
            return ByGroup(kind);
        }

        return text == "province" ? null : LevelOf(kind, "threshold", "thiếu ngưỡng; ghi ? khi chưa biết.");
    }

    /// <summary>The levels of the three groups; one threshold for all where they are the same, null where none is known.</summary>
    private Threshold? ByGroup(IndicatorKind kind)
    {
        var levels = GroupColumns.Select(column => LevelOf(kind, column, "thiếu ngưỡng của nhóm xã này; ghi ? khi chưa biết.")).ToList();
        if (levels.TrueForAll(level => level is not null && level.Text == levels[0]!.Text))
        {
            return levels[0];
        }

        var inWords = levels.Exists(level => level is { Figures.Count: 0 });
        if (levels.TrueForAll(level => level is null) || (inWords && levels.Contains(null)))
        {
            return null;
        }

        var figures = levels.SelectMany((level, index) => level?.Figures.Select(figure => figure with { Group = index + 1 }) ?? []);
        var text = string.Join("; ", levels.Select((level, index) => $"nhóm {index + 1}: {level?.Text ?? "?"}"));
        return new Threshold(text, figures.ToList());
    }

    private Threshold? LevelOf(IndicatorKind kind, string column, string absent)
    {
        var text = cell(column);
        var level = text == "?" ? null : Threshold.Parse(kind, text);
        Demand(
            column,
            level is not null || text == "?",
            text.Length == 0
                ? absent
                : $"ngưỡng '{Shown(text)}' không đúng dạng của kiểu {Shown(cell("type"))}; số dùng dấu chấm thập phân."
        );
        return level;
    }

    private T Choice<T>(string column, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var given = cell(column);
        Demand(column, choices.ContainsKey(given), $"'{Shown(given)}' không có; dùng một trong: {string.Join(" ", choices.Keys)}.");
        return choices.GetValueOrDefault(given);
    }

    private void Demand(string column, bool holds, string message)
    {
        if (!holds)
        {
            faults++;
            fault(column, message);
        }
    }

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

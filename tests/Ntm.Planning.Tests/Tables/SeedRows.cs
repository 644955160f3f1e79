namespace Ntm.Planning.Tests.Tables;

/// <summary>One field of a plan's head.</summary>
internal sealed record FieldRow(string Plan, string Field, string? Value, string? AsWritten, string Status, string? Note)
{
    public static FieldRow Of(CsvRow row) =>
        new(row["plan"], row["field"], row.Maybe("value"), row.Maybe("as_written"), row["status"], row.Maybe("note"));
}

/// <summary>One period.</summary>
internal sealed record PeriodRow(string Plan, string Key, CsvRow Cells)
{
    public static PeriodRow Of(CsvRow row) => new(row["plan"], row["period"], row);
}

/// <summary>One target; its due as the plan words it and as the instant that is meant.</summary>
internal sealed record TargetRow(string Plan, string Key, DateTimeOffset? DueBefore, CsvRow Cells)
{
    public static TargetRow Of(CsvRow row) => new(row["plan"], row["target"], row.Instant("due_before"), row);
}

/// <summary>The share of a place in a target.</summary>
internal sealed record SplitRow(string Plan, string Target, string Place, decimal Value, string Basis, string? Note)
{
    public static SplitRow Of(CsvRow row) =>
        new(row["plan"], row["target"], row["child_unit"], row.Number("value")!.Value, row["basis"], row.Maybe("note"));
}

/// <summary>One task; its due as the plan words it and as the instant that is meant.</summary>
internal sealed record TaskRow(string Plan, string Key, DateTimeOffset? DueBefore, CsvRow Cells)
{
    public static TaskRow Of(CsvRow row) => new(row["plan"], row["task"], row.Instant("due_before"), row);
}

/// <summary>One reporting rule.</summary>
internal sealed record ReportingRow(string Plan, string Key, CsvRow Cells)
{
    public static ReportingRow Of(CsvRow row) => new(row["plan"], row["rule"], row);
}

/// <summary>One source of funds.</summary>
internal sealed record FundRow(string Plan, string Key, CsvRow Cells)
{
    public static FundRow Of(CsvRow row) => new(row["plan"], row["fund"], row);
}

/// <summary>One document.</summary>
internal sealed record DocumentRow(string Plan, string Key, CsvRow Cells)
{
    public static DocumentRow Of(CsvRow row) => new(row["plan"], row["document"], row);
}

/// <summary>One body.</summary>
internal sealed record BodyRow(string Plan, string Key, string Name, string Short, string Level, string Kind, string? Note)
{
    public static BodyRow Of(CsvRow row) =>
        new(row["plan"], row["body"], row["name_vi"], row["short_vi"], row["level"], row["kind"], row.Maybe("note"));
}

/// <summary>One place.</summary>
internal sealed record PlaceRow(string Plan, string Key, string Name, string Kind, string? Within, string? Note)
{
    public static PlaceRow Of(CsvRow row) =>
        new(row["plan"], row["place"], row["name_vi"], row["kind"], row.Maybe("within"), row.Maybe("note"));
}

/// <summary>One warning that the plan deserves.</summary>
internal sealed record WarningRow(
    string Plan,
    string Key,
    string Kind,
    IReadOnlyList<string> Rows,
    string What,
    string Mend,
    string Severity
)
{
    public static WarningRow Of(CsvRow row) =>
        new(row["plan"], row["warning"], row["kind"], row.List("rows"), row["what"], row["mend"], row["severity"]);
}

/// <summary>One standing rule.</summary>
internal sealed record RuleRow(string Plan, string Key, CsvRow Cells)
{
    public static RuleRow Of(CsvRow row) => new(row["plan"], row["rule"], row);
}

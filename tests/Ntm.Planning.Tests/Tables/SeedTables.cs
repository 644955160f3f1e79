namespace Ntm.Planning.Tests.Tables;

/// <summary>Five real plans as tables, one fact a row, and as the content that the service takes.</summary>
internal static class SeedTables
{
    /// <summary>Codes of the plans.</summary>
    public static readonly IReadOnlyList<string> Codes = ["S0", "S1", "S2", "S3", "S4"];

    /// <summary>Official code of the unit of each plan. Two plans do not name their commune; they get one of the sample's.</summary>
    public static readonly IReadOnlyDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["S0"] = "18679",
        ["S1"] = "18724",
        ["S2"] = "446",
        ["S3"] = "18175",
        ["S4"] = "18187",
    };

    /// <summary>Year of the campaign of each plan.</summary>
    public static readonly IReadOnlyDictionary<string, int> Years = new Dictionary<string, int>
    {
        ["S0"] = 2021,
        ["S1"] = 2022,
        ["S2"] = 2021,
        ["S3"] = 2023,
        ["S4"] = 2020,
    };

    public static IReadOnlyList<FieldRow> Fields { get; } = Read("plans", FieldRow.Of);

    public static IReadOnlyList<PeriodRow> Periods { get; } = Read("periods", PeriodRow.Of);

    public static IReadOnlyList<TargetRow> Targets { get; } = Read("targets", TargetRow.Of);

    public static IReadOnlyList<SplitRow> Splits { get; } = Read("splits", SplitRow.Of);

    public static IReadOnlyList<TaskRow> Tasks { get; } = Read("tasks", TaskRow.Of);

    public static IReadOnlyList<ReportingRow> Reporting { get; } = Read("reporting", ReportingRow.Of);

    public static IReadOnlyList<FundRow> Funding { get; } = Read("funding", FundRow.Of);

    public static IReadOnlyList<DocumentRow> Documents { get; } = Read("documents", DocumentRow.Of);

    public static IReadOnlyList<BodyRow> Bodies { get; } = Read("bodies", BodyRow.Of);

    public static IReadOnlyList<PlaceRow> Places { get; } = Read("places", PlaceRow.Of);

    public static IReadOnlyList<WarningRow> Warnings { get; } = Read("warnings", WarningRow.Of);

    public static IReadOnlyList<RuleRow> Rules { get; } = Read("rules", RuleRow.Of);

    /// <summary>What a plan says, with keys without its code: <c>S0-T01</c> is <c>T01</c>.</summary>
    public static PlanContent Content(string plan) => new SeedContent(plan).Build();

    private static IReadOnlyList<T> Read<T>(string name, Func<CsvRow, T> of) => [.. CsvTable.Embedded(name).Select(of)];
}

namespace Ntm.Planning.Tests.Tables;

public sealed class SeedTablesTests
{
    public static readonly TheoryData<string> Codes = [.. SeedTables.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_content_of_each_plan_has_no_fault(string plan) => Assert.Empty(ContentCheck.FaultsOf(SeedTables.Content(plan)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_content_has_every_row_of_the_tables(string plan)
    {
        var content = SeedTables.Content(plan);

        Assert.Equal(SeedTables.Targets.Count(row => row.Plan == plan), content.Targets.Count);
        Assert.Equal(SeedTables.Tasks.Count(row => row.Plan == plan), content.Tasks.Count);
        Assert.Equal(SeedTables.Reporting.Count(row => row.Plan == plan), content.Reporting.Count);
        Assert.Equal(SeedTables.Rules.Count(row => row.Plan == plan), content.Rules.Count);
        Assert.Single(content.Periods, period => period.Kind == PeriodKind.Main);
        Assert.All(
            content.Header.Recipients,
            line => Assert.True(line.Bodies.Count > 0 || line.Text.StartsWith("Lưu", StringComparison.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_due_ends_at_the_instant_of_its_table(string plan)
    {
        var content = SeedTables.Content(plan);

        Assert.All(
            SeedTables.Targets.Where(row => row.Plan == plan).Zip(content.Targets),
            pair => Assert.Equal(pair.First.DueBefore, pair.Second.Due.Before)
        );
        Assert.All(
            SeedTables.Tasks.Where(row => row.Plan == plan).Zip(content.Tasks),
            pair => Assert.Equal(pair.First.DueBefore, pair.Second.Due.Before)
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_period_ends_at_the_instant_of_its_table(string plan)
    {
        var rows = SeedTables.Periods.Where(row => row.Plan == plan).ToList();

        Assert.All(rows.Zip(SeedTables.Content(plan).Periods), pair => Assert.Equal(pair.First.Cells.Instant("until"), pair.Second.Until));
        Assert.All(rows.Zip(SeedTables.Content(plan).Periods), pair => Assert.Equal(pair.First.Cells.Number("days"), pair.Second.Days));
    }

    [Fact]
    public void The_reader_takes_quotes_commas_and_line_ends_inside_cells()
    {
        var row = Assert.Single(CsvTable.Read("a,b,c\r\n\"x,\"\"y\"\"\nz\",,1.5\r\n"));

        Assert.Equal("x,\"y\"\nz", row["a"]);
        Assert.Null(row.Maybe("b"));
        Assert.Equal(1.5m, row.Number("c"));
    }

    [Fact]
    public void The_reader_refuses_a_row_with_too_few_cells() => Assert.Throws<FormatException>(() => CsvTable.Read("a,b\nx\n"));
}

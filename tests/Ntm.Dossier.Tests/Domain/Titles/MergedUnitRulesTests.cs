using System.Text;
using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Tests.Domain.Titles;

public sealed class MergedUnitRulesTests
{
    private const string Ntm = "xa-ntm";
    private const string Advanced = "xa-ntm-nang-cao";
    private const string Model = "xa-ntm-kieu-mau";

    private static readonly MergedUnitRules Rules = MergedUnitRules.Load();
    private static readonly DateOnly Day = new(2025, 7, 1);

    [Theory]
    [InlineData(Ntm, Ntm, null, true)]
    [InlineData(Advanced, Advanced, null, true)]
    [InlineData(Model, Model, null, true)]
    [InlineData(Ntm, null, Ntm, true)]
    [InlineData(Advanced, null, Ntm, true)]
    [InlineData(Model, null, Ntm, true)]
    [InlineData(Model, Ntm, Advanced, true)]
    [InlineData(Model, Advanced, Model, false)]
    [InlineData(Advanced, Ntm, Advanced, false)]
    public void The_table_says_what_two_communes_build_together(string one, string? other, string? builds, bool decides)
    {
        foreach (var held in new string?[][] { [one, other], [other, one], [other, one, one, other] })
        {
            var rule = Rules.For(held, Day)!;

            Assert.Equal((builds, decides), (rule.Builds, rule.Decides));
            Assert.Contains("267/BNN-VPĐP", rule.Source, StringComparison.Ordinal);
            Assert.Contains("5424/BNN-VPĐP", rule.Source, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2023-01-08", false)]
    [InlineData("2023-01-09", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    public void A_rule_holds_on_its_days(string day, bool known) =>
        Assert.Equal(known, Rules.For([Ntm, null], DateOnly.Parse(day, null)) is not null);

    [Fact]
    public void Of_three_levels_the_lowest_is_held_against_each_and_the_weakest_source_counts()
    {
        Assert.Equal((Ntm, true), Of(null, Ntm, Model));
        Assert.Equal((Advanced, false), Of(Ntm, Advanced, Model));
        Assert.Null(Rules.For([null, null], Day));
        Assert.Null(Rules.For([], Day));
        Assert.Null(Rules.For(["huyen-ntm", Ntm], Day));

        static (string?, bool) Of(params string?[] held) => Rules.For(held, Day) is { } rule ? (rule.Builds, rule.Decides) : default;
    }

    [Fact]
    public void Every_fault_of_the_file_is_named()
    {
        const string File = """
            {"titles":[{"key":"a","name":"A"},{"key":"b","name":"B"}],"rules":[
            {"key":"down","validFrom":"2023-01-01","validTo":null,"lower":"b","higher":"a","builds":"a","source":"s","mark":"V1"},
            {"key":"same","validFrom":"2023-01-01","validTo":null,"lower":"a","higher":"a","builds":"a","source":"s","mark":"V1"},
            {"key":"empty","validFrom":"2023-01-02","validTo":"2023-01-01","lower":null,"higher":"b","builds":"a","source":" ","mark":""},
            {"key":"twice","validFrom":"2023-05-01","validTo":null,"lower":"a","higher":"a","builds":null,"source":"s","mark":"V1"}]}
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(File));

        var message = Assert.Throws<InvalidDataException>(() => MergedUnitRules.Parse(stream)).Message;

        Assert.All(["down: lower", "same: builds", "empty: thiếu", "twice: trùng"], named => Assert.Contains(named, message));
    }
}

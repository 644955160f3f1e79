using System.Text;
using Ntm.Dossier.Domain.Paths;
using Ntm.Dossier.Domain.Procedures;

namespace Ntm.Dossier.Tests.Domain.Procedures;

public sealed class CutOffRulesTests
{
    private const string Key = "district-submission";

    [Theory]
    [InlineData(2016, null)]
    [InlineData(2017, "04-10")]
    [InlineData(2025, "04-10")]
    [InlineData(2026, null)]
    public void The_shipped_cut_off_is_that_of_the_years_up_to_2025(int year, string? expected)
    {
        Assert.Equal(expected is null ? null : MonthDay.Parse(expected), CutOffRules.Load().Of(Key, "42", year));
    }

    [Fact]
    public void A_provinces_own_rule_goes_before_the_one_for_all()
    {
        var rules = Parse(Row("null", 2021, 2025, "04-10"), Row("\"42\"", 2023, 2023, "05-05"));

        Assert.Equal(new MonthDay(5, 5), rules.Of(Key, "42", 2023));
        Assert.Equal(new MonthDay(4, 10), rules.Of(Key, "42", 2024));
        Assert.Equal(new MonthDay(4, 10), rules.Of(Key, "40", 2023));
        Assert.Null(rules.Of("commune-submission", "42", 2023));
    }

    [Theory]
    [InlineData("02-29", "M", "không phải ngày dạng MM-dd")]
    [InlineData("04-10", "M?", "chưa được xác nhận")]
    [InlineData("04-10", "?", "chưa được xác nhận")]
    public void A_cut_off_that_is_no_day_or_in_doubt_stops_the_start(string before, string mark, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Parse(Row("null", 2021, 2025, before, mark)));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_for_one_year_and_years_in_the_wrong_order_stop_the_start()
    {
        var fault = Assert.Throws<InvalidDataException>(() =>
            Parse(Row("null", 2021, 2025, "04-10"), Row("null", 2025, 2026, "05-10"), Row("\"42\"", 2024, 2023, "05-10"))
        );

        Assert.Contains("hai dòng cho cùng một năm", fault.Message, StringComparison.Ordinal);
        Assert.Contains("lastYear trước firstYear", fault.Message, StringComparison.Ordinal);
    }

    private static CutOffRules Parse(params string[] rows) =>
        CutOffRules.Parse(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"cutOffs\": [{string.Join(',', rows)}]}}")));

    private static string Row(string province, int first, int last, string before, string mark = "M") =>
        $$"""
            {"key": "{{Key}}", "province": {{province}}, "firstYear": {{first}}, "lastYear": {{last}}, "before": "{{before}}",
             "source": "Văn bản", "mark": "{{mark}}"}
            """;
}

using System.Text;
using Ntm.Dossier.Domain.Councils;

namespace Ntm.Dossier.Tests.Domain.Councils;

public sealed class VoteRulesTests
{
    [Theory]
    [InlineData("2016-12-29", null)]
    [InlineData("2016-12-30", "province-council-2016")]
    [InlineData("2022-08-01", "province-council-2016")]
    [InlineData("2022-08-02", "province-council-2022")]
    [InlineData("2025-06-30", "province-council-2022")]
    [InlineData("2025-07-01", "province-council-2025")]
    [InlineData("2031-01-01", "province-council-2025")]
    public void The_rule_of_the_legal_day_applies(string day, string? key)
    {
        Assert.Equal(key, VoteRules.Load().On(DateOnly.ParseExact(day, "yyyy-MM-dd", null))?.Key);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_all_its_faults()
    {
        var fault = Assert
            .Throws<InvalidDataException>(() =>
                Parse(
                    """
                    {"rules":[
                      {"key":"a","title":"t","validFrom":"2020-01-01","validTo":"2020-12-31",
                      "size":{"fewest":0,"odd":false,"source":"s","mark":"M"},
                      "quorum":{"numerator":3,"denominator":2,"source":"s","mark":"M"},
                      "majority":{"numerator":9,"denominator":10,"source":"s","mark":"M"}},
                      {"key":"a","title":"t","validFrom":"2021-02-01","validTo":"2021-01-01",
                      "size":{"fewest":3,"odd":false,"source":"s","mark":"M"},
                      "quorum":{"numerator":1,"denominator":2,"source":"s","mark":"M"},
                      "majority":{"numerator":9,"denominator":10,"source":"s","mark":"M"}}
                    ]}
                    """
                )
            )
            .Message;

        Assert.Contains("phân số", fault, StringComparison.Ordinal);
        Assert.Contains("số thành viên phải từ 1", fault, StringComparison.Ordinal);
        Assert.Contains("trước validFrom", fault, StringComparison.Ordinal);
        Assert.Contains("khóa trùng lặp", fault, StringComparison.Ordinal);
        Assert.Contains("không nối tiếp", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"rules\":[]}")]
    [InlineData("{\"rules\":[{\"key\":\"a\"}]}")]
    [InlineData("{\"rules\":[],\"extra\":1}")]
    [InlineData("{\"rules\":")]
    [InlineData("null")]
    public void A_file_without_rules_or_with_unknown_fields_is_refused(string json)
    {
        Assert.Throws<InvalidDataException>(() => Parse(json));
    }

    private static VoteRules Parse(string json) => VoteRules.Parse(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}

using System.Text;
using Ntm.Dossier.Domain;

namespace Ntm.Dossier.Tests.Domain;

public sealed class CampaignsTests
{
    [Fact]
    public void The_shipped_campaigns_are_sound_and_one_is_open_on_every_day_of_them()
    {
        var campaigns = Campaigns.Load();

        for (var day = new DateOnly(2017, 1, 1); day <= new DateOnly(2030, 12, 31); day = day.AddDays(1))
        {
            Assert.Single(Enumerable.Range(2010, 30), year => campaigns.Of(year)?.Covers(day) == true);
        }

        Assert.Equal(new DateOnly(2024, 1, 1), campaigns.CutOffOf(2023));
    }

    [Theory]
    [InlineData("2023-01-01", "2022-12-31", "2024-01-01", "QĐ", "M", "2023: closesOn trước opensOn")]
    [InlineData("2023-01-01", "2023-12-31", "2023-12-31", "QĐ", "M", "2024: mở khi đợt 2023 chưa đóng")]
    [InlineData("2023-01-01", "2023-12-31", "2024-01-01", " ", "M", "thiếu căn cứ")]
    [InlineData("2023-01-01", "2023-12-31", "2024-01-01", "QĐ", "M?", "chưa được xác nhận")]
    public void A_file_with_a_fault_is_refused(string opens, string closes, string next, string source, string mark, string expected)
    {
        var file = $$"""
            {"campaigns":[
            {"year":2023,"opensOn":"{{opens}}","closesOn":"{{closes}}","source":"{{source}}","mark":"{{mark}}"},
            {"year":2024,"opensOn":"{{next}}","closesOn":"2024-12-31","source":"QĐ","mark":"M"}]}
            """;

        var fault = Assert.Throws<InvalidDataException>(() => Campaigns.Parse(new MemoryStream(Encoding.UTF8.GetBytes(file))));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_that_is_named_twice_and_a_file_without_a_year_are_refused()
    {
        const string Row = """{"year":2023,"opensOn":"2023-01-01","closesOn":"2023-12-31","source":"QĐ","mark":"M"}""";

        foreach (var file in new[] { $$"""{"campaigns":[{{Row}},{{Row}}]}""", """{"campaigns":[]}""" })
        {
            Assert.Throws<InvalidDataException>(() => Campaigns.Parse(new MemoryStream(Encoding.UTF8.GetBytes(file))));
        }
    }
}

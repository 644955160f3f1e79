using Ntm.Portal.Api;
using Ntm.Portal.Pages.Assessments;

namespace Ntm.Portal.Tests.Parts;

public sealed class IndicatorFormTests
{
    [Fact]
    public void A_share_is_read_as_people_type_it()
    {
        var value = Read("percent", ("numerator", "3.200"), ("denominator", "3.200,5"));

        Assert.Equal((3200m, 3200.5m), (value!.Numerator, value.Denominator));
    }

    [Fact]
    public void Shares_of_men_and_women_are_apart()
    {
        var value = Read("percent", true, ("male", "1"), ("ofMale", "2"), ("female", ""), ("ofFemale", ""));

        Assert.Equal(new ShareRecord(1, 2), value!.Male);
        Assert.Null(value.Female);
    }

    [Theory]
    [InlineData("co", true)]
    [InlineData("khong", false)]
    public void A_yes_or_no_is_an_answer(string typed, bool met) => Assert.Equal(met, Read("boolean", ("met", typed))!.Met);

    [Fact]
    public void Conditions_are_answered_each_and_may_stay_open()
    {
        var value = Read("composite", ("part0", "co"), ("part1", ""));

        Assert.Equal([true, null], value!.Parts);
    }

    [Theory]
    [InlineData("boolean")]
    [InlineData("percent")]
    [InlineData("percent2")]
    [InlineData("number")]
    [InlineData("composite")]
    public void Nothing_typed_is_no_value(string type) => Assert.Null(Read(type));

    [Fact]
    public void What_a_commune_has_not_needs_no_figure()
    {
        var indicator = Indicator("number") with { IfAny = true };
        var typed = new Dictionary<string, string?>
        {
            ["1.1:notApplicable"] = "true",
            ["1.1:reason"] = "Không có chợ.",
            ["1.1:number"] = "5",
        };

        var value = IndicatorForm.Read(indicator, typed.GetValueOrDefault);

        Assert.Equal((true, "Không có chợ.", null), (value!.NotApplicable, value.Reason, value.Number));
    }

    [Theory]
    [InlineData("chín", 1)]
    [InlineData("1,2,3", 1)]
    [InlineData("7.5", 1)]
    [InlineData("0,38", 0)]
    [InlineData(" ", 0)]
    public void What_is_no_number_is_named(string typed, int faults) =>
        Assert.Equal(faults, IndicatorForm.Unreadable("1.1", new Dictionary<string, string> { ["1.1:number"] = typed }).Count());

    [Fact]
    public void What_is_stored_stands_in_its_field_as_it_is_typed()
    {
        var indicator = Indicator("percent") with
        {
            Value = new ValueRecord { Numerator = 0.38m, Denominator = 3200 },
        };

        Assert.Equal(("0,38", "3200"), (IndicatorForm.Stands(indicator, "numerator"), IndicatorForm.Stands(indicator, "denominator")));
    }

    private static ValueRecord? Read(string type, params (string Part, string Text)[] typed) => Read(type, false, typed);

    private static ValueRecord? Read(string type, bool bySex, params (string Part, string Text)[] typed)
    {
        var fields = typed.ToDictionary(one => IndicatorForm.Field("1.1", one.Part), one => (string?)one.Text);
        return IndicatorForm.Read(Indicator(type) with { BySex = bySex }, fields.GetValueOrDefault);
    }

    private static IndicatorRecord Indicator(string type) =>
        new()
        {
            Code = "1.1",
            Type = type,
            Parts = type == "composite" ? ["a", "b"] : [],
        };
}

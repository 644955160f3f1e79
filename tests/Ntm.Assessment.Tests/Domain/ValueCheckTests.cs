using FsCheck;
using FsCheck.Fluent;
using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Tests.Domain;

public sealed class ValueCheckTests
{
    private static readonly Indicator Percent = JudgementTests.Indicator(IndicatorKind.Percent, ">=", "80");
    private static readonly Indicator Number = JudgementTests.Indicator(IndicatorKind.Number, ">=", "2");

    [Fact]
    public void A_numerator_over_its_denominator_is_refused_and_an_equal_one_is_not()
    {
        Assert.Equal([("assessment.numerator_over_denominator", "v.numerator")], Check(Percent, JudgementTests.Share(101, 100)));
        Assert.Empty(Check(Percent, JudgementTests.Share(100, 100)));
        Assert.Equal([("assessment.denominator_zero", "v.denominator")], Check(Percent, JudgementTests.Share(0, 0)));
    }

    [Theory]
    [InlineData("-0.0001", "assessment.number_out_of_range")]
    [InlineData("1000000000000.0001", "assessment.number_out_of_range")]
    [InlineData("1.00001", "assessment.too_many_digits")]
    public void Negative_too_large_and_too_exact_numbers_are_refused(string number, string code) =>
        Assert.Equal([(code, "v.number")], Check(Number, new IndicatorValue { Number = Parse(number) }));

    [Theory]
    [InlineData("0")]
    [InlineData("1000000000000")]
    [InlineData("1.0000000")]
    [InlineData("1.2345")]
    public void Numbers_at_the_bounds_are_accepted(string number) =>
        Assert.Empty(Check(Number, new IndicatorValue { Number = Parse(number) }));

    [Fact]
    public void A_value_of_another_type_is_refused_and_all_faults_are_named()
    {
        Assert.Equal(
            [
                ("assessment.value_of_other_type", "v.met"),
                ("assessment.value_missing_part", "v.numerator"),
                ("assessment.value_missing_part", "v.denominator"),
            ],
            Check(Percent, new IndicatorValue { Met = true })
        );
        Assert.Equal(
            [("assessment.value_of_other_type", "v.denominator")],
            Check(Number, new IndicatorValue { Number = 1, Denominator = 1 })
        );
        Assert.Equal([("assessment.value_of_other_type", "v.reason")], Check(Number, new IndicatorValue { Number = 1, Reason = "vì" }));
    }

    [Fact]
    public void By_sex_wants_both_sexes()
    {
        var indicator = Percent with { BySex = true };
        var half = new ShareValue { Numerator = 1, Denominator = 2 };

        Assert.Equal([("assessment.value_missing_part", "v.female")], Check(indicator, new IndicatorValue { Male = half }));
        Assert.Equal(
            [("assessment.numerator_over_denominator", "v.female.numerator")],
            Check(
                indicator,
                new IndicatorValue
                {
                    Male = half,
                    Female = new ShareValue { Numerator = 3, Denominator = 2 },
                }
            )
        );
        Assert.Equal(
            [("assessment.value_missing_part", "v.female.numerator"), ("assessment.value_missing_part", "v.female.denominator")],
            Check(indicator, new IndicatorValue { Male = half, Female = new ShareValue() })
        );
        Assert.Empty(Check(indicator, new IndicatorValue { Male = half, Female = half }));
    }

    [Fact]
    public void The_second_number_is_part_of_the_first()
    {
        var indicator = JudgementTests.Indicator(IndicatorKind.Percent2, ">=", "45 / 35");

        Assert.Equal(
            [("assessment.part_over_whole", "v.secondNumerator")],
            Check(
                indicator,
                new IndicatorValue
                {
                    Numerator = 4,
                    SecondNumerator = 5,
                    Denominator = 10,
                }
            )
        );
        Assert.Empty(
            Check(
                indicator,
                new IndicatorValue
                {
                    Numerator = 5,
                    SecondNumerator = 5,
                    Denominator = 10,
                }
            )
        );
    }

    [Fact]
    public void A_count_is_whole_and_a_composite_has_one_answer_a_condition()
    {
        var count = JudgementTests.Indicator(IndicatorKind.Count, "=", "0");
        var composite = JudgementTests.Indicator(IndicatorKind.Composite, "=", "Đạt") with { Parts = ["một", "hai"] };

        Assert.Equal([("assessment.not_whole", "v.number")], Check(count, new IndicatorValue { Number = 0.5m }));
        Assert.Equal([("assessment.parts_count", "v.parts")], Check(composite, new IndicatorValue { Parts = [true] }));
        Assert.Empty(Check(composite, new IndicatorValue { Parts = [true, null] }));
    }

    [Fact]
    public void Not_applicable_needs_an_indicator_that_allows_it_and_a_reason()
    {
        var none = new IndicatorValue { NotApplicable = true, Reason = "Không có" };

        Assert.Equal([("assessment.always_applies", "v.notApplicable")], Check(Percent, none));
        Assert.Empty(Check(Percent with { Optional = true }, none));
        Assert.Equal([("assessment.reason_required", "v.reason")], Check(Percent with { Optional = true }, none with { Reason = null }));
        Assert.Equal([("assessment.value_of_other_type", "v.number")], Check(Percent with { Optional = true }, none with { Number = 1 }));
    }

    [Fact]
    public void Any_accepted_share_is_judged_as_exact_integer_arithmetic_says() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(PositiveInt, NonNegativeInt, NonNegativeInt)>(),
                given =>
                {
                    var (denominator, numerator, threshold) = ((long)given.Item1.Get, given.Item2.Get, given.Item3.Get % 101);
                    var value = JudgementTests.Share(Math.Min(numerator, denominator), denominator);
                    var indicator = JudgementTests.Indicator(
                        IndicatorKind.Percent,
                        ">=",
                        threshold.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    );
                    var passed = Judgement.Judge(indicator, value, new JudgedFor(2023, "R"), null).Verdict == Verdict.Passed;
                    return Check(indicator, value).Count == 0
                        && passed == (Math.Min(numerator, denominator) * 100 >= threshold * denominator);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("-100", null)]
    [InlineData("100000", null)]
    [InlineData("-100.1", "assessment.growth_out_of_range")]
    [InlineData("100000.1", "assessment.growth_out_of_range")]
    [InlineData("1.23456", "assessment.too_many_digits")]
    public void A_growth_rate_has_bounds_of_its_own(string number, string? code)
    {
        var growth = JudgementTests.Indicator(IndicatorKind.Growth, ">=", "8");

        Assert.Equal(code, Check(growth, new IndicatorValue { Number = Parse(number) }).SingleOrDefault().Item1);
        Assert.Equal([("assessment.value_missing_part", "v.number")], Check(growth, new IndicatorValue()));
        Assert.Equal("-3,5 %", ValueText.Of(growth, new IndicatorValue { Number = -3.5m }));
    }

    [Theory]
    [InlineData(33, 40, "82,5 % (33/40)")]
    [InlineData(89_996, 100_000, "89,99 % (89.996/100.000)")]
    [InlineData(1, 3, "33,33 % (1/3)")]
    public void People_read_a_share_cut_and_never_rounded_up(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, ValueText.Of(Percent, JudgementTests.Share(numerator, denominator)));

    private static List<(string, string?)> Check(Indicator indicator, IndicatorValue value) =>
        ValueCheck.Check(indicator, value, "v").Select(error => (error.Code, error.Field)).ToList();

    private static decimal Parse(string number) =>
        decimal.Parse(number, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);
}

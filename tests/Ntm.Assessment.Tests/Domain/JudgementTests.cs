using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class JudgementTests
{
    private const string Region = "BAC_TRUNG_BO";
    private static readonly JudgedFor HaTinh2023 = new(2023, Region);

    [Theory]
    [InlineData(80, 100, nameof(Verdict.Passed))]
    [InlineData(79, 100, nameof(Verdict.Failed))]
    [InlineData(799_999, 1_000_000, nameof(Verdict.Failed))]
    [InlineData(4, 5, nameof(Verdict.Passed))]
    [InlineData(0, 5, nameof(Verdict.Failed))]
    public void A_share_is_held_against_the_threshold_exactly(int numerator, int denominator, string expected) =>
        Assert.Equal(Enum.Parse<Verdict>(expected), Judge(Indicator(IndicatorKind.Percent, ">=", "80"), Share(numerator, denominator)));

    [Fact]
    public void A_share_a_ten_thousandth_below_a_large_threshold_fails()
    {
        var indicator = Indicator(IndicatorKind.Percent, ">=", "66.6667");

        Assert.Equal(Verdict.Failed, Judge(indicator, Share(2, 3)));
        Assert.Equal(Verdict.Passed, Judge(indicator, Share(666_667, 1_000_000)));
        Assert.Equal(Verdict.Failed, Judge(indicator, Share(999_999_999_999.9998m * 0.666667m, 999_999_999_999.9999m)));
    }

    [Theory]
    [InlineData("<=", "5", 5, nameof(Verdict.Passed))]
    [InlineData("<=", "5", 6, nameof(Verdict.Failed))]
    [InlineData("=", "100", 100, nameof(Verdict.Passed))]
    [InlineData("=", "100", 99, nameof(Verdict.Failed))]
    public void At_most_and_exactly_hold_on_their_own_side(string op, string threshold, int percent, string expected) =>
        Assert.Equal(Enum.Parse<Verdict>(expected), Judge(Indicator(IndicatorKind.Percent, op, threshold), Share(percent, 100)));

    [Theory]
    [InlineData(45, 35, nameof(Verdict.Passed))]
    [InlineData(44, 35, nameof(Verdict.Failed))]
    [InlineData(45, 34, nameof(Verdict.Failed))]
    public void Both_of_two_numbers_must_hold(int first, int second, string expected) =>
        Assert.Equal(
            Enum.Parse<Verdict>(expected),
            Judge(
                Indicator(IndicatorKind.Percent2, ">=", "45 / 35"),
                new IndicatorValue
                {
                    Numerator = first,
                    SecondNumerator = second,
                    Denominator = 100,
                }
            )
        );

    [Theory]
    [InlineData(90, 90, nameof(Verdict.Passed))]
    [InlineData(95, 89, nameof(Verdict.Failed))]
    [InlineData(89, 95, nameof(Verdict.Failed))]
    public void Men_and_women_must_each_reach_it(int male, int female, string expected) =>
        Assert.Equal(
            Enum.Parse<Verdict>(expected),
            Judge(
                Indicator(IndicatorKind.Percent, ">=", "90") with
                {
                    BySex = true,
                },
                new IndicatorValue
                {
                    Male = new ShareValue { Numerator = male, Denominator = 100 },
                    Female = new ShareValue { Numerator = female, Denominator = 100 },
                }
            )
        );

    [Theory]
    [InlineData(2023, "45", nameof(Verdict.Passed))]
    [InlineData(2023, "44.9999", nameof(Verdict.Failed))]
    [InlineData(2024, "45", nameof(Verdict.Failed))]
    [InlineData(2026, "99", nameof(Verdict.Undecidable))]
    public void Money_is_held_against_the_figure_of_its_year(int year, string amount, string expected) =>
        Assert.Equal(
            Enum.Parse<Verdict>(expected),
            Judge(Indicator(IndicatorKind.Currency, ">=", "2023 45; 2024 48"), Number(amount), judgedFor: new JudgedFor(year, Region))
        );

    [Fact]
    public void People_read_the_figure_of_their_year()
    {
        var indicator = Indicator(IndicatorKind.Currency, ">=", "2023 45.5; 2024 48") with { Unit = "triệu đồng" };

        Assert.Equal("≥ 45,5 triệu đồng", Judgement.Describe(indicator, indicator.Threshold, HaTinh2023));
        Assert.Equal("≥ 2023 45,5; 2024 48 triệu đồng", Judgement.Describe(indicator, indicator.Threshold, new JudgedFor(2026, Region)));
        Assert.Equal("?", Judgement.Describe(indicator, null, HaTinh2023));
    }

    [Fact]
    public void The_figure_of_the_region_goes_before_the_one_for_all()
    {
        var threshold = Threshold.Parse(IndicatorKind.Currency, "36; BAC_TRUNG_BO 2024 48; 2024 50")!;

        Assert.Equal(48m, threshold.For(2024, Region)!.Value);
        Assert.Equal(50m, threshold.For(2024, "TAY_NGUYEN")!.Value);
        Assert.Equal(36m, threshold.For(2020, Region)!.Value);
    }

    [Fact]
    public void A_national_figure_of_another_region_does_not_decide()
    {
        var result = Judgement.Judge(
            Indicator(IndicatorKind.Percent, ">=", "80") with
            {
                Region = Region,
            },
            Share(100, 100),
            new JudgedFor(2023, "TAY_NGUYEN"),
            null
        );

        Assert.Equal(Verdict.Undecidable, result.Verdict);
        Assert.Contains("vùng", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.5", "8.5", nameof(Verdict.Passed))]
    [InlineData("8.5", "8.4999", nameof(Verdict.Failed))]
    [InlineData("120", "135.2", nameof(Verdict.Passed))]
    [InlineData("-2", "-1.5", nameof(Verdict.Passed))]
    [InlineData("-2", "-2.5", nameof(Verdict.Failed))]
    public void Growth_may_exceed_a_hundred_percent_or_be_negative(string threshold, string value, string expected) =>
        Assert.Equal(Enum.Parse<Verdict>(expected), Judge(Indicator(IndicatorKind.Growth, ">=", threshold), Number(value)));

    [Theory]
    [InlineData("-100.1")]
    [InlineData("100001")]
    [InlineData("8,5")]
    [InlineData("8.12345")]
    [InlineData("tăng")]
    public void What_is_no_growth_rate_is_no_threshold(string text) => Assert.Null(Threshold.Parse(IndicatorKind.Growth, text));

    [Fact]
    public void A_national_figure_by_year_stays_where_the_province_confirms_another_year()
    {
        var indicator = Indicator(IndicatorKind.Currency, ">=", "2023 45; 2024 48") with { Region = Region };
        var confirmed = new Confirmation("9.2", "2026 60", "thử", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1));

        Assert.Equal(Verdict.Passed, Judge(indicator, Number("48"), confirmed, new JudgedFor(2024, Region)));
        Assert.Equal(Verdict.Failed, Judge(indicator, Number("59"), confirmed, new JudgedFor(2026, Region)));
        Assert.Equal(Verdict.Undecidable, Judge(indicator, Number("59"), confirmed, new JudgedFor(2027, Region)));
        Assert.True(Decided("2023 50", Region));
        Assert.False(Decided("2026 60", Region));
        Assert.False(Decided("2023 50", "TAY_NGUYEN"));

        bool Decided(string given, string region) =>
            new Ntm.Assessment.Domain.ConfirmableThreshold(IndicatorKind.Currency, indicator.DecidedIn(region), ByYear: true).IsDecided(
                Threshold.Parse(IndicatorKind.Currency, given)!
            );
    }

    [Theory]
    [InlineData("true,true", nameof(Verdict.Passed))]
    [InlineData("true,false", nameof(Verdict.Failed))]
    [InlineData("null,false", nameof(Verdict.Failed))]
    [InlineData("true,null", nameof(Verdict.Missing))]
    public void Every_condition_of_a_composite_must_hold(string parts, string expected) =>
        Assert.Equal(
            Enum.Parse<Verdict>(expected),
            Judge(
                Indicator(IndicatorKind.Composite, "=", "Đạt") with
                {
                    Parts = ["một", "hai"],
                },
                new IndicatorValue { Parts = parts.Split(',').Select(part => part == "null" ? (bool?)null : part == "true").ToList() }
            )
        );

    [Theory]
    [InlineData(nameof(IndicatorKind.Count), "=", "0", "0", nameof(Verdict.Passed))]
    [InlineData(nameof(IndicatorKind.Count), "=", "0", "1", nameof(Verdict.Failed))]
    [InlineData(nameof(IndicatorKind.Number), ">=", "2", "2.0", nameof(Verdict.Passed))]
    [InlineData(nameof(IndicatorKind.Number), ">=", "2", "1.9999", nameof(Verdict.Failed))]
    [InlineData(nameof(IndicatorKind.Number), ">", "2", "2", nameof(Verdict.Failed))]
    public void Counts_and_numbers_are_compared_as_they_are(string kind, string op, string threshold, string value, string expected) =>
        Assert.Equal(Enum.Parse<Verdict>(expected), Judge(Indicator(Enum.Parse<IndicatorKind>(kind), op, threshold), Number(value)));

    [Fact]
    public void Reached_or_not_decides_a_boolean()
    {
        Assert.Equal(Verdict.Passed, Judge(Indicator(IndicatorKind.Boolean, "=", "Khá"), new IndicatorValue { Met = true }));
        Assert.Equal(Verdict.Failed, Judge(Indicator(IndicatorKind.Boolean, "=", "Khá"), new IndicatorValue { Met = false }));
    }

    [Fact]
    public void No_value_is_missing_and_not_applicable_counts_only_where_the_law_says_if_any()
    {
        var none = new IndicatorValue { NotApplicable = true, Reason = "Xã không có làng nghề" };

        Assert.Equal(Verdict.Missing, Judge(Indicator(IndicatorKind.Boolean, "=", "Đạt"), null));
        Assert.Equal(Verdict.NotApplicable, Judge(Indicator(IndicatorKind.Boolean, "=", "Đạt") with { Optional = true }, none));
    }

    [Theory]
    [InlineData("M?", "80")]
    [InlineData("?", "80")]
    [InlineData("M", null)]
    public void An_unconfirmed_threshold_never_decides_and_says_so(string mark, string? threshold)
    {
        var indicator = Indicator(IndicatorKind.Percent, ">=", threshold) with { Mark = mark, SetByProvince = threshold is null };

        var result = Judgement.Judge(indicator, Share(100, 100), HaTinh2023, null);

        Assert.Equal(Verdict.Undecidable, result.Verdict);
        Assert.Contains("xác nhận", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("75", 75, nameof(Verdict.Passed))]
    [InlineData("75.5", 75, nameof(Verdict.Failed))]
    public void What_the_province_confirmed_decides_in_place_of_the_uncertain_figure(string confirmed, int percent, string expected)
    {
        var confirmation = new Confirmation("9.2", confirmed, "36/2022/QĐ-UBND", new DateOnly(2022, 12, 9), new DateOnly(2022, 12, 9));

        Assert.Equal(
            Enum.Parse<Verdict>(expected),
            Judge(Indicator(IndicatorKind.Percent, ">=", "80") with { Mark = "M?" }, Share(percent, 100), confirmation)
        );
    }

    [Fact]
    public void A_criterion_passes_only_if_every_indicator_that_applies_does()
    {
        var set = TestRules.Book.FindSet("XA_NTM_2021_2025")!;
        var met = new IndicatorValue { Met = true };
        var values = new Dictionary<string, IndicatorValue>
        {
            ["1.1"] = met,
            ["1.2"] = met,
            ["3.1"] = Share(80, 100),
            ["3.2"] = new() { Met = false },
            ["13.1"] = met,
            ["13.2"] = met,
            ["13.3"] = met,
            ["13.5"] = met,
            ["13.4"] = new() { NotApplicable = true, Reason = "Không có làng nghề" },
            ["2.1"] = Share(100, 100),
        };

        var result = AssessmentResult.Of(set, values, HaTinh2023, new Dictionary<string, Confirmation>());

        Assert.Equal(["1", "13"], result.Criteria.Where(criterion => criterion.Passed).Select(criterion => criterion.Code));
        Assert.Equal(["3.2"], result.With(Verdict.Failed));
        Assert.Equal(["2.1"], result.With(Verdict.Undecidable));
        Assert.Contains("2.2", result.With(Verdict.Missing));
        Assert.False(result.Passed);
    }

    private static Verdict Judge(
        Indicator indicator,
        IndicatorValue? value,
        Confirmation? confirmation = null,
        JudgedFor? judgedFor = null
    ) => Judgement.Judge(indicator, value, judgedFor ?? HaTinh2023, confirmation).Verdict;

    internal static Indicator Indicator(IndicatorKind kind, string op, string? threshold) =>
        new()
        {
            Code = "9.2",
            Text = "Chỉ tiêu thử",
            Kind = kind,
            Op = op switch
            {
                ">=" => Comparison.AtLeast,
                "<=" => Comparison.AtMost,
                ">" => Comparison.MoreThan,
                _ => Comparison.Equal,
            },
            Threshold = threshold is null ? null : Threshold.Parse(kind, threshold) ?? throw new ArgumentException(threshold),
            Unit = "%",
            Mark = "V1",
        };

    internal static IndicatorValue Share(decimal numerator, decimal denominator) =>
        new() { Numerator = numerator, Denominator = denominator };

    private static IndicatorValue Number(string number) =>
        new() { Number = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) };
}

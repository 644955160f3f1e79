using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class InputCheckTests
{
    private static readonly CriteriaSet Set = TestRules.Book.FindSet("XA_NTM_2021_2025")!;
    private static readonly IndicatorValue Share = new() { Numerator = 9, Denominator = 10 };

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_number_of_values_out_of_bounds_is_one_fault(int count) =>
        Assert.Equal(
            [("assessment.values_count", "values")],
            Check(["3"], [.. Enumerable.Repeat(new IndicatorInput("3.1", Share), count)])
        );

    [Fact]
    public void Every_fault_is_named_with_the_place_of_its_value() =>
        Assert.Equal(
            [
                ("assessment.null_element", "values[0]"),
                ("assessment.indicator_unknown", "values[1].code"),
                ("assessment.criterion_locked", "values[3].code"),
                ("assessment.indicator_twice", "values[4].code"),
                ("assessment.value_of_other_type", "values[5].value.numerator"),
            ],
            Check(
                    ["3"],
                    null!,
                    new IndicatorInput("99", null),
                    new IndicatorInput("3.1", Share),
                    new IndicatorInput("2.1", Share),
                    new IndicatorInput("3.1", Share),
                    new IndicatorInput("3.2", Share)
                )
                .Take(5)
        );

    [Fact]
    public void Null_clears_a_value_of_an_open_criterion() => Assert.Empty(Check(["3"], new IndicatorInput("3.1", null)));

    private static IEnumerable<(string Code, string? Field)> Check(IReadOnlyList<string> editable, params IndicatorInput[] inputs) =>
        InputCheck.Check(Set, editable, inputs).Select(error => (error.Code, error.Field));
}

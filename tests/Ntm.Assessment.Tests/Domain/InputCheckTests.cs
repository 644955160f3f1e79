using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class InputCheckTests
{
    private static readonly CriteriaSet Set = TestRules.Book.FindSet("XA_NTM_2021_2025")!;
    private static readonly IndicatorValue Share = new() { Numerator = 9, Denominator = 10 };

    [Fact]
    public void Every_fault_is_named_with_the_place_of_its_value() =>
        Assert.Equal(
            [
                ("assessment.indicator_unknown", "values[0].code"),
                ("assessment.criterion_locked", "values[2].code"),
                ("assessment.indicator_twice", "values[3].code"),
                ("assessment.value_of_other_type", "values[4].value.numerator"),
            ],
            Check(
                    ["3"],
                    new IndicatorInput { Code = "99", Value = null },
                    new IndicatorInput { Code = "3.1", Value = Share },
                    new IndicatorInput { Code = "2.1", Value = Share },
                    new IndicatorInput { Code = "3.1", Value = Share },
                    new IndicatorInput { Code = "3.2", Value = Share }
                )
                .Take(4)
        );

    [Fact]
    public void Null_clears_a_value_of_an_open_criterion() => Assert.Empty(Check(["3"], new IndicatorInput { Code = "3.1", Value = null }));

    private static IEnumerable<(string Code, string? Field)> Check(IReadOnlyList<string> editable, params IndicatorInput[] inputs) =>
        InputCheck.Check(Set, editable, inputs).Select(error => (error.Code, error.Field));
}

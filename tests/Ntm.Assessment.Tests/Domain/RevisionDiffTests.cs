using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Tests.Domain;

public sealed class RevisionDiffTests
{
    [Fact]
    public void A_criterion_that_passed_before_and_does_not_now_is_lost_and_the_other_way_gained()
    {
        var diff = RevisionDiff.Between(
            [Criterion("1", true, "1.1", Verdict.Passed, "Đạt"), Criterion("2", false, "2.1", Verdict.Failed, "70 %")],
            [Criterion("1", false, "1.1", Verdict.Failed, "Không đạt"), Criterion("2", true, "2.1", Verdict.Passed, "80 %")]
        );

        Assert.Equal(["1"], diff.Lost);
        Assert.Equal(["2"], diff.Gained);
        Assert.Equal(["1.1", "2.1"], diff.Changed.Select(change => change.Code));
        Assert.Equal(("Đạt", "Không đạt"), (diff.Changed[0].ValueBefore, diff.Changed[0].ValueAfter));
    }

    [Fact]
    public void The_same_content_with_evidence_in_another_order_is_no_change()
    {
        var before = Criterion("1", true, "1.1", Verdict.Passed, "Đạt", "aa", "bb");

        var diff = RevisionDiff.Between([before], [Criterion("1", true, "1.1", Verdict.Passed, "Đạt", "bb", "aa")]);

        Assert.Empty(diff.Changed);
        Assert.Empty(diff.Lost);
        Assert.True(
            Assert
                .Single(RevisionDiff.Between([before], [Criterion("1", true, "1.1", Verdict.Passed, "Đạt", "aa")]).Changed)
                .EvidenceChanged
        );
    }

    [Fact]
    public void Against_nothing_everything_is_new_and_nothing_is_lost()
    {
        var diff = RevisionDiff.Between(
            [],
            [Criterion("1", true, "1.1", Verdict.Passed, "Đạt"), Criterion("2", false, "2.1", Verdict.Missing, null)]
        );

        Assert.Equal(["1"], diff.Gained);
        Assert.Empty(diff.Lost);
        Assert.Equal(2, diff.Changed.Count);
    }

    private static RevisedCriterion Criterion(
        string code,
        bool passed,
        string indicator,
        Verdict verdict,
        string? value,
        params string[] evidence
    ) => new(code, passed, [new RevisedIndicator(indicator, verdict, value, evidence)]);
}

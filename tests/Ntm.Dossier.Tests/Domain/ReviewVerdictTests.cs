using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Paths;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Tests.Domain;

public sealed class ReviewVerdictTests
{
    private static readonly Act Someone = new("an", new DateTimeOffset(2023, 3, 6, 3, 0, 0, TimeSpan.Zero));
    private static readonly Reviewer District = new([], true);
    private static readonly ReviewItem First = new(ReviewItem.Criterion, "1");
    private static readonly ReviewItem Second = new(ReviewItem.Criterion, "2");

    [Fact]
    public void Verdicts_are_recorded_all_or_none()
    {
        var review = Review(round: 1);

        var refused = review.Give(Someone, District, [new GivenVerdict(First, true, null), new GivenVerdict(Second, false, " ")]);

        Assert.Equal("dossier.reason_needed", Assert.Single(refused.Errors).Code);
        Assert.Empty(review.Verdicts);
    }

    [Fact]
    public void A_verdict_given_again_replaces_the_one_before()
    {
        var review = Review(round: 1)
            .Give(Someone, District, [new GivenVerdict(First, false, "Thiếu chữ ký")])
            .Then(given => given.Give(Someone, District, [new GivenVerdict(First, true, "bỏ qua")]))
            .Value!;

        var verdict = Assert.Single(review.Verdicts);
        Assert.True(verdict.Accepted);
        Assert.Null(verdict.Reason);
        Assert.Equal([Second], review.Pending);
    }

    [Fact]
    public void What_an_earlier_round_accepted_stands()
    {
        var accepted = Review(round: 1).Give(Someone, District, [new GivenVerdict(First, true, null)]).Value!;

        var refused = (accepted with { Round = 2 }).Give(Someone, District, [new GivenVerdict(First, false, "Xem lại")]);

        Assert.Equal("dossier.item_already_accepted", Assert.Single(refused.Errors).Code);
    }

    [Fact]
    public void Obstacles_name_what_has_no_verdict_and_what_is_returned()
    {
        var review = Review(round: 1).Give(Someone, District, [new GivenVerdict(First, false, "Thiếu chữ ký")]).Value!;

        Assert.Equal(["dossier.item_not_accepted", "dossier.verdict_missing"], review.Obstacles().Select(error => error.Code));
        Assert.Equal([Second, First], review.WithoutReturning().Pending.Reverse());
    }

    private static Review Review(int round) =>
        new()
        {
            Stage = new Stage("district-examination")
            {
                Kind = StageKind.Review,
                Title = "Thẩm tra",
                Level = "district",
                Role = "reviewer",
            },
            Round = round,
            NameOf = item => item.Key,
            Title = "xa-ntm",
            Items = [First, Second],
            Verdicts = [],
        };
}

using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class SheetCheckTests
{
    private static readonly QuestionSet Questions = TestRules.Book.QuestionsFor("xa-ntm", new DateOnly(2023, 1, 1))!;
    private static readonly VillageSheet Good = SurveyTests.Village("A", "x1", Questions, 95).Sheet;

    [Fact]
    public void A_sheet_whose_arithmetic_holds_is_accepted() => Assert.Empty(Check(Good));

    [Fact]
    public void Ballots_must_not_grow_on_their_way()
    {
        Assert.Contains(("assessment.issued_over_households", "issued"), Check(Good with { Issued = 101 }));
        Assert.Contains(("assessment.returned_over_issued", "returned"), Check(Good with { Issued = 99 }));
        Assert.Equal([("assessment.ballots_do_not_add_up", "valid")], Check(Good with { Invalid = 1 }));
    }

    [Fact]
    public void Answers_to_a_question_cannot_outnumber_valid_ballots()
    {
        Assert.Equal(
            [("assessment.answers_over_valid", "answers[0].satisfied")],
            Check(With(0, SurveyTests.Count("q1", 95) with { NotSatisfied = 6 }))
        );
        Assert.Empty(Check(With(0, SurveyTests.Count("q1", 95) with { NotSatisfied = 4 })));
    }

    [Fact]
    public void Each_question_is_answered_once_and_no_other()
    {
        Assert.Equal(
            [("assessment.question_unanswered", "answers"), ("assessment.question_unknown", "answers[0].question")],
            Check(With(0, SurveyTests.Count("q99", 95)))
        );
        Assert.Equal(
            [("assessment.question_unanswered", "answers"), ("assessment.question_twice", "answers[1].question")],
            Check(With(1, SurveyTests.Count("q1", 95)))
        );
    }

    [Fact]
    public void Reasons_cannot_outnumber_those_who_are_not_satisfied()
    {
        var unhappy = SurveyTests.Count("q1", 99);

        Assert.Empty(Check(With(0, unhappy with { Reasons = ["Đường còn lầy"] })));
        Assert.Equal(
            [("assessment.reasons_over_answers", "answers[0].reasons")],
            Check(With(0, unhappy with { Reasons = ["một", "hai"] }))
        );
    }

    private static VillageSheet With(int index, QuestionCount answer) =>
        Good with
        {
            Answers = [.. Good.Answers.Select((old, position) => position == index ? answer : old)],
        };

    private static List<(string, string?)> Check(VillageSheet sheet) =>
        SheetCheck.Check(sheet, Questions).Select(error => (error.Code, error.Field)).ToList();
}

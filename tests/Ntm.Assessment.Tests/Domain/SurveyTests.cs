using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class SurveyTests
{
    private static readonly QuestionSet District = TestRules.Book.QuestionsFor("huyen-ntm", new DateOnly(2023, 1, 1))!;
    private static readonly QuestionSet Commune = TestRules.Book.QuestionsFor("xa-ntm", new DateOnly(2023, 1, 1))!;
    private static readonly SurveyRule DistrictRule = TestRules.Book.SurveyRuleFor("huyen-ntm", new DateOnly(2023, 1, 1))!;
    private static readonly SurveyRule CommuneRule = TestRules.Book.SurveyRuleFor("xa-ntm", new DateOnly(2023, 1, 1))!;

    [Theory]
    [InlineData(90, true)]
    [InlineData(89, false)]
    public void The_district_needs_ninety_percent_on_the_overall_question(int satisfied, bool met) =>
        Assert.Equal(met, Outcome(DistrictRule, District, Village("A", "x1", District, overall: satisfied)).Met);

    [Theory]
    [InlineData(80, true)]
    [InlineData(79, false)]
    public void One_commune_below_eighty_percent_on_one_content_loses_the_district(int satisfied, bool met)
    {
        var weak = Village("B", "x2", District, overall: 100);
        weak = weak with
        {
            Sheet = weak.Sheet with
            {
                Answers = [.. weak.Sheet.Answers.Select(answer => answer.Question == "q3" ? Count("q3", satisfied) : answer)],
            },
        };

        var outcome = Outcome(DistrictRule, District, Village("A", "x1", District, overall: 100), weak);

        Assert.Equal(met, outcome.Met);
        if (!met)
        {
            Assert.Equal(
                new Shortfall("x2", "q3", 79, 100),
                Assert.Single(outcome.Demands.Single(demand => demand.Code == "content").Shortfalls)
            );
        }
    }

    [Fact]
    public void Villages_of_one_commune_are_added_up_before_its_share_is_taken()
    {
        var outcome = Outcome(
            DistrictRule,
            District,
            Village("A", "x1", District, 100, content: 70),
            Village("B", "x1", District, 100, content: 90)
        );

        Assert.True(outcome.Met);
    }

    [Fact]
    public void A_commune_survey_cannot_be_decided_until_the_province_confirms_share_and_rate()
    {
        var village = Village("A", "x1", Commune, overall: 100);

        var outcome = Outcome(CommuneRule, Commune, village);

        Assert.Null(outcome.Met);
        Assert.All(outcome.Demands, demand => Assert.Contains("xác nhận", demand.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(70, 90, true)]
    [InlineData(71, 90, false)]
    [InlineData(70, 91, false)]
    public void Confirmed_demands_decide_at_the_exact_boundary(int sample, int overall, bool met)
    {
        var confirmations = new Dictionary<string, Confirmation>
        {
            ["sample"] = Confirm("sample", sample),
            ["overall"] = Confirm("overall", overall),
            [QuestionSet.Wording] = Wording,
        };
        var village = Village("A", "x1", Commune, overall: 63) with { };
        village = village with
        {
            Sheet = village.Sheet with
            {
                Households = 100,
                Issued = 80,
                Returned = 70,
                Valid = 70,
                Answers = [.. Commune.Questions.Select(question => Count(question.Code, 63, 7))],
            },
        };

        Assert.Equal(met, SurveyOutcome.Of(CommuneRule, Commune, "18175", [village], confirmations).Met);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(60, false)]
    public void More_than_sixty_percent_of_each_village_is_more_than_sixty(int returned, bool met)
    {
        var rule = TestRules.Book.SurveyRuleFor("xa-ntm", new DateOnly(2018, 1, 1))!;
        var small = Village("B", "x1", Commune, overall: returned) with { };
        small = small with
        {
            Sheet = small.Sheet with
            {
                Issued = returned,
                Returned = returned,
                Valid = returned,
                Answers = [.. Commune.Questions.Select(question => Count(question.Code, returned, 0))],
            },
        };

        var confirmed = new Dictionary<string, Confirmation> { [QuestionSet.Wording] = Wording };
        Assert.Equal(met, SurveyOutcome.Of(rule, Commune, "439", [Village("A", "x1", Commune, 100), small], confirmed).Met);
    }

    [Fact]
    public void An_empty_count_never_meets_a_demand()
    {
        var empty = Village("A", "x1", District, 0);
        empty = empty with
        {
            Sheet = empty.Sheet with
            {
                Issued = 0,
                Returned = 0,
                Valid = 0,
                Answers = [.. District.Questions.Select(question => Count(question.Code, 0, 0))],
            },
        };

        Assert.False(Outcome(DistrictRule, District, empty).Met);
    }

    [Fact]
    public void Totals_are_given_per_village_per_commune_and_for_the_unit()
    {
        List<CountedVillage> villages =
        [
            Village("A", "x1", District, 90),
            Village("B", "x1", District, 80),
            Village("C", "x2", District, 70),
        ];

        Assert.Equal(["A", "B", "C"], SurveyTally.By(SurveyScope.Village, "439", District, villages).Select(totals => totals.Code));
        Assert.Equal([200, 100], SurveyTally.By(SurveyScope.Commune, "439", District, villages).Select(totals => totals.Households));
        var unit = Assert.Single(SurveyTally.By(SurveyScope.Unit, "439", District, villages));
        Assert.Equal(new QuestionTotal("q10", 240, 60), unit.Questions[^1]);
    }

    private static SurveyOutcome Outcome(SurveyRule rule, QuestionSet questions, params CountedVillage[] villages) =>
        SurveyOutcome.Of(rule, questions, "439", villages, new Dictionary<string, Confirmation>());

    /// <summary>That the province confirmed the wording of the ballot.</summary>
    private static Confirmation Wording => Confirm(QuestionSet.Wording, 1) with { Threshold = "Đạt" };

    private static Confirmation Confirm(string code, int percent) =>
        new(
            code,
            percent.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "01/HD-MTTQ",
            new DateOnly(2022, 10, 1),
            new DateOnly(2022, 10, 1)
        );

    internal static CountedVillage Village(string code, string commune, QuestionSet questions, int overall, int content = 100) =>
        new(
            code,
            $"Thôn {code}",
            commune,
            new VillageSheet
            {
                Households = 100,
                Issued = 100,
                Returned = 100,
                Valid = 100,
                Invalid = 0,
                Answers = [.. questions.Questions.Select(question => Count(question.Code, question.Overall ? overall : content))],
            }
        );

    internal static QuestionCount Count(string question, int satisfied) => Count(question, satisfied, 100 - satisfied);

    private static QuestionCount Count(string question, int satisfied, int not) =>
        new()
        {
            Question = question,
            Satisfied = satisfied,
            NotSatisfied = not,
        };
}

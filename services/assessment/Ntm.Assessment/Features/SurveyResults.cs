using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>Writes the count and its outcome as people read them.</summary>
internal static class SurveyResults
{
    private static readonly JsonSerializerOptions Json = new(EventJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private static SurveyResult Read(string content) => JsonSerializer.Deserialize<SurveyResult>(content, Json)!;

    public static string Write(SurveyResult result) => JsonSerializer.Serialize(result, Json);

    /// <summary>The published result, else that of the sheets so far; null while nothing can be said.</summary>
    public static SurveyResult? Of(OpenedSurvey opened)
    {
        if (opened.Survey.Result is { } published)
        {
            return Read(published);
        }

        return opened.Judge() is { } outcome && opened.Survey.Sheets.Count > 0
            ? Of(outcome, opened.Questions!, opened.Survey.UnitCode, opened.Counted)
            : null;
    }

    private static SurveyResult Of(SurveyOutcome outcome, QuestionSet questions, string unitCode, IReadOnlyList<CountedVillage> villages)
    {
        var unit = SurveyTally.By(SurveyScope.Unit, unitCode, questions, villages).Single();
        var overall = unit.Questions[^1];
        return new SurveyResult
        {
            Met = outcome.Met,
            OverallRate = overall.Answers == 0 ? 0 : decimal.Truncate(overall.Satisfied * 10_000m / overall.Answers) / 100m,
            Demands = outcome
                .Demands.Select(demand => new DemandOutcome(
                    demand.Code,
                    demand.Met,
                    demand.Demanded,
                    demand.Reason,
                    demand.Shortfalls.Select(Describe).ToList()
                ))
                .ToList(),
            Unit = Totals(unit),
            Communes = SurveyTally.By(SurveyScope.Commune, unitCode, questions, villages).Select(Totals).ToList(),
            Villages = SurveyTally.By(SurveyScope.Village, unitCode, questions, villages).Select(Totals).ToList(),
            Reasons = villages
                .SelectMany(village => village.Sheet.Answers)
                .Where(answer => answer.Reasons.Count > 0)
                .GroupBy(answer => answer.Question)
                .Select(group => new QuestionReasons(group.Key, group.SelectMany(answer => answer.Reasons).ToList()))
                .ToList(),
        };
    }

    private static PlaceTotals Totals(SurveyTotals totals) =>
        new(
            totals.Code,
            totals.Households,
            totals.Issued,
            totals.Returned,
            totals.Valid,
            totals.Invalid,
            ValueText.Percent(totals.Returned, totals.Households),
            totals
                .Questions.Select(question => new QuestionRate(
                    question.Question,
                    question.Satisfied,
                    question.NotSatisfied,
                    ValueText.Percent(question.Satisfied, question.Answers)
                ))
                .ToList()
        );

    private static string Describe(Shortfall shortfall) =>
        shortfall.Question is null
            ? $"{shortfall.Place}: {shortfall.Part}/{shortfall.Whole} hộ, {ValueText.Percent(shortfall.Part, shortfall.Whole)}"
            : $"{shortfall.Place}, câu {shortfall.Question}: {shortfall.Part}/{shortfall.Whole} ý kiến hài lòng, "
                + $"{ValueText.Percent(shortfall.Part, shortfall.Whole)}";
}

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>A village's sheet and the commune it belongs to.</summary>
internal sealed record CountedVillage(string Code, string Name, string CommuneCode, VillageSheet Sheet);

/// <summary>Satisfied and not satisfied answers to one question.</summary>
internal sealed record QuestionTotal(string Question, int Satisfied, int NotSatisfied)
{
    public int Answers => Satisfied + NotSatisfied;
}

/// <summary>Sums over some villages.</summary>
internal sealed record SurveyTotals
{
    public required string Code { get; init; }
    public required int Households { get; init; }
    public required int Issued { get; init; }
    public required int Returned { get; init; }
    public required int Valid { get; init; }
    public required int Invalid { get; init; }
    public required IReadOnlyList<QuestionTotal> Questions { get; init; }
}

/// <summary>Adds up village sheets: per village, per commune, for the unit.</summary>
internal static class SurveyTally
{
    public static IReadOnlyList<SurveyTotals> By(
        SurveyScope scope,
        string unitCode,
        QuestionSet questions,
        IReadOnlyList<CountedVillage> villages
    ) =>
        scope switch
        {
            SurveyScope.Unit => [Sum(unitCode, questions, villages)],
            SurveyScope.Commune => villages
                .GroupBy(village => village.CommuneCode)
                .Select(group => Sum(group.Key, questions, [.. group]))
                .ToList(),
            _ => villages.Select(village => Sum(village.Code, questions, [village])).ToList(),
        };

    private static SurveyTotals Sum(string code, QuestionSet questions, IReadOnlyList<CountedVillage> villages) =>
        new()
        {
            Code = code,
            Households = villages.Sum(village => village.Sheet.Households),
            Issued = villages.Sum(village => village.Sheet.Issued),
            Returned = villages.Sum(village => village.Sheet.Returned),
            Valid = villages.Sum(village => village.Sheet.Valid),
            Invalid = villages.Sum(village => village.Sheet.Invalid),
            Questions = questions.Questions.Select(question => Total(question.Code, villages)).ToList(),
        };

    private static QuestionTotal Total(string question, IReadOnlyList<CountedVillage> villages)
    {
        var counts = villages.SelectMany(village => village.Sheet.Answers).Where(answer => answer.Question == question).ToList();
        return new QuestionTotal(question, counts.Sum(count => count.Satisfied), counts.Sum(count => count.NotSatisfied));
    }
}

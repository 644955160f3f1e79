using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;

namespace Ntm.Assessment.Rules;

/// <summary>Reads the rules and the ballots of satisfaction surveys.</summary>
internal static class SurveyFiles
{
    public const string RulesFile = "surveys/rules.json";
    public const string QuestionsFile = "surveys/questions.json";

    public static IReadOnlyList<SurveyRule> Rules(byte[] bytes, List<RuleFault> faults)
    {
        var file = RuleText.Parse<RulesData>(RulesFile, bytes, faults);
        var rules = new List<SurveyRule>();
        for (var index = 0; index < (file?.Rules.Count ?? 0); index++)
        {
            var data = file!.Rules[index];
            var row = index + 1;
            var demands = data.Demands.Select(demand => Demand(demand, row, faults)).ToList();
            CheckPeriod(RulesFile, row, data.ValidFrom, data.ValidTo, faults);
            Demand(
                RulesFile,
                row,
                "demands",
                demands.Count > 0 && data.Demands.Select(demand => demand.Code).Distinct().Count() == demands.Count,
                "cần ít nhất một yêu cầu, mỗi mã một lần.",
                faults
            );
            rules.Add(
                new SurveyRule
                {
                    Code = data.Code,
                    Title = data.Title,
                    ValidFrom = data.ValidFrom,
                    ValidTo = data.ValidTo,
                    Source = data.Source,
                    Demands = demands,
                }
            );
        }

        CheckUnique(RulesFile, rules.Select(rule => rule.Code), faults);
        CheckOverlaps(RulesFile, rules.Select(rule => (rule.Title, rule.ValidFrom, rule.ValidTo)).ToList(), faults);
        return rules;
    }

    public static IReadOnlyList<QuestionSet> Questions(byte[] bytes, List<RuleFault> faults)
    {
        var sets = RuleText.Parse<QuestionsData>(QuestionsFile, bytes, faults)?.QuestionSets ?? [];
        for (var index = 0; index < sets.Count; index++)
        {
            var questions = sets[index].Questions;
            CheckPeriod(QuestionsFile, index + 1, sets[index].ValidFrom, sets[index].ValidTo, faults);
            Demand(
                QuestionsFile,
                index + 1,
                "questions",
                questions.Count(question => question.Overall) == 1 && questions[^1].Overall,
                "câu cuối, và chỉ câu cuối, là câu hỏi chung.",
                faults
            );
            Demand(
                QuestionsFile,
                index + 1,
                "questions",
                questions.Select(question => question.Code).Distinct().Count() == questions.Count,
                "mỗi câu hỏi một mã.",
                faults
            );
        }

        CheckUnique(QuestionsFile, sets.Select(set => set.Code), faults);
        CheckOverlaps(
            QuestionsFile,
            sets.SelectMany(set => set.Titles.Select(title => (title, set.ValidFrom, set.ValidTo))).ToList(),
            faults
        );
        return sets;
    }

    /// <summary>Two rules for one title on one day would leave open which decides.</summary>
    public static void CheckOverlaps(
        string file,
        IReadOnlyList<(string Title, DateOnly From, DateOnly? To)> periods,
        List<RuleFault> faults
    )
    {
        foreach (var title in periods.GroupBy(period => period.Title))
        {
            var ordered = title.OrderBy(period => period.From).ToList();
            faults.AddRange(
                ordered
                    .Zip(ordered.Skip(1))
                    .Where(pair => pair.First.To is null || pair.Second.From <= pair.First.To)
                    .Select(pair => new RuleFault(
                        file,
                        0,
                        "validFrom",
                        $"danh hiệu {title.Key} có hai quy định cùng hiệu lực từ {pair.Second.From:dd/MM/yyyy}."
                    ))
            );
        }
    }

    private static SurveyDemand Demand(DemandData data, int row, List<RuleFault> faults)
    {
        Demand(RulesFile, row, "demands.value", data.Value is null or (>= 0 and <= 100), "tỷ lệ phải từ 0 đến 100.", faults);
        Demand(
            RulesFile,
            row,
            "demands.mark",
            data.Mark.Length > 0 && (data.Value is not null || data.Mark.Contains('?')),
            "thiếu dấu nguồn, hoặc thiếu tỷ lệ mà dấu nguồn không phải ?.",
            faults
        );
        Demand(RulesFile, row, "demands.op", data.Op is ">=" or ">", "dấu so sánh phải là >= hoặc >.", faults);
        var measureKnown = Enum.TryParse<SurveyMeasure>(data.Measure, true, out var measure);
        var scopeKnown = Enum.TryParse<SurveyScope>(data.Per, true, out var scope);
        Demand(
            RulesFile,
            row,
            "demands.measure",
            measureKnown,
            $"'{data.Measure}' không có; dùng participation, overall, content.",
            faults
        );
        Demand(RulesFile, row, "demands.per", scopeKnown, $"'{data.Per}' không có; dùng unit, commune, village.", faults);
        return new SurveyDemand
        {
            Code = data.Code,
            Measure = measure,
            Per = scope,
            Op = data.Op == ">" ? Comparison.MoreThan : Comparison.AtLeast,
            Value = data.Value,
            Mark = data.Mark,
            Note = data.Note,
        };
    }

    private static void CheckPeriod(string file, int row, DateOnly from, DateOnly? to, List<RuleFault> faults) =>
        Demand(file, row, "validTo", to is null || from <= to, "ngày hết hiệu lực trước ngày có hiệu lực.", faults);

    private static void CheckUnique(string file, IEnumerable<string> codes, List<RuleFault> faults) =>
        faults.AddRange(
            codes
                .GroupBy(code => code)
                .Where(group => group.Count() > 1)
                .Select(group => new RuleFault(file, 0, "code", $"mã {group.Key} có hai lần."))
        );

    private static void Demand(string file, int row, string column, bool holds, string message, List<RuleFault> faults)
    {
        if (!holds)
        {
            faults.Add(new RuleFault(file, row, column, message));
        }
    }

    private sealed record RulesData(IReadOnlyList<RuleData> Rules);

    private sealed record RuleData
    {
        public required string Code { get; init; }
        public required string Title { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }
        public required string Source { get; init; }
        public required IReadOnlyList<DemandData> Demands { get; init; }
    }

    private sealed record DemandData
    {
        public required string Code { get; init; }
        public required string Measure { get; init; }
        public required string Per { get; init; }
        public required string Op { get; init; }
        public decimal? Value { get; init; }
        public required string Mark { get; init; }
        public string Note { get; init; } = "";
    }

    private sealed record QuestionsData(IReadOnlyList<QuestionSet> QuestionSets);
}

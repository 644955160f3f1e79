using System.Globalization;
using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>A place (unit, commune or village) and question where a demand does not hold; no question for participation.</summary>
internal sealed record Shortfall(string Place, string? Question, int Part, int Whole);

/// <summary>One demand held against the count. While it is not confirmed, <c>Met</c> and <c>Demanded</c> are null and <c>Reason</c> says
/// why.</summary>
internal sealed record DemandResult(string Code, bool? Met, string? Demanded, string? Reason, IReadOnlyList<Shortfall> Shortfalls);

/// <summary>What a survey came to under its dated rule.</summary>
internal sealed record SurveyOutcome(IReadOnlyList<DemandResult> Demands)
{
    /// <summary>Null while any demand is not confirmed by the province.</summary>
    public bool? Met => Demands.Any(demand => demand.Met is null) ? null : Demands.All(demand => demand.Met == true);

    public static SurveyOutcome Of(
        SurveyRule rule,
        QuestionSet questions,
        string unitCode,
        IReadOnlyList<CountedVillage> villages,
        IReadOnlyDictionary<string, Confirmation> confirmations
    ) =>
        new([
            .. rule.Demands.Select(demand => Judge(demand, questions, unitCode, villages, confirmations.GetValueOrDefault(demand.Code))),
            .. WordingReason(questions, confirmations.GetValueOrDefault(QuestionSet.Wording)) is { } reason
                ? [new DemandResult(QuestionSet.Wording, null, null, reason, [])]
                : Array.Empty<DemandResult>(),
        ]);

    /// <summary>Why the answers to a ballot decide nothing yet; null when they do.</summary>
    public static string? WordingReason(QuestionSet questions, Confirmation? confirmation) =>
        questions.NeedsConfirmation && confirmation is null
            ? "Nội dung phiếu chưa được đối chiếu văn bản gốc; cần tỉnh xác nhận mẫu phiếu bằng văn bản có số và ngày."
            : null;

    /// <summary>The percentage that decides, and why there is none.</summary>
    public static (decimal? Value, string? Reason) InForce(SurveyDemand demand, Confirmation? confirmation)
    {
        if (confirmation is not null)
        {
            return (decimal.Parse(confirmation.Threshold, CultureInfo.InvariantCulture), null);
        }

        return demand switch
        {
            { Value: null } => (null, "Chưa biết tỷ lệ yêu cầu; cần tỉnh xác nhận bằng văn bản có số và ngày."),
            { NeedsConfirmation: true } => (
                null,
                $"Tỷ lệ {Describe(demand.Op, demand.Value.Value)} chưa được đối chiếu văn bản gốc; cần tỉnh xác nhận bằng văn bản có "
                    + "số và ngày."
            ),
            _ => (demand.Value, null),
        };
    }

    public static string Describe(Comparison op, decimal percent) =>
        $"{(op == Comparison.MoreThan ? ">" : "≥")} {ValueText.Number(percent)} %";

    private static DemandResult Judge(
        SurveyDemand demand,
        QuestionSet questions,
        string unitCode,
        IReadOnlyList<CountedVillage> villages,
        Confirmation? confirmation
    )
    {
        var (percent, reason) = InForce(demand, confirmation);
        if (percent is null)
        {
            return new DemandResult(demand.Code, null, null, reason, []);
        }

        var shortfalls = SurveyTally
            .By(demand.Per, unitCode, questions, villages)
            .SelectMany(totals => Measured(demand.Measure, questions, totals))
            .Where(share => !Holds(demand.Op, share.Part, share.Whole, percent.Value))
            .ToList();
        return new DemandResult(demand.Code, shortfalls.Count == 0, Describe(demand.Op, percent.Value), null, shortfalls);
    }

    private static IEnumerable<Shortfall> Measured(SurveyMeasure measure, QuestionSet questions, SurveyTotals totals)
    {
        if (measure == SurveyMeasure.Participation)
        {
            return [new Shortfall(totals.Code, null, totals.Returned, totals.Households)];
        }

        var overall = questions
            .Questions.Where(question => question.Overall == (measure == SurveyMeasure.Overall))
            .Select(question => question.Code);
        return totals
            .Questions.Where(total => overall.Contains(total.Question))
            .Select(total => new Shortfall(totals.Code, total.Question, total.Satisfied, total.Answers));
    }

    // No answers at all is no satisfaction: a demand is never met by an empty count.
    private static bool Holds(Comparison op, int part, int whole, decimal percent) =>
        whole > 0 && Judgement.Compare(op, part * 100m, percent * whole);
}

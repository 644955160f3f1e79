namespace Ntm.Assessment.Domain.Criteria;

/// <summary>A criterion's verdict: passed only if every indicator that applies passes.</summary>
internal sealed record CriterionResult(string Code, string Name, IReadOnlyList<IndicatorResult> Indicators)
{
    public bool Passed => Indicators.All(indicator => indicator.Verdict is Verdict.Passed or Verdict.NotApplicable);

    public IReadOnlyList<string> With(Verdict verdict) =>
        Indicators.Where(indicator => indicator.Verdict == verdict).Select(indicator => indicator.Code).ToList();
}

/// <summary>The verdict on all criteria of a set.</summary>
internal sealed record AssessmentResult(IReadOnlyList<CriterionResult> Criteria)
{
    public bool Passed => Criteria.All(criterion => criterion.Passed);

    public IReadOnlyList<string> With(Verdict verdict) => Criteria.SelectMany(criterion => criterion.With(verdict)).ToList();

    /// <param name="set">Criteria set the dossier began with.</param>
    /// <param name="values">Values by indicator code; an absent code is a missing value.</param>
    /// <param name="judgedFor">Year and region.</param>
    /// <param name="confirmations">What the province confirmed, by indicator code.</param>
    public static AssessmentResult Of(
        CriteriaSet set,
        IReadOnlyDictionary<string, IndicatorValue> values,
        JudgedFor judgedFor,
        IReadOnlyDictionary<string, Confirmation> confirmations
    ) =>
        new(
            set.Criteria.Select(criterion => new CriterionResult(
                    criterion.Code,
                    criterion.Name,
                    criterion
                        .Indicators.Select(indicator =>
                            Judgement.Judge(
                                indicator,
                                values.GetValueOrDefault(indicator.Code),
                                judgedFor,
                                confirmations.GetValueOrDefault(indicator.Code)
                            )
                        )
                        .ToList()
                ))
                .ToList()
        );
}

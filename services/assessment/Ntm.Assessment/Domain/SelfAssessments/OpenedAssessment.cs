using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Domain.SelfAssessments;

/// <summary>A self-assessment with the rules, confirmed thresholds and open stages that it is judged and edited by.</summary>
internal sealed record OpenedAssessment
{
    private const int MostFiles = 20;

    public required SelfAssessment Assessment { get; init; }

    /// <summary>Null where no set was in force for the title when the dossier was opened.</summary>
    public required CriteriaSet? Set { get; init; }
    public required IReadOnlyList<StageCopy> Stages { get; init; }

    /// <summary>What the province confirmed, by indicator code.</summary>
    public required IReadOnlyDictionary<string, Confirmation> Confirmations { get; init; }
    public required JudgedFor JudgedFor { get; init; }

    /// <summary>Codes of the criteria whose values and evidence may be changed now.</summary>
    public IReadOnlyList<string> Editable =>
        Set is null ? [] : StageCopy.Editable(Stages, Set.Criteria.Select(criterion => criterion.Code));

    /// <summary>Why nothing in the draft may be changed now, or null.</summary>
    public Error? WhyLocked =>
        Set is null ? AssessmentErrors.NoCriteriaSet(Assessment.Title, Assessment.DossierOpenedOn)
        : Editable.Count == 0 ? AssessmentErrors.NothingEditable
        : null;

    /// <summary>Why the draft cannot be submitted now, or null.</summary>
    public Error? WhyNotSubmit => WhyLocked ?? (Assessment.Entries.Count == 0 ? AssessmentErrors.NothingToSubmit : null);

    /// <summary>Codes of the indicators whose values count only with evidence and have none. Values that fail need no proof, and locked
    /// criteria can be given none.</summary>
    public IReadOnlyList<string> Unproven =>
        Set is null
            ? []
            :
            [
                .. Judge()
                    .Criteria.Where(criterion => Editable.Contains(criterion.Code))
                    .SelectMany(criterion => criterion.Indicators)
                    .Where(result => result.Verdict is Verdict.Passed or Verdict.Undecidable && Set.Find(result.Code)!.NeedsEvidence)
                    .Select(result => result.Code)
                    .Where(code => !Assessment.Evidence.Exists(file => file.Code == code)),
            ];

    /// <summary>The verdict on the draft as it stands; the set must be known.</summary>
    public AssessmentResult Judge() => AssessmentResult.Of(Set!, Assessment.Values, JudgedFor, Confirmations);

    /// <summary>The rule of an indicator as people read it.</summary>
    public string ThresholdOf(Indicator indicator) =>
        Judgement.Describe(indicator, Judgement.InForce(indicator, JudgedFor, Confirmations.GetValueOrDefault(indicator.Code)), JudgedFor);

    /// <summary>Why an indicator takes no further evidence; asked while the draft is not locked.</summary>
    public Error? WhyNotAttach(string code)
    {
        if (Set!.Find(code) is not { } indicator)
        {
            return Error.NotFound("assessment.indicator_unknown", "Bộ tiêu chí không có chỉ tiêu này.");
        }

        if (!Editable.Contains(indicator.CriterionCode))
        {
            return AssessmentErrors.CriterionLocked(indicator.CriterionCode, "code");
        }

        return Assessment.Evidence.Count(file => file.Code == code) >= MostFiles ? AssessmentErrors.EvidenceFull(MostFiles) : null;
    }

    /// <summary>Takes a file out of the draft; asked while the draft is not locked.</summary>
    public Result Remove(string code, string hash)
    {
        if (Assessment.Evidence.FirstOrDefault(file => file.Code == code && file.Hash == hash) is not { } found)
        {
            return AssessmentErrors.EvidenceNotAttached;
        }

        var criterion = Set!.Find(code)!.CriterionCode;
        if (!Editable.Contains(criterion))
        {
            return AssessmentErrors.CriterionLocked(criterion, "code");
        }

        Assessment.Remove(found);
        return Result.Done;
    }

    /// <summary>Puts all values or, when one is refused, none; asked while the draft is not locked.</summary>
    public Result Put(IReadOnlyList<IndicatorInput> inputs, Hand by, DateTimeOffset at)
    {
        var errors = InputCheck.Check(Set!, Editable, inputs);
        if (errors.Count == 0)
        {
            foreach (var input in inputs)
            {
                Assessment.Put(input.Code, input.Value, by, at);
            }
        }

        return Result.Of(errors);
    }
}

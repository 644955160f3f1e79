using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Shows a self-assessment.</summary>
internal static class SelfAssessmentViews
{
    /// <summary>What the unit's people are working on.</summary>
    public static SelfAssessmentView Draft(OpenedAssessment opened, Caller caller) => View(opened, caller, Criteria(opened), "draft");

    /// <summary>The last revision, for those above; no criteria where nothing was submitted.</summary>
    public static SelfAssessmentView Submitted(OpenedAssessment opened, Caller caller, IReadOnlyList<CriterionView> criteria) =>
        View(opened, caller, criteria, "submitted");

    /// <summary>The criteria of the draft with their verdicts.</summary>
    public static IReadOnlyList<CriterionView> Criteria(OpenedAssessment opened)
    {
        if (opened.Set is not { } set)
        {
            return [];
        }

        var values = opened.Assessment.Values;
        var files = opened.Assessment.Evidence.ToLookup(file => file.Code);
        return
        [
            .. set.Criteria.Zip(
                opened.Judge().Criteria,
                (criterion, judged) =>
                    new CriterionView(
                        criterion.Code,
                        criterion.Name,
                        judged.Passed,
                        [
                            .. criterion.Indicators.Zip(
                                judged.Indicators,
                                (indicator, result) =>
                                    Indicator(opened, indicator, values.GetValueOrDefault(indicator.Code), result, files[indicator.Code])
                            ),
                        ]
                    )
            ),
        ];
    }

    private static IndicatorView Indicator(
        OpenedAssessment opened,
        Indicator indicator,
        IndicatorValue? value,
        IndicatorResult result,
        IEnumerable<EvidenceFile> files
    ) =>
        new()
        {
            Code = indicator.Code,
            Text = indicator.Text,
            Type = indicator.Kind.ToString().ToLowerInvariant(),
            BySex = indicator.BySex,
            IfAny = indicator.Optional,
            NeedsEvidence = indicator.NeedsEvidence,
            Parts = indicator.Parts,
            Unit = indicator.Unit,
            Threshold = opened.ThresholdOf(indicator),
            Value = value,
            ValueText = ValueText.Of(indicator, value),
            Verdict = VerdictName.Of(result.Verdict),
            Reason = result.Reason,
            Evidence = [.. files.OrderBy(file => file.AddedAt).ThenBy(file => file.Name, StringComparer.Ordinal).Select(EvidenceView.Of)],
        };

    private static SelfAssessmentView View(OpenedAssessment opened, Caller caller, IReadOnlyList<CriterionView> criteria, string shows)
    {
        var assessment = opened.Assessment;
        var indicators = criteria
            .SelectMany(criterion => criterion.Indicators)
            .ToLookup(indicator => indicator.Verdict, indicator => indicator.Code);
        return new SelfAssessmentView
        {
            Id = assessment.Id,
            DossierId = assessment.DossierId,
            UnitCode = assessment.UnitCode,
            Title = assessment.Title,
            Year = assessment.Year,
            CriteriaSet = assessment.CriteriaSet,
            Note = opened.Set is null ? AssessmentErrors.NoCriteriaSet(assessment.Title, assessment.DossierOpenedOn).Message : null,
            Shows = shows,
            Revision = assessment.Revision,
            AllCriteriaPassed = criteria.Count > 0 && criteria.All(criterion => criterion.Passed),
            Missing = [.. indicators["missing"]],
            Failing = [.. indicators["failed"]],
            Undecidable = [.. indicators["undecidable"]],
            MissingEvidence = shows == "draft" ? opened.Unproven : [],
            Criteria = criteria,
            EditableCriteria = opened.Editable,
            AllowedActions = Actions(opened, caller),
        };
    }

    private static IReadOnlyList<string> Actions(OpenedAssessment opened, Caller caller)
    {
        if (opened.Editable.Count == 0)
        {
            return [];
        }

        var unit = opened.Assessment.UnitPath;
        IEnumerable<string> fill = AssessmentAccess.FillsDraft(caller, unit) ? ["put-values", "attach-evidence"] : [];
        IEnumerable<string> submit = AssessmentAccess.Submits(caller, unit) ? ["submit"] : [];
        return [.. fill, .. submit];
    }
}

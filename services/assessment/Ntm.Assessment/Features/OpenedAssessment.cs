using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Contracts.Assessment.V1;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A self-assessment with the rules, confirmed thresholds and open stages that it is judged and edited by.</summary>
internal sealed class OpenedAssessment
{
    private readonly IReadOnlyList<StageCopy> stages;
    private readonly IReadOnlyDictionary<string, Confirmation> confirmations;
    private readonly JudgedFor judgedFor;

    private OpenedAssessment(
        SelfAssessment assessment,
        CriteriaSet? set,
        IReadOnlyList<StageCopy> stages,
        IReadOnlyDictionary<string, Confirmation> confirmations,
        JudgedFor judgedFor
    )
    {
        Assessment = assessment;
        Set = set;
        this.stages = stages;
        this.confirmations = confirmations;
        this.judgedFor = judgedFor;
    }

    public SelfAssessment Assessment { get; }

    public CriteriaSet? Set { get; }

    public IReadOnlyList<string> Editable =>
        Set is null ? [] : StageCopy.Editable(stages, Set.Criteria.Select(criterion => criterion.Code));

    /// <summary>Open stages that ask for criteria.</summary>
    public IReadOnlyList<NamedStage> Asking =>
        [.. stages.Where(stage => stage.Asks).Select(stage => new NamedStage(stage.Stage, stage.Round))];

    /// <summary>Opens it; inside a transaction, to act on it.</summary>
    public static async Task<OpenedAssessment?> OpenAsync(
        AssessmentDbContext db,
        RuleBook rules,
        Guid dossierId,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<SelfAssessment>(nameof(SelfAssessment.DossierId), dossierId, cancellation);
        if (
            await db.SelfAssessments.AsSplitQuery().FirstOrDefaultAsync(row => row.DossierId == dossierId, cancellation)
            is not { } assessment
        )
        {
            return null;
        }

        var stages = await db.Stages.AsNoTracking().Where(row => row.DossierId == dossierId).ToListAsync(cancellation);
        var set = assessment.CriteriaSet is null ? null : rules.FindSet(assessment.CriteriaSet);
        var province = AssessmentAccess.Province(assessment.UnitPath);
        var rows = await db
            .Confirmations.AsNoTracking()
            .Where(row => row.Province == province && row.Rule == assessment.CriteriaSet)
            .ToListAsync(cancellation);
        return new OpenedAssessment(
            assessment,
            set,
            stages,
            ThresholdConfirmation.InForce(rows, assessment.DossierOpenedOn),
            new JudgedFor(assessment.Year, rules.RegionOf(assessment.UnitPath))
        );
    }

    /// <summary>Why the caller may not change the draft, or null.</summary>
    public Error? WhyNotFill(Caller caller)
    {
        if (!AssessmentAccess.FillsDraft(caller, Assessment.UnitPath))
        {
            return Refusals.OfReader(caller, this);
        }

        return Set is null ? Refusals.NoCriteriaSet(Assessment.Title, Assessment.DossierOpenedOn)
            : Editable.Count == 0 ? Refusals.NothingEditable()
            : null;
    }

    public IReadOnlyList<CriterionView> Criteria()
    {
        if (Set is null)
        {
            return [];
        }

        var values = Assessment.Values;
        var files = Assessment.Evidence.ToLookup(file => file.Code);
        var result = AssessmentResult.Of(Set, values, judgedFor, confirmations);
        return Set
            .Criteria.Zip(
                result.Criteria,
                (criterion, judged) =>
                    new CriterionView(
                        criterion.Code,
                        criterion.Name,
                        judged.Passed,
                        criterion
                            .Indicators.Zip(
                                judged.Indicators,
                                (indicator, verdict) =>
                                    new IndicatorView
                                    {
                                        Code = indicator.Code,
                                        Text = indicator.Text,
                                        Type = indicator.Kind.ToString().ToLowerInvariant(),
                                        BySex = indicator.BySex,
                                        IfAny = indicator.Optional,
                                        Parts = indicator.Parts,
                                        Unit = indicator.Unit,
                                        Threshold = Judgement.Describe(
                                            indicator,
                                            Judgement.InForce(indicator, confirmations.GetValueOrDefault(indicator.Code)),
                                            judgedFor
                                        ),
                                        Value = values.GetValueOrDefault(indicator.Code),
                                        ValueText = ValueText.Of(indicator, values.GetValueOrDefault(indicator.Code)),
                                        Verdict = VerdictWord.Of(verdict.Verdict),
                                        Reason = verdict.Reason,
                                        Evidence = files[indicator.Code]
                                            .OrderBy(file => file.AddedAt)
                                            .ThenBy(file => file.Name, StringComparer.Ordinal)
                                            .Select(file => new EvidenceView(
                                                file.Name,
                                                file.Hash,
                                                file.MediaType,
                                                file.Length,
                                                file.AddedAt
                                            ))
                                            .ToList(),
                                    }
                            )
                            .ToList()
                    )
            )
            .ToList();
    }

    /// <summary>The draft for the unit's people, else what was submitted last.</summary>
    public SelfAssessmentView View(Caller caller, IReadOnlyList<CriterionView> criteria, string shows)
    {
        var indicators = criteria
            .SelectMany(criterion => criterion.Indicators)
            .ToLookup(indicator => indicator.Verdict, indicator => indicator.Code);
        return new SelfAssessmentView
        {
            Id = Assessment.Id,
            DossierId = Assessment.DossierId,
            UnitCode = Assessment.UnitCode,
            Title = Assessment.Title,
            Year = Assessment.Year,
            CriteriaSet = Assessment.CriteriaSet,
            Note = Set is null ? Refusals.NoCriteriaSet(Assessment.Title, Assessment.DossierOpenedOn).Message : null,
            Shows = shows,
            Revision = Assessment.Revision,
            AllCriteriaPassed = criteria.Count > 0 && criteria.All(criterion => criterion.Passed),
            Missing = [.. indicators["missing"]],
            Failing = [.. indicators["failed"]],
            Undecidable = [.. indicators["undecidable"]],
            Criteria = criteria,
            EditableCriteria = Editable,
            AllowedActions = Actions(caller),
        };
    }

    private IReadOnlyList<string> Actions(Caller caller)
    {
        if (Editable.Count == 0)
        {
            return [];
        }

        IEnumerable<string> fill = AssessmentAccess.FillsDraft(caller, Assessment.UnitPath) ? ["put-values", "attach-evidence"] : [];
        IEnumerable<string> submit = AssessmentAccess.Submits(caller, Assessment.UnitPath) ? ["submit"] : [];
        return [.. fill, .. submit];
    }
}

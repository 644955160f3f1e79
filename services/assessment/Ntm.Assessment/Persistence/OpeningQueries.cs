using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;

namespace Ntm.Assessment.Persistence;

/// <summary>Loads a self-assessment, a survey or a province's set with everything that it is judged by; inside a transaction, to act on
/// it.</summary>
internal static class OpeningQueries
{
    public static async Task<OpenedAssessment?> OpenAssessmentAsync(
        this AssessmentDbContext db,
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

        var set = assessment.CriteriaSet is { } code ? await db.FindSetAsync(rules, code, cancellation) : null;
        var groups = await db.UnitGroups.AsNoTracking().Where(row => row.UnitCode == assessment.UnitCode).ToListAsync(cancellation);
        return new OpenedAssessment
        {
            Assessment = assessment,
            Set = set,
            Stages = await db.Stages.AsNoTracking().Where(row => row.DossierId == dossierId).ToListAsync(cancellation),
            Confirmations = await db.ConfirmedAsync(assessment.UnitPath, set?.Code, assessment.RulesOf, cancellation, set?.Extends),
            JudgedFor = new JudgedFor(assessment.Year, rules.RegionOf(assessment.UnitPath), UnitGroup.On(groups, assessment.RulesOf)),
        };
    }

    public static async Task<OpenedSurvey?> OpenSurveyAsync(
        this AssessmentDbContext db,
        RuleBook rules,
        Guid id,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<Survey>(nameof(Survey.Id), id, cancellation);
        if (await db.Surveys.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } survey)
        {
            return null;
        }

        var (opening, standing) = await PlacesAsync(db, survey, today, cancellation);
        return new OpenedSurvey
        {
            Survey = survey,
            Rule = rules.SurveyRules.FirstOrDefault(rule => rule.Code == survey.Rule),
            Questions = rules.QuestionSets.FirstOrDefault(set => set.Code == survey.QuestionSet),
            Confirmations = await db.ConfirmedAsync(survey.UnitPath, survey.Rule, survey.DossierOpenedOn, cancellation, survey.QuestionSet),
            Opening = opening,
            Places = standing,
        };
    }

    public static async Task<ProvinceSet?> OpenProvinceSetAsync(this AssessmentDbContext db, string code, CancellationToken cancellation)
    {
        var own = db.ProvinceSets.Where(row => row.Code == code);
        if (await own.Select(row => row.Province).FirstOrDefaultAsync(cancellation) is not { } province)
        {
            return null;
        }

        // All of the province: which set is the latest of a title is decided on together.
        await db.LockBesideAsync<ProvinceSet>(nameof(ProvinceSet.Province), province, cancellation);
        return await own.FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The revision submitted last; null before the first.</summary>
    public static Task<SubmittedRevision?> LastRevisionAsync(
        this AssessmentDbContext db,
        SelfAssessment assessment,
        CancellationToken cancellation
    ) =>
        db
            .Revisions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.AssessmentId == assessment.Id && row.Number == assessment.Revision, cancellation);

    private static async Task<(IReadOnlyList<SurveyPlace> Opening, IReadOnlyList<SurveyPlace> Standing)> PlacesAsync(
        AssessmentDbContext db,
        Survey survey,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var units = db.Units.AsNoTracking();
        var opening =
            survey.Places
            ?? await SurveyVillages.OnAsync(units, (survey.UnitCode, survey.UnitPath), VietnamTime.DayOf(survey.OpenedAt), cancellation);
        if (opening.Count == 0)
        {
            opening = [await SurveyVillages.WholeAsync(units, survey.UnitCode, today, cancellation)];
            return (opening, opening);
        }

        var mergers = await SurveyVillages.MergersAsync(db, opening.Select(place => place.Code), today, cancellation);
        return (opening, SurveyPlaces.Standing(opening, mergers));
    }
}

using Ntm.Assessment.Domain.Surveys;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Shows a survey: all of it to the Fatherland Front, the result to others.</summary>
internal static class SurveyViews
{
    public static SurveyView Of(OpenedSurvey opened, Caller caller)
    {
        var survey = opened.Survey;
        var runs = AssessmentAccess.RunsSurvey(caller, survey.UnitPath);
        return new SurveyView
        {
            Id = survey.Id,
            DossierId = survey.DossierId,
            Round = survey.Round,
            UnitCode = survey.UnitCode,
            Title = survey.Title,
            State = State(survey.Minutes is not null, survey.Ended),
            OpenedAt = survey.OpenedAt,
            QuestionSet = survey.QuestionSet,
            Questions =
            [
                .. (opened.Questions?.Questions ?? []).Select(question => new QuestionView(question.Code, question.Text, question.Overall)),
            ],
            Rule = opened.Rule is null ? null : SurveyRuleView.Of(opened.Rule, opened.Questions, opened.Confirmations),
            Villages = runs ? Villages(opened) : [],
            MissingVillages = survey.Open ? [.. opened.Missing.Select(place => place.Code)] : [],
            Result =
                SurveyResults.Of(opened) is not { } result ? null
                : runs ? result
                : PublishedResult.Of(result, AssessmentAccess.SeesDraft(caller, survey.UnitPath)),
            Minutes = survey.Minutes is { } minutes
                ? new MinutesView(minutes.Number, minutes.Date, minutes.Signatories, minutes.ClosedByName, minutes.ClosedAt)
                : null,
            AllowedActions =
                !runs || !survey.Open ? []
                : AssessmentAccess.ToCloseSurvey(caller, survey) is null ? ["put-sheet", "close"]
                : ["put-sheet"],
        };
    }

    public static string State(bool closed, bool ended) =>
        closed ? "closed"
        : ended ? "ended"
        : "open";

    private static IReadOnlyList<VillageView> Villages(OpenedSurvey opened)
    {
        var sheets = opened.Survey.Sheets.ToLookup(sheet => sheet.VillageCode);
        var counting = opened.Counting;
        return
        [
            .. opened.Places.Select(place => new VillageView(
                place.Code,
                place.Name,
                place.CommuneCode,
                sheets[place.Code].MaxBy(sheet => sheet.Number)?.Sheet,
                Math.Max(0, sheets[place.Code].Count() - 1),
                place.Covers,
                counting.Any(sheet => sheet.VillageCode == place.Code)
            )),
        ];
    }
}

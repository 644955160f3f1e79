using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Fixes the count of a survey with its minutes and publishes what it came to.</summary>
internal static class SurveyClosure
{
    public static Result CloseSurvey(
        this AssessmentDbContext db,
        OpenedSurvey opened,
        CloseSurveyRequest request,
        Caller caller,
        DateTimeOffset at
    )
    {
        if (opened.WhyNotClose(request.MinutesDate, VietnamTime.DayOf(at)) is { } refusal)
        {
            return refusal;
        }

        var result = SurveyResults.Of(opened)!;
        var minutes = new Minutes
        {
            Number = request.MinutesNumber.Trim(),
            Date = request.MinutesDate,
            Signatories = request.Signatories,
            ClosedBy = caller.Subject,
            ClosedByName = caller.Name,
            ClosedAt = at,
        };
        opened.Survey.Close(minutes, result.Met!.Value, SurveyResults.Write(result));
        var closed = EventOf(opened.Survey, minutes, result);
        db.Publish(closed, closed.EventId, closed.DossierId.ToString("N"), at);
        return Result.Done;
    }

    private static SurveyClosed EventOf(Survey survey, Minutes minutes, SurveyResult result) =>
        new()
        {
            EventId = Guid.CreateVersion7(minutes.ClosedAt),
            OccurredAt = minutes.ClosedAt,
            UnitCode = survey.UnitCode,
            DossierId = survey.DossierId,
            SurveyId = survey.Id,
            Round = survey.Round,
            Met = result.Met!.Value,
            OverallRate = result.OverallRate,
            MinutesNumber = minutes.Number,
            ClosedBy = minutes.ClosedBy,
            Proof = ContentProofs.Of(survey),
        };
}

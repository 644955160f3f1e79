using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>The minutes of the count.</summary>
/// <param name="MinutesNumber">Number, 1 to 60 characters.</param>
/// <param name="MinutesDate">Date, from the day the survey was opened to today.</param>
/// <param name="Signatories">Who signed, 1 to 20.</param>
/// <example>
/// { "minutesNumber": "05/BB-MTTQ", "minutesDate": "2026-03-10", "signatories": [{"name": "Lê Văn Hòa", "position": "Trưởng Ban
/// Công tác Mặt trận"}] }
/// </example>
public sealed record CloseSurveyRequest(string MinutesNumber, DateOnly MinutesDate, IReadOnlyList<Signatory> Signatories);

/// <summary>
/// <c>POST /assessment/surveys/{id}/closure</c>: the Fatherland Front of the unit that the path names, or above it, closes the
/// survey with minutes. Every village must have its sheet and every demand of the rule must be decidable. From then on the result
/// is public in the province and nothing changes.
/// </summary>
internal static class CloseSurvey
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/surveys/{id:guid}/closure", HandleAsync).WithName(nameof(CloseSurvey));

    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CloseSurveyRequest request,
        SurveyCommands commands,
        AssessmentDbContext db,
        Caller caller,
        HttpContext http,
        ILogger<Survey> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            id,
            caller,
            http,
            (opened, at) =>
            {
                if (AssessmentAccess.ToCloseSurvey(caller, opened.Survey) is { } refusal)
                {
                    return [refusal];
                }

                var errors = opened.WhyNotClose(request.MinutesNumber, request.MinutesDate, request.Signatories, VietnamTime.DayOf(at));
                if (errors.Count == 0)
                {
                    Close(opened, request, db, caller, at);
                }

                return errors;
            },
            cancellation
        );
        if (answer.Result is Ok<SurveyView> { Value: { } view })
        {
            log.SurveyClosed(id, view.DossierId, view.Round, view.Result!.Met!.Value);
        }

        return answer;
    }

    private static void Close(OpenedSurvey opened, CloseSurveyRequest request, AssessmentDbContext db, Caller caller, DateTimeOffset at)
    {
        var survey = opened.Survey;
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
        survey.Close(minutes, result.Met!.Value, SurveyResults.Write(result));
        var @event = new SurveyClosed
        {
            EventId = Guid.CreateVersion7(at),
            OccurredAt = at,
            UnitCode = survey.UnitCode,
            DossierId = survey.DossierId,
            SurveyId = survey.Id,
            Round = survey.Round,
            Met = result.Met.Value,
            OverallRate = result.OverallRate,
            MinutesNumber = minutes.Number,
            ClosedBy = caller.Subject,
        };
        db.Publish(@event, @event.EventId, survey.DossierId.ToString("N"), at);
    }
}

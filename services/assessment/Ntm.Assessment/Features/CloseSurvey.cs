using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>The minutes of the count.</summary>
/// <example>
/// { "minutesNumber": "05/BB-MTTQ", "minutesDate": "2026-03-10", "signatories": [{"name": "Lê Văn Hòa", "position": "Trưởng Ban
/// Công tác Mặt trận"}] }
/// </example>
public sealed record CloseSurveyRequest
{
    /// <summary>Number, up to 60 characters.</summary>
    [Text(60)]
    public required string MinutesNumber { get; init; }

    /// <summary>Date, from the day the survey was opened to today.</summary>
    public required DateOnly MinutesDate { get; init; }

    /// <summary>Who signed, 1 to 20.</summary>
    [Items(1, 20)]
    public required IReadOnlyList<Signatory> Signatories { get; init; }
}

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
        AssessmentCommands commands,
        AssessmentDbContext db,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Survey> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            commands.Survey(id, caller),
            http,
            opened =>
                Task.FromResult(
                    AssessmentAccess.ToCloseSurvey(caller, opened.Survey) is { } refusal
                        ? refusal
                        : db.CloseSurvey(opened, request, caller, clock.GetUtcNow())
                ),
            cancellation
        );
        if (answer.Result is Ok<SurveyView> { Value: { } view })
        {
            log.SurveyClosed(id, view.DossierId, view.Round, view.Result!.Met!.Value);
        }

        return answer;
    }
}

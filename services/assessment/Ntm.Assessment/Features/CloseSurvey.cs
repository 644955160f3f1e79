using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;
using Ntm.Contracts.Assessment.V1;

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
/// <c>POST /assessment/surveys/{id}/closure</c>: the Fatherland Front closes the survey with minutes. Every village must have its
/// sheet and every demand of the rule must be decidable. From then on the result is public in the province and nothing changes.
/// </summary>
internal static class CloseSurvey
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/surveys/{id:guid}/closure", HandleAsync).WithName(nameof(CloseSurvey));

    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CloseSurveyRequest request,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Survey> log,
        CancellationToken cancellation
    )
    {
        if (await OpenedSurvey.OpenAsync(db, rules, id, clock.Today(), cancellation) is not { } opened)
        {
            return Refusals.SurveyNotFound().ToProblem();
        }

        if (Refusals.OfSurveyWriter(caller, opened.Survey) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!http.Request.Matches(opened.Survey.Version))
        {
            return Error.Stale(opened.View(caller));
        }

        if (opened.Survey.WhyClosed is { } closed)
        {
            return closed.ToProblem();
        }

        var errors = CheckMinutes(request, LegalTime.DayOf(opened.Survey.OpenedAt), clock.Today()).ToList();
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        if (WhyNot(opened) is { } undecided)
        {
            return undecided.ToProblem();
        }

        Close(opened, request, db, caller, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        log.SurveyClosed(id, opened.Survey.DossierId, opened.Survey.Round, opened.Survey.Met!.Value);
        http.Response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(opened.View(caller));
    }

    private static Error? WhyNot(OpenedSurvey opened)
    {
        if (opened.Outcome() is not { } outcome)
        {
            return Refusals.NoSurveyRule(opened.Survey);
        }

        if (opened.Missing.Count > 0)
        {
            return Error.Conflict(
                "assessment.survey_sheets_missing",
                $"Còn thiếu phiếu tổng hợp của: {string.Join(", ", opened.Missing.Select(place => place.Name))}. Nhập đủ rồi chốt."
            );
        }

        return outcome.Met is null
            ? Error.Conflict(
                "assessment.survey_rule_unconfirmed",
                $"Chưa thể kết luận: {string.Join(" ", outcome.Demands.Select(demand => demand.Reason).OfType<string>())}"
            )
            : null;
    }

    private static void Close(OpenedSurvey opened, CloseSurveyRequest request, AssessmentDbContext db, Caller caller, DateTimeOffset at)
    {
        var survey = opened.Survey;
        var result = opened.Result()!;
        survey.Close(
            new Minutes
            {
                Number = request.MinutesNumber.Trim(),
                Date = request.MinutesDate,
                Signatories = request.Signatories,
                ClosedBy = caller.Subject,
                ClosedByName = caller.Name,
                ClosedAt = at,
            },
            result.Met!.Value,
            JsonSerializer.Serialize(result, SurveyResults.Json)
        );
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
            MinutesNumber = survey.Minutes!.Number,
            ClosedBy = caller.Subject,
        };
        db.Publish(@event, @event.EventId, survey.DossierId.ToString("N"), at);
    }

    private static IEnumerable<Error> CheckMinutes(CloseSurveyRequest request, DateOnly opened, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.MinutesNumber) || request.MinutesNumber.Length > 60)
        {
            yield return Error.Invalid("assessment.minutes_number", "Số biên bản phải có từ 1 đến 60 ký tự.", "minutesNumber");
        }

        if (request.MinutesDate < opened || request.MinutesDate > today)
        {
            yield return Error.Invalid(
                "assessment.minutes_date",
                $"Ngày biên bản phải từ {LegalTime.Display(opened)} đến {LegalTime.Display(today)}.",
                "minutesDate"
            );
        }

        if (
            request.Signatories.Count is 0 or > 20
            || request.Signatories.Any(signatory => signatory is null || Blank(signatory.Name) || Blank(signatory.Position))
        )
        {
            yield return Error.Invalid(
                "assessment.signatories",
                "Ghi từ 1 đến 20 người ký, mỗi người có họ tên và chức danh, tối đa 100 ký tự.",
                "signatories"
            );
        }
    }

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > 100;
}

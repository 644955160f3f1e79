using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>PUT /assessment/surveys/{id}/villages/{code}</c>: the Fatherland Front enters or replaces the count of one village.
/// Replaced sheets are kept. The code is that of a village of the day on which the round opened, of one that such villages were merged
/// into since, which then counts for all of them, or the unit's own where no village is registered.
/// </summary>
internal static class PutVillageSheet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/surveys/{id:guid}/villages/{code}", HandleAsync).WithName(nameof(PutVillageSheet));

    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string code,
        VillageSheet sheet,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
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

        var errors = Check(opened, code, sheet);
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        var place = opened.Places.First(known => known.Code == code);
        opened.Survey.Enter(place, sheet, caller.Subject, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(opened.View(caller));
    }

    private static IReadOnlyList<Error> Check(OpenedSurvey opened, string code, VillageSheet sheet)
    {
        if (opened.Survey.WhyClosed is { } closed)
        {
            return [closed];
        }

        if (opened.Questions is null)
        {
            return [Refusals.NoSurveyRule(opened.Survey)];
        }

        if (opened.Places.All(place => place.Code != code))
        {
            return
            [
                Error.NotFound(
                    "assessment.village_unknown",
                    "Cuộc lấy ý kiến không có thôn này; hãy xem danh sách thôn, chốt theo ngày mở đợt. Thôn chia tách sau ngày đó "
                        + "nhập theo thôn cũ."
                ),
            ];
        }

        var index = sheet.Answers.ToList().FindIndex(answer => answer is null || answer.Reasons.Contains(null!));
        return index >= 0 ? [Refusals.NullElement($"answers[{index}]")] : SheetCheck.Check(sheet, opened.Questions);
    }
}

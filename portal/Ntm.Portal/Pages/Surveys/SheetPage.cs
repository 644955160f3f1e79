using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien/{id}/thon/{code}</c>: the count of one village, its sums checked while it is typed.</summary>
internal static class SheetPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/lay-y-kien/{id:guid}/thon/{code}", ShowAsync);
        routes.MapPost("/lay-y-kien/{id:guid}/thon/{code}", SaveAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string code) => await PageAsync(visit, id, code, null);

    internal static async Task<IResult> SaveAsync(Visit visit, Guid id, string code)
    {
        var survey = await visit.GetAsync<SurveyRecord>($"/assessment/surveys/{id}");
        if (survey.Value is null)
        {
            return visit.Refuse(survey.Problem!);
        }

        var input = visit.Input;
        var body = new
        {
            households = input.Number("households"),
            issued = input.Number("issued"),
            returned = input.Number("returned"),
            valid = input.Number("valid"),
            invalid = input.Number("invalid"),
            answers = survey.Value.Questions.Select(question => new
            {
                question = question.Code,
                satisfied = input.Number("s:" + question.Code),
                notSatisfied = input.Number("n:" + question.Code),
                reasons = input.Lines("r:" + question.Code),
            }),
        };
        var address = $"/assessment/surveys/{id}/villages/{Uri.EscapeDataString(code)}";
        var saved = await visit.SendAsync<SurveyRecord>("PUT", address, body, key: visit.Value("_key"));
        return saved.Problem is { } problem
            ? await PageAsync(visit, id, code, problem.AtRows("answers", survey.Value.Questions, (question, _) => "s:" + question.Code))
            : Visit.Go($"/lay-y-kien/{id}?xong=phieu");
    }

    private static async Task<IResult> PageAsync(Visit visit, Guid id, string code, ApiProblem? problem)
    {
        var survey = await visit.GetAsync<SurveyRecord>($"/assessment/surveys/{id}");
        if (survey.Value is null)
        {
            return visit.Refuse(survey.Problem!);
        }

        return
            survey.Value.Villages.FirstOrDefault(one => one.Code == code) is { } village
            && survey.Value.AllowedActions.Contains("put-sheet")
            ? visit.Show<SheetView>(
                new
                {
                    Survey = survey.Value,
                    Village = village,
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            )
            : visit.Refuse(SurveyPages.NotNow);
    }
}

/// <summary>What the pages of a survey share.</summary>
internal static class SurveyPages
{
    public static ApiProblem NotNow =>
        new(
            409,
            "portal.survey_not_open",
            T("Không ghi được phiếu ở đây"),
            T("Đợt lấy ý kiến đã chốt, thôn không thuộc đợt này, hoặc việc này của Mặt trận Tổ quốc nơi khác."),
            []
        );
}

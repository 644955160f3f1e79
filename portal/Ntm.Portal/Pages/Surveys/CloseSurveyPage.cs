using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien/{id}/chot</c>: the Front closes the survey with its minutes.</summary>
internal static class CloseSurveyPage
{
    private static ActForm Form =>
        new()
        {
            Title = T("Chốt đợt lấy ý kiến"),
            Consequence = T("Kết quả được công khai trong tỉnh và không sửa được nữa; hồ sơ đi tiếp theo kết quả."),
            Button = T("Chốt và công khai kết quả"),
            Fields =
            [
                ActField.Text("minutesNumber", T("Số biên bản")),
                ActField.Date("minutesDate", T("Ngày biên bản")),
                ActField.Paragraph("signatories", T("Người ký")) with
                {
                    Hint = T("Mỗi dòng một người: họ tên, chức vụ."),
                },
            ],
        };

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/lay-y-kien/{id:guid}/chot", ShowAsync);
        routes.MapPost("/lay-y-kien/{id:guid}/chot", CloseAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id) => await PageAsync(visit, id, null);

    internal static async Task<IResult> CloseAsync(Visit visit, Guid id)
    {
        var input = visit.Input;
        var body = new
        {
            minutesNumber = input.Text("minutesNumber"),
            minutesDate = input.Date("minutesDate"),
            signatories = input
                .Lines("signatories")
                .Select(line => line.Split(',', 2))
                .Select(parts => new { name = parts[0].Trim(), position = parts.Length > 1 ? parts[1].Trim() : "" }),
        };
        var closed = await visit.SendAsync<SurveyRecord>("POST", $"/assessment/surveys/{id}/closure", body, key: visit.Value("_key"));
        return closed.Problem is { } problem ? await PageAsync(visit, id, problem) : Visit.Go($"/lay-y-kien/{id}?xong=chot");
    }

    private static async Task<IResult> PageAsync(Visit visit, Guid id, ApiProblem? problem)
    {
        var survey = await visit.GetAsync<SurveyRecord>($"/assessment/surveys/{id}");
        return survey.Value is null ? visit.Refuse(survey.Problem!)
            : survey.Value.AllowedActions.Contains("close")
                ? visit.Show<CloseSurveyView>(
                    new
                    {
                        Survey = survey.Value,
                        Form,
                        Problem = problem,
                    },
                    problem?.Status ?? StatusCodes.Status200OK
                )
            : visit.Refuse(SurveyPages.NotNow);
    }
}

using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>The steps of the path, each as its actor does it.</summary>
internal static class DossierSteps
{
    /// <summary>The commune assesses itself, fills its checklist and hands the dossier on.</summary>
    public static async Task PrepareAsync(this DossierStory story)
    {
        await story.Assessment.FillAndSubmitAsync();
        await story.AtAsync("commune-dossier");
        await story.CompleteCommuneDossierAsync();
    }

    public static async Task CompleteCommuneDossierAsync(this DossierStory story)
    {
        await story.PutDocumentsAsync(story.People.Officer, "commune-dossier");
        await story.ActAsync(story.People.Officer, "Hoàn thiện hồ sơ xã, đủ tài liệu", "commune-dossier", "completion");
    }

    /// <summary>The district accepts every criterion and document.</summary>
    public static async Task ExamineAsync(this DossierStory story)
    {
        await story.VerdictsAsync(story.People.Reviewer, "district-examination", new { acceptRest = true, items = Array.Empty<object>() });
        await story.PutDocumentsAsync(story.People.Reviewer, "district-examination");
        await story.ActAsync(
            story.People.Reviewer,
            "Kết luận thẩm tra: đủ điều kiện",
            "district-examination",
            "conclusion",
            new { outcome = "Approved", items = Array.Empty<object>() }
        );
    }

    public static Task VerdictsAsync(this DossierStory story, string who, string stage, object body) =>
        story.Rehearsal.As(who).PutAsync($"{story.Path}/stages/{stage}/verdicts", body);

    public static async Task SubmitAsync(this DossierStory story, string stage = "district-submission")
    {
        await story.PutDocumentsAsync(story.People.Submitter, stage);
        var view = await story.ActAsync(story.People.Submitter, "Trình hồ sơ lên tỉnh", stage, "submission");
        var receipt = view.GetProperty("receipts").EnumerateArray().Last();
        story.Rehearsal.Narrator.Step(
            "",
            "  Giấy tiếp nhận " + receipt.GetProperty("number").GetString(),
            "mã băm " + receipt.GetProperty("contentHash").GetString()![..12] + "…"
        );
    }

    /// <summary>Every department judges its own criteria at the same time; the coordination office consolidates.</summary>
    public static async Task AppraiseAsync(this DossierStory story)
    {
        await DepartmentsAcceptAsync(story);
        await story.PutDocumentsAsync(story.People.Province.Consolidator, "province-appraisal");
        await story.ActAsync(
            story.People.Province.Consolidator,
            "Kết luận thẩm định: đạt",
            "province-appraisal",
            "conclusion",
            new { outcome = "Approved", items = Array.Empty<object>() }
        );
    }

    /// <summary>The coordination office returns one criterion; the commune answers with a new assessment of it.</summary>
    public static async Task AppraisalReturnsAsync(this DossierStory story, string criterion, string reason)
    {
        await DepartmentsAcceptAsync(story, except: criterion, reason);
        await story.ActAsync(
            story.People.Province.Consolidator,
            $"Trả lại tiêu chí {criterion}: {reason}",
            "province-appraisal",
            "conclusion",
            new { outcome = "Returned", items = Array.Empty<object>() }
        );
    }

    public static async Task SupplementAsync(this DossierStory story)
    {
        await story.Assessment.FillAndSubmitAsync();
        await story.AnsweredAsync();
        await story.ActAsync(story.People.Officer, "Bổ sung, giải trình xong", "commune-supplement", "completion");
    }

    /// <summary>Waits until every returned item has its answer: a new assessment travels between services in its own time.</summary>
    public static Task AnsweredAsync(this DossierStory story) =>
        RehearsalSession.WaitAsync<JsonElement>(
            "nội dung trả lại được trả lời",
            async () =>
            {
                var view = await story.GetAsync();
                return view.GetProperty("returned")
                    .EnumerateArray()
                    .All(item => item.GetProperty("answeredBy").ValueKind == JsonValueKind.String)
                    ? view
                    : null;
            }
        );

    /// <summary>The commune remedies what residents were dissatisfied with, and hands in its plan and the proof.</summary>
    public static async Task RemedyAsync(this DossierStory story)
    {
        await story.PutDocumentsAsync(story.People.Officer, "survey-remedy");
        await story.ActAsync(
            story.People.Officer,
            "Khắc phục ý kiến chưa hài lòng xong, có kế hoạch và minh chứng",
            "survey-remedy",
            "completion",
            new { note = "Đã tổ chức thu gom rác hằng tuần ở 5 thôn" }
        );
    }

    public static async Task DecideAsync(this DossierStory story, string number)
    {
        await story.PutDocumentsAsync(story.People.Province.Leader, "decision");
        await story.ActAsync(
            story.People.Province.Leader,
            $"Quyết định công nhận số {number}",
            "decision",
            "decision",
            new
            {
                outcome = "Recognised",
                number,
                date = story.Rehearsal.Today,
            }
        );
    }

    public static Task AnnounceAsync(this DossierStory story) =>
        story.ActAsync(
            story.People.Province.Leader,
            "Công bố xã đạt chuẩn nông thôn mới",
            "announcement",
            "announcement",
            new { on = story.Rehearsal.Today, where = "Cổng thông tin điện tử tỉnh" }
        );

    private static async Task DepartmentsAcceptAsync(DossierStory story, string? except = null, string? reason = null)
    {
        var view = await story.Rehearsal.As(story.People.Province.Consolidator).GetAsync(story.Path);
        var items = view.GetProperty("reviews")
            .EnumerateArray()
            .Single(review => review.GetProperty("stage").GetString() == "province-appraisal")
            .GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("accepted").ValueKind == JsonValueKind.Null)
            .Select(item =>
                (
                    Kind: item.GetProperty("kind").GetString()!,
                    Key: item.GetProperty("key").GetString()!,
                    Department: item.GetProperty("department").GetString()
                )
            )
            .GroupBy(item => story.People.Province.AppraiserOf(item.Department))
            .ToList();
        await Task.WhenAll(
            items.Select(group =>
                story.VerdictsAsync(
                    group.Key,
                    "province-appraisal",
                    new
                    {
                        acceptRest = false,
                        items = group.Select(item => new
                        {
                            kind = item.Kind,
                            key = item.Key,
                            accepted = item.Kind != "criterion" || item.Key != except,
                            reason = item.Kind == "criterion" && item.Key == except ? reason : null,
                        }),
                    }
                )
            )
        );
        story.Rehearsal.Narrator.Step(
            "các sở, ngành",
            $"Thẩm định song song {items.Sum(group => group.Count())} nội dung",
            $"{items.SelectMany(group => group).Select(item => item.Department).Distinct().Count()} cơ quan"
        );
    }
}

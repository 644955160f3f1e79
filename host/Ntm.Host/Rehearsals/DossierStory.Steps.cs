using System.Text.Json;

namespace Ntm.Host.Rehearsals;

/// <summary>The steps of the path, each as its actor does it.</summary>
internal sealed partial class DossierStory
{
    /// <summary>The commune assesses itself, fills its checklist and hands the dossier on.</summary>
    public async Task PrepareAsync()
    {
        await Assessment.FillAndSubmitAsync();
        await AtAsync("commune-dossier");
        await CompleteCommuneDossierAsync();
    }

    public async Task CompleteCommuneDossierAsync()
    {
        await PutDocumentsAsync(people.Officer, "commune-dossier");
        await ActAsync(people.Officer, "Hoàn thiện hồ sơ xã, đủ tài liệu", "commune-dossier", "completion");
    }

    /// <summary>The district accepts every criterion and document.</summary>
    public async Task ExamineAsync()
    {
        await VerdictsAsync(people.Reviewer, "district-examination", new { acceptRest = true, items = Array.Empty<object>() });
        await PutDocumentsAsync(people.Reviewer, "district-examination");
        await ActAsync(
            people.Reviewer,
            "Kết luận thẩm tra: đủ điều kiện",
            "district-examination",
            "conclusion",
            new { outcome = "Approved", items = Array.Empty<object>() }
        );
    }

    public Task VerdictsAsync(string who, string stage, object body) => rehearsal.As(who).PutAsync($"{Path}/stages/{stage}/verdicts", body);

    public async Task SubmitAsync(string stage = "district-submission")
    {
        await PutDocumentsAsync(people.Submitter, stage);
        var view = await ActAsync(people.Submitter, "Trình hồ sơ lên tỉnh", stage, "submission");
        var receipt = view.GetProperty("receipts").EnumerateArray().Last();
        rehearsal.Narrator.Step(
            "",
            "  Giấy tiếp nhận " + receipt.GetProperty("number").GetString(),
            "mã băm " + receipt.GetProperty("contentHash").GetString()![..12] + "…"
        );
    }

    /// <summary>Every department judges its own criteria at the same time; the coordination office consolidates.</summary>
    public async Task AppraiseAsync()
    {
        await DepartmentsAcceptAsync();
        await PutDocumentsAsync(People.Consolidator, "province-appraisal");
        await ActAsync(
            People.Consolidator,
            "Kết luận thẩm định: đạt",
            "province-appraisal",
            "conclusion",
            new { outcome = "Approved", items = Array.Empty<object>() }
        );
    }

    /// <summary>The coordination office returns one criterion; the commune answers with a new assessment of it.</summary>
    public async Task AppraisalReturnsAsync(string criterion, string reason)
    {
        await DepartmentsAcceptAsync(except: criterion, reason);
        await ActAsync(
            People.Consolidator,
            $"Trả lại tiêu chí {criterion}: {reason}",
            "province-appraisal",
            "conclusion",
            new { outcome = "Returned", items = Array.Empty<object>() }
        );
    }

    public async Task SupplementAsync()
    {
        await Assessment.FillAndSubmitAsync();
        await AnsweredAsync();
        await ActAsync(people.Officer, "Bổ sung, giải trình xong", "commune-supplement", "completion");
    }

    /// <summary>Waits until every returned item has its answer: a new assessment travels between services in its own time.</summary>
    public Task AnsweredAsync() =>
        Rehearsal.WaitAsync<JsonElement>(
            "nội dung trả lại được trả lời",
            async () =>
            {
                var view = await GetAsync();
                return view.GetProperty("returned")
                    .EnumerateArray()
                    .All(item => item.GetProperty("answeredBy").ValueKind == JsonValueKind.String)
                    ? view
                    : null;
            }
        );

    public Task RemedyAsync() =>
        ActAsync(
            people.Officer,
            "Khắc phục ý kiến chưa hài lòng xong",
            "survey-remedy",
            "completion",
            new { note = "Đã tổ chức thu gom rác hằng tuần ở 5 thôn" }
        );

    /// <summary>
    /// The leader of the province convenes the council and its chair runs the session; the given number of its seven members votes
    /// in favour by secret ballot.
    /// </summary>
    public async Task VoteAsync(int inFavour)
    {
        var chair = rehearsal.As(People.Council[0]);
        var members = new List<object>();
        var subjects = new List<string>();
        foreach (var (member, place) in People.Council.Select((member, place) => (member, place)))
        {
            var me = await rehearsal.As(member).GetAsync("/identity/me");
            subjects.Add(me.GetProperty("subject").GetString()!);
            members.Add(
                new
                {
                    subject = subjects[place],
                    name = me.GetProperty("name").GetString(),
                    position = "Thành viên Hội đồng",
                    department = "UBND tỉnh",
                    isChair = place == 0,
                }
            );
        }

        await rehearsal
            .As(People.ProvinceLeader)
            .PutAsync(
                $"{Path}/stages/council-vote/council",
                new
                {
                    heldOn = rehearsal.Today,
                    mode = "Secret",
                    members,
                }
            );
        await chair.PutAsync($"{Path}/stages/council-vote/council/attendance", new { present = subjects });
        await chair.PutAsync(
            $"{Path}/stages/council-vote/council/count",
            new
            {
                issued = 7,
                returned = 7,
                inFavour,
                against = 7 - inFavour,
                invalid = 0,
            }
        );
        await PutDocumentsAsync(People.Council[0], "council-vote");
        await ActAsync(
            People.Council[0],
            $"Hội đồng bỏ phiếu kín: {inFavour}/7 đồng ý",
            "council-vote",
            "council/closing",
            new { number = "12/BB-HĐTĐ", date = rehearsal.Today }
        );
    }

    public async Task DecideAsync(string number)
    {
        await PutDocumentsAsync(People.ProvinceLeader, "decision");
        await ActAsync(
            People.ProvinceLeader,
            $"Quyết định công nhận số {number}",
            "decision",
            "decision",
            new
            {
                outcome = "Recognised",
                number,
                date = rehearsal.Today,
            }
        );
    }

    public Task AnnounceAsync() =>
        ActAsync(
            People.ProvinceLeader,
            "Công bố xã đạt chuẩn nông thôn mới",
            "announcement",
            "announcement",
            new { on = rehearsal.Today, where = "Cổng thông tin điện tử tỉnh" }
        );

    private async Task DepartmentsAcceptAsync(string? except = null, string? reason = null)
    {
        var view = await rehearsal.As(People.Consolidator).GetAsync(Path);
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
            .GroupBy(item => item.Department is null ? People.Consolidator : "thamdinh." + item.Department.ToLowerInvariant())
            .ToList();
        await Task.WhenAll(
            items.Select(group =>
                VerdictsAsync(
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
        rehearsal.Narrator.Step(
            "các sở, ngành",
            $"Thẩm định song song {items.Sum(group => group.Count())} nội dung",
            $"{items.Count} cơ quan"
        );
    }
}

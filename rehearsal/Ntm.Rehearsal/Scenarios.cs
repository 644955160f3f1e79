namespace Ntm.Rehearsal;

/// <summary>The stories on the paths up to 14 February 2026.</summary>
internal static class Scenarios
{
    public static async Task ThreeTiersAsync(RehearsalSession rehearsal)
    {
        var story = await ToSubmissionAsync(rehearsal, People.SonBang);
        await story.SubmitAsync();
        await FromSubmissionAsync(rehearsal, story);
    }

    public static async Task CutOffAsync(RehearsalSession rehearsal)
    {
        var early = await ToSubmissionAsync(rehearsal, People.SonBang);
        var late = await StartAsync(rehearsal, People.CamHa);
        await late.PrepareAsync();
        await late.ExamineAsync();
        await early.PutDocumentsAsync(People.SonBang.Submitter, "district-submission");
        await late.PutDocumentsAsync(People.CamHa.Submitter, "district-submission");
        var cutOff = new DateTimeOffset(2023, 4, 10, 0, 0, 0, TimeSpan.FromHours(7));

        await rehearsal.MoveToAsync(cutOff - TimeSpan.FromTicks(1));
        await early.SubmitAsync();
        await rehearsal.MoveToAsync(cutOff);
        await late.RefusedAsync(
            People.CamHa.Submitter,
            "Trình hồ sơ lúc 00:00 ngày 10/4",
            "dossier.submission_closed",
            "district-submission",
            "submission"
        );
        await late.AtAsync("district-submission");

        await rehearsal.MoveToAsync(11, 4, 2023);
        await late.ActAsync(
            People.ProvinceLeader,
            "Gia hạn đến trước ngày 15/4 theo 1234/UBND-NL",
            "district-submission",
            "extensions",
            new
            {
                before = "2023-04-15",
                documentNumber = "1234/UBND-NL",
                documentDate = "2023-04-11",
            }
        );
        await rehearsal.MoveToAsync(14, 4, 2023, 23, 59);
        await late.SubmitAsync();
    }

    public static async Task ReturnedAsync(RehearsalSession rehearsal)
    {
        var story = await StartAsync(rehearsal, People.SonBang);
        await story.PrepareAsync();
        await rehearsal.MoveToAsync(13, 3, 2023);
        await story.VerdictsAsync(
            People.SonBang.Reviewer,
            "district-examination",
            new
            {
                acceptRest = true,
                items = new[]
                {
                    new
                    {
                        kind = "criterion",
                        key = "17",
                        accepted = false,
                        reason = "Thiếu biên bản nghiệm thu công trình nước thải",
                    },
                    new
                    {
                        kind = "criterion",
                        key = "2",
                        accepted = false,
                        reason = "Số liệu đường ngõ xóm chưa khớp sổ theo dõi",
                    },
                },
            }
        );
        await story.ActAsync(
            People.SonBang.Reviewer,
            "Trả lại hai tiêu chí 2 và 17",
            "district-examination",
            "conclusion",
            new { outcome = "Returned", items = Array.Empty<object>() }
        );
        await story.RefusedAsync(
            story.People.Officer,
            "Hoàn thiện khi chưa trả lời",
            "dossier.returned_item_unanswered",
            "commune-dossier",
            "completion"
        );

        await rehearsal.MoveToAsync(17, 3, 2023);
        await story.Assessment.FillAndSubmitAsync();
        await story.AnsweredAsync();
        await story.CompleteCommuneDossierAsync();
        var diff = await rehearsal.As(People.SonBang.Reviewer).GetAsync($"/dossiers/{story.Id}/stages/district-examination/diff");
        var items = diff.GetProperty("items").EnumerateArray().ToList();
        rehearsal.Narrator.Step(
            People.SonBang.Reviewer,
            "Xem thay đổi từ lần trả lại: tiêu chí " + string.Join(", ", items.Select(item => item.GetProperty("key").GetString())),
            $"{diff.GetProperty("stillAccepted").GetArrayLength()} nội dung vẫn được chấp nhận"
        );
        Expect(items.Count == 2, "Bảng thay đổi phải có đúng hai tiêu chí.");

        await story.ExamineAsync();
        await rehearsal.MoveToAsync(5, 4, 2023);
        await story.SubmitAsync();
        await FromSubmissionAsync(rehearsal, story);
    }

    public static async Task DissatisfiedAsync(RehearsalSession rehearsal)
    {
        var story = await ToSubmissionAsync(rehearsal, People.SonBang);
        await story.SubmitAsync();
        await rehearsal.MoveToAsync(18, 4, 2023);
        await story.Survey.RunAsync(satisfied: 84);
        await story.AtAsync("province-appraisal", "survey-remedy");
        await rehearsal.MoveToAsync(4, 5, 2023);
        await story.RemedyAsync();
        await rehearsal.MoveToAsync(24, 5, 2023);
        await story.Survey.RunAsync(satisfied: 93);
        await story.AtAsync("province-appraisal");
        await story.AppraiseAsync();
        await ToRecognitionAsync(rehearsal, story);
    }

    public static async Task BothBranchesLoopAsync(RehearsalSession rehearsal)
    {
        var first = await ToSubmissionAsync(rehearsal, People.SonBang);
        var second = await StartAsync(rehearsal, People.CamHa);
        await second.PrepareAsync();
        await second.ExamineAsync();
        await first.SubmitAsync();
        await second.SubmitAsync();

        await rehearsal.MoveToAsync(18, 4, 2023);
        await first.Survey.RunAsync(satisfied: 84);
        await first.AppraisalReturnsAsync("8", "Chưa có ảnh hệ thống loa");
        await first.AtAsync("commune-supplement", "survey-remedy");
        await second.AppraisalReturnsAsync("8", "Chưa có ảnh hệ thống loa");
        await second.Survey.RunAsync(satisfied: 84);
        await second.AtAsync("commune-supplement", "survey-remedy");

        await rehearsal.MoveToAsync(8, 5, 2023);
        await first.SupplementAsync();
        await first.AppraiseAsync();
        await first.RemedyAsync();
        await first.Survey.RunAsync(satisfied: 95);
        await second.RemedyAsync();
        await second.Survey.RunAsync(satisfied: 95);
        await second.AtAsync("commune-supplement");
        await second.SupplementAsync();
        await second.AppraiseAsync();
        await ToRecognitionAsync(rehearsal, first, "1501/QĐ-UBND");
        await ToRecognitionAsync(rehearsal, second, "1502/QĐ-UBND");
    }

    public static async Task VoteLostAsync(RehearsalSession rehearsal)
    {
        var story = await ToSubmissionAsync(rehearsal, People.SonBang);
        await story.SubmitAsync();
        await rehearsal.MoveToAsync(20, 4, 2023);
        await story.Survey.RunAsync(satisfied: 95);
        await story.AppraiseAsync();
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(15, 5, 2023);
        await story.VoteAsync(inFavour: 6);
        await story.AtAsync("commune-dossier");

        await rehearsal.MoveToAsync(22, 5, 2023);
        await story.CompleteCommuneDossierAsync();
        await story.ExamineAsync();
        await story.PutDocumentsAsync(story.People.Submitter, "district-submission");
        await story.RefusedAsync(
            People.SonBang.Submitter,
            "Trình lại sau hạn",
            "dossier.submission_closed",
            "district-submission",
            "submission"
        );
        await story.ActAsync(
            People.ProvinceLeader,
            "Gia hạn đến trước ngày 01/7 theo 2345/UBND-NL",
            "district-submission",
            "extensions",
            new
            {
                before = "2023-07-01",
                documentNumber = "2345/UBND-NL",
                documentDate = "2023-05-22",
            }
        );
        await story.SubmitAsync();
        await FromSubmissionAsync(rehearsal, story, 5);
    }

    public static async Task TwoTiersAsync(RehearsalSession rehearsal)
    {
        var story = await StartAsync(rehearsal, People.HuongSon, 2026);
        await story.PrepareAsync();
        await rehearsal.MoveToAsync(9, 3, 2026);
        await story.SubmitAsync("commune-submission");
        await rehearsal.MoveToAsync(6, 4, 2026);
        await story.Survey.RunAsync(satisfied: 94);
        await story.AppraiseAsync();
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(14, 5, 2026);
        await story.EndWithoutResultAsync();
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(15, 5, 2026);
        await story.VoteInSecretAsync(inFavour: 7);
        await story.DecideAsync("1010/QĐ-UBND");
        await story.AnnounceAsync();
    }

    internal static async Task<DossierStory> StartAsync(RehearsalSession rehearsal, People people, int year = 2023) =>
        await DossierStory.OpenAsync(rehearsal, people, year);

    internal static async Task<DossierStory> ToSubmissionAsync(RehearsalSession rehearsal, People people)
    {
        var story = await StartAsync(rehearsal, people);
        await rehearsal.MoveToAsync(27, 2, 2023);
        await story.PrepareAsync();
        await rehearsal.MoveToAsync(15, 3, 2023);
        await story.ExamineAsync();
        await rehearsal.MoveToAsync(5, 4, 2023);
        return story;
    }

    /// <summary>From the fork to the announcement, without a loop.</summary>
    internal static async Task FromSubmissionAsync(RehearsalSession rehearsal, DossierStory story, int month = 4)
    {
        await rehearsal.MoveToAsync(25, month, 2023);
        await story.AppraiseAsync();
        await story.AtAsync("satisfaction-survey");
        await story.Survey.RunAsync(satisfied: 94);
        await ToRecognitionAsync(rehearsal, story);
    }

    internal static async Task ToRecognitionAsync(RehearsalSession rehearsal, DossierStory story, string number = "1500/QĐ-UBND")
    {
        await story.AtAsync("council-vote");
        if (rehearsal.Today < new DateOnly(2023, 6, 12))
        {
            await rehearsal.MoveToAsync(12, 6, 2023);
        }

        await story.VoteAsync(inFavour: 7);
        await DecideAndAnnounceAsync(story, number);
    }

    internal static async Task DecideAndAnnounceAsync(DossierStory story, string number)
    {
        await story.DecideAsync(number);
        await story.AnnounceAsync();
    }

    private static void Expect(bool holds, string words)
    {
        if (!holds)
        {
            throw new RehearsalFailure(words);
        }
    }
}

namespace Ntm.Rehearsal;

/// <summary>Stories of dossiers that end before the council's vote.</summary>
internal static class EndScenarios
{
    private const string Reason = "Xã rà soát lại số liệu tiêu chí 17, sẽ lập hồ sơ mới";

    /// <summary>
    /// The commune takes its submitted dossier back, opens another for the same title and year, and is recognised by that one; after
    /// the vote nothing is withdrawn any more.
    /// </summary>
    public static async Task WithdrawnAsync(RehearsalSession rehearsal)
    {
        var first = await Scenarios.StartAsync(rehearsal, People.SonBang);
        await rehearsal.MoveToAsync(20, 2, 2023);
        await first.PrepareAsync();
        await first.ExamineAsync();
        await rehearsal.MoveToAsync(6, 3, 2023);
        await first.SubmitAsync();
        var survey = await first.Survey.OpenRoundAsync();
        await RefusedToOpenAsync(first);

        await rehearsal.MoveToAsync(8, 3, 2023);
        await first.WithdrawAsync(Reason);
        await first.AtAsync();
        await first.Survey.EndsWithoutMinutesAsync(survey);

        var second = await DossierStory.OpenAsync(rehearsal, first.People, 2023);
        await rehearsal.MoveToAsync(20, 3, 2023);
        await second.PrepareAsync();
        await second.ExamineAsync();
        await second.SubmitAsync();
        await second.Survey.RunAsync(satisfied: 94);
        await second.AppraiseAsync();
        await second.AtAsync("council-vote");
        await rehearsal.MoveToAsync(12, 6, 2023);
        await second.VoteAsync(inFavour: 7);
        await WithdrawalRefusedAsync(second);
        await Scenarios.DecideAndAnnounceAsync(second, "1500/QĐ-UBND");
    }

    /// <summary>The province rejects the dossier while the residents are still asked: the survey ends with it.</summary>
    public static async Task RejectedDuringSurveyAsync(RehearsalSession rehearsal)
    {
        var story = await Scenarios.ToSubmissionAsync(rehearsal, People.SonBang);
        await story.SubmitAsync();
        var survey = await story.Survey.OpenRoundAsync();
        await rehearsal.MoveToAsync(25, 4, 2023);
        await story.RefusedAsync(
            People.Consolidator,
            "Kết luận không đạt mà không nêu lý do",
            "dossier.reason_needed",
            "province-appraisal",
            "conclusion",
            Conclusion(null)
        );
        await story.ActAsync(
            People.Consolidator,
            "Kết luận thẩm định: không đạt",
            "province-appraisal",
            "conclusion",
            Conclusion("Kiểm tra thực địa: công trình nước thải chưa hoạt động")
        );
        await story.AtAsync("refused");
        await story.Survey.EndsWithoutMinutesAsync(survey);

        await rehearsal.MoveToAsync(4, 5, 2023);
        await story.PutDocumentAsync(People.ProvinceLeader, "refused", "refusal-answer", "Văn bản trả lời xã");
        await story.ActAsync(
            People.ProvinceLeader,
            "Trả lời xã: không công nhận năm 2023",
            "refused",
            "completion",
            new { note = "Văn bản trả lời đã gửi xã" }
        );
        await story.AtAsync();
    }

    private static object Conclusion(string? reason) =>
        new
        {
            outcome = "Rejected",
            reason,
            items = Array.Empty<object>(),
        };

    private static async Task WithdrawAsync(this DossierStory story, string reason)
    {
        var leader = story.People.Leader;
        var view = await story.Rehearsal.As(leader).PostAsync(story.Path + "/withdrawal", new { reason });
        story.Rehearsal.Narrator.Step(leader, "Rút hồ sơ: " + reason, view.GetProperty("status").GetString()!);
    }

    private static async Task WithdrawalRefusedAsync(DossierStory story)
    {
        var leader = story.People.Leader;
        var why = await story
            .Rehearsal.As(leader)
            .IsRefusedAsync("dossier.withdrawal_too_late", HttpMethod.Post, story.Path + "/withdrawal", new { reason = Reason });
        story.Rehearsal.Narrator.Refused(leader, "Rút hồ sơ sau khi Hội đồng biểu quyết", why);
    }

    private static async Task RefusedToOpenAsync(DossierStory story)
    {
        var officer = story.People.Officer;
        var again = new
        {
            unitCode = story.People.UnitCode,
            title = "xa-ntm",
            year = 2023,
        };
        var why = await story.Rehearsal.As(officer).IsRefusedAsync("dossier.already_open", HttpMethod.Post, "/dossiers/", again);
        story.Rehearsal.Narrator.Refused(officer, "Mở hồ sơ thứ hai khi hồ sơ trước chưa kết thúc", why);
    }
}

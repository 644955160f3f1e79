namespace Ntm.Rehearsal;

/// <summary>
/// A dossier of 2026, for which the law leaves procedure, criteria and survey to the province: it confirms all three, and the commune
/// goes from its registration to the announcement.
/// </summary>
internal static class Year2026
{
    private const string Province = "42";
    private const string Decision = "15/2026/QĐ-UBND";

    /// <summary>Indicators of the national set that are a share or a rate; of all others it is met or not.</summary>
    private static readonly string[] Rates = ["3.1", "6.a", "8.a"];

    private static readonly string[] Indicators =
    [
        "1",
        "2",
        "3",
        "3.1",
        "3.a",
        "3.b",
        "4",
        "5",
        "6",
        "6.a",
        "7",
        "8",
        "8.a",
        "8.b",
        "9",
        "10",
    ];

    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        await ConfirmProcedureAsync(rehearsal);
        await ConfirmRulesAsync(rehearsal);
        var story = await DossierStory.OpenAsync(rehearsal, People.HuongSon, 2026);
        await story.RegisterAsync();
        await story.PrepareAsync();
        await NoticeAsync(story);
        await MeetAsync(story);
        await rehearsal.MoveToAsync(26, 3, 2026);
        await story.SubmitAsync("commune-submission");
        await rehearsal.MoveToAsync(6, 4, 2026);
        await story.Survey.RunAsync(satisfied: 94);
        await story.AppraiseAsync();
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(14, 5, 2026);
        await story.VoteAsync(inFavour: 7);
        await story.DecideAsync("1010/QĐ-UBND");
        await story.AnnounceAsync();
    }

    private static async Task ConfirmProcedureAsync(RehearsalSession rehearsal)
    {
        var share = new { numerator = 90, denominator = 100 };
        await rehearsal.DecideAsync(
            ProvincePeople.HaTinh,
            "/dossiers/procedures",
            new
            {
                province = Province,
                path = "xa-ntm-2-cap",
                documentNumber = Decision,
                documentDate = "2026-02-20",
                validFrom = "2026-03-01",
                figures = new
                {
                    quorum = new { numerator = 2, denominator = 3 },
                    majority = share,
                    meetingShare = share,
                    noticeDays = new { days = 15, kind = "Calendar" },
                    broadcasts = 5,
                    appraisalDays = new { days = 15, kind = "Working" },
                    cutOffs = new[] { new { year = 2026, before = "2026-10-01" } },
                },
            }
        );
        rehearsal.Narrator.Step(
            People.ProvinceLeader,
            $"Xác nhận quy trình của tỉnh theo {Decision}",
            "công khai 15 ngày, 5 lần phát thanh"
        );
    }

    private static async Task ConfirmRulesAsync(RehearsalSession rehearsal)
    {
        var thresholds = Indicators
            .Select(code => new
            {
                rule = "XA_NTM_2026_2030",
                item = code,
                threshold = Rates.Contains(code) ? "8.5" : "Đạt",
            })
            .Concat([
                new
                {
                    rule = "mttq-2026-xa",
                    item = "sample",
                    threshold = "70",
                },
                new
                {
                    rule = "mttq-2026-xa",
                    item = "overall",
                    threshold = "90",
                },
            ]);
        await rehearsal.DecideAsync(
            ProvincePeople.HaTinh,
            "/assessment/threshold-confirmations",
            new
            {
                province = Province,
                documentNumber = "16/2026/QĐ-UBND",
                documentDate = "2026-02-20",
                validFrom = "2026-03-01",
                thresholds,
                reachesOpenDossiers = true,
            }
        );
        rehearsal.Narrator.Step(
            People.ProvinceLeader,
            "Xác nhận tiêu chí và quy định lấy ý kiến theo 16/2026/QĐ-UBND",
            $"{Indicators.Length} chỉ tiêu"
        );
    }

    /// <summary>Fifteen days of notice with five broadcasts and a comment that is answered.</summary>
    private static async Task NoticeAsync(DossierStory story)
    {
        var (rehearsal, officer) = (story.Rehearsal, story.People.Officer);
        var notice = CommuneSteps.NoticeOf(story);
        await story.PostNoticeAsync();
        for (var day = 4; day <= 12; day += 2)
        {
            await rehearsal.MoveToAsync(day, 3, 2026);
            await story.BroadcastAsync(rehearsal.Now.AddHours(-3));
        }

        await rehearsal
            .As(officer)
            .PostAsync(
                notice + "/comments",
                new
                {
                    from = "Hộ dân",
                    village = "Thôn 2",
                    text = "Đoạn cuối đường ngõ xóm chưa được cứng hóa.",
                    receivedOn = rehearsal.Today,
                }
            );
        await story.PutDocumentsAsync(officer, "public-notice");
        await rehearsal.MoveToAsync(new DateTimeOffset(2026, 3, 18, 0, 0, 0, TimeSpan.FromHours(7)));
        await story.RefusedAsync(
            officer,
            "Kết thúc công khai khi còn ý kiến chưa giải trình",
            "dossier.notice_comment_unanswered",
            "public-notice",
            "completion"
        );
        await rehearsal.As(officer).PutAsync(notice + "/comments/1/answer", new { text = "Đã hoàn thành ngày 15/3." });
        await story.ActAsync(officer, "Kết thúc công khai, đã giải trình ý kiến", "public-notice", "completion");
    }

    /// <summary>The first meeting does not agree, the second does.</summary>
    private static async Task MeetAsync(DossierStory story)
    {
        await story.Rehearsal.MoveToAsync(19, 3, 2026);
        await story.MeetAsync(inFavour: 51);
        await story.Rehearsal.MoveToAsync(25, 3, 2026);
        await story.MeetAsync(inFavour: 56);
    }
}

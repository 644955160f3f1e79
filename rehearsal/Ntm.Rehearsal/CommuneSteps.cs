namespace Ntm.Rehearsal;

/// <summary>What the commune does besides on the path of dossiers since 15/02/2026.</summary>
internal static class CommuneSteps
{
    public static async Task RegisterAsync(this DossierStory story)
    {
        var officer = story.People.Officer;
        await story.PutDocumentsAsync(officer, "registration");
        await story.ActAsync(officer, "Đăng ký xã phấn đấu đạt chuẩn trong năm", "registration", "completion");
    }

    /// <summary>The report is posted today.</summary>
    public static async Task PostNoticeAsync(this DossierStory story)
    {
        var (rehearsal, officer) = (story.Rehearsal, story.People.Officer);
        await rehearsal
            .As(officer)
            .PutAsync(NoticeOf(story), new { startedOn = rehearsal.Today, places = new[] { "Trụ sở UBND xã", "Nhà văn hóa các thôn" } });
        rehearsal.Narrator.Step(officer, "Niêm yết công khai báo cáo kết quả", "từ " + rehearsal.Today.ToString("dd/MM", null));
    }

    public static Task BroadcastAsync(this DossierStory story, DateTimeOffset at) =>
        story
            .Rehearsal.As(story.People.Officer)
            .PostAsync(NoticeOf(story) + "/broadcasts", new { at, place = "Hệ thống loa truyền thanh xã" });

    public static async Task MeetAsync(this DossierStory story, int inFavour)
    {
        var officer = story.People.Officer;
        await story.PutDocumentAsync(officer, "commune-meeting", "commune-meeting-minutes", "Biên bản họp");
        await story.ActAsync(
            officer,
            $"Họp đề nghị xét công nhận: {inFavour}/58 đồng ý",
            "commune-meeting",
            "meeting",
            new
            {
                heldOn = story.Rehearsal.Today,
                invited = 62,
                present = 58,
                inFavour,
                against = 58 - inFavour,
                minutesNumber = $"{story.Rehearsal.Today:dd}/BB-UBND",
            }
        );
    }

    public static string NoticeOf(DossierStory story) => $"{story.Path}/stages/public-notice/notice";
}

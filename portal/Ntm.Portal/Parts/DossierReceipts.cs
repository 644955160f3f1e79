using Ntm.Portal.Api;
using Ntm.Portal.Pages;

namespace Ntm.Portal.Parts;

/// <summary>What is said on the page of a dossier after an act: what came of it there, and whose turn it is now.</summary>
internal static class DossierReceipts
{
    /// <summary>The sentence; null where the dossier has nothing to add to what the address says.</summary>
    public static Receipt? Of(Visit visit, DossierRecord dossier) =>
        Receipts.Of(visit) is null ? null : Of(visit.Http.Request.Query["xong"].ToString(), dossier);

    /// <summary>The sentence after an act of this name.</summary>
    public static Receipt? Of(string act, DossierRecord dossier) =>
        act switch
        {
            "CompleteStage" when dossier.Open.Count > 0 => new Receipt(T("Đã hoàn thành bước. Nay đến: {0}.", StageTasks.Waits(dossier))),
            "SubmitDossier" when dossier.Receipts.Count > 0 => new Receipt(
                T("Đã nộp hồ sơ, giấy tiếp nhận {0}. Nay đến: {1}.", dossier.Receipts[^1].Number, StageTasks.Waits(dossier))
            ),
            "StartNotice" when dossier.Notices.Count > 0 => new Receipt(Posted(dossier.Notices[^1])),
            "HoldMeeting" when dossier.Meetings.Count > 0 => Held(dossier.Meetings[^1]),
            "ConcludeReview" when StageTasks.ReturnedNow(dossier) is { Count: > 0 } items => new Receipt(
                T("Đã trả lại cho xã: {0}. Đồng hồ tạm dừng đến khi xã trả lời.", StageTasks.NamesOf(dossier, items))
            ),
            "ConcludeReview" when dossier.Open.Count > 0 => new Receipt(
                T("Đã ghi kết luận chung. Nay đến: {0}.", StageTasks.Waits(dossier))
            ),
            _ => null,
        };

    private static string Posted(NoticeRecord notice) =>
        notice.EndsAt is { } ends
            ? T("Đã ghi việc niêm yết. Báo cáo được niêm yết đến hết {0}.", Show.LastDay(ends))
            : T("Đã ghi việc niêm yết. Báo cáo được niêm yết và nhận góp ý đến khi xã hoàn thành bước này.");

    private static Receipt Held(MeetingRecord meeting) =>
        meeting.Agreed
            ? new Receipt(T("Đã ghi kết quả họp: {0}/{1} tán thành, đủ tỷ lệ.", meeting.InFavour, meeting.Present))
            : new Receipt(
                T(
                    "Đã ghi kết quả họp: {0}/{1} tán thành, cần {2}, thiếu {3}. Xã họp lại, lập biên bản mới rồi ghi lần họp sau.",
                    meeting.InFavour,
                    meeting.Present,
                    meeting.Needed,
                    meeting.Needed - meeting.InFavour
                ),
                Warns: true
            );
}

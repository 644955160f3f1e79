using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/viec-cua-toi/da-xu-ly</c>: what the person has done, the latest first.</summary>
internal static class DonePage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/viec-cua-toi/da-xu-ly", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var q = visit.Value("q") ?? "";
        var query = "?limit=50" + Query.Part("q", q) + Query.Part("after", visit.Value("sau"));
        var done = await visit.GetAsync<ApiPage<DoneRow>>("/dossiers/inbox/done" + query);
        return done.Value is null
            ? visit.Refuse(done.Problem!)
            : visit.Show<DoneView>(
                new
                {
                    Rows = done.Value.Items,
                    done.Value.Next,
                    Q = q,
                }
            );
    }
}

/// <summary>An act in words.</summary>
internal static class DoneWords
{
    public static string Of(DoneRow row) =>
        row.Action switch
        {
            "dossier.opened" => T("Mở hồ sơ"),
            "dossier.submitted" => T("Nộp hồ sơ"),
            "dossier.withdrawn" => T("Rút hồ sơ"),
            "dossier.reconciled" => T("Đối soát hồ sơ"),
            "stage.completed" => T("Hoàn thành bước"),
            "submission.extended" or "submission.extension_corrected" => T("Gia hạn nộp hồ sơ"),
            "assessment.submitted" or "assessment.too_late" => T("Nộp tự đánh giá"),
            "returned_item.explained" => T("Giải trình mục bị trả lại"),
            "review.verdicts_given" => T("Ghi kết luận từng mục"),
            "review.concluded" => T("Kết luận: {0}", Words.Lower(Words.OutcomeOf(row.Outcome ?? ""))),
            "notice.started" => T("Niêm yết công khai"),
            "notice.broadcast" => T("Ghi lần phát thanh"),
            "notice.broadcast_removed" => T("Bỏ lần phát ghi nhầm"),
            "notice.comment_removed" => T("Bỏ ý kiến ghi nhầm"),
            "notice.comment_received" => T("Ghi ý kiến của người dân"),
            "notice.comment_answered" => T("Trả lời ý kiến"),
            "meeting.held" => T("Ghi kết quả họp đề nghị"),
            "opinion.asked" => T("Xin ý kiến phối hợp"),
            "opinion.answered" => T("Trả lời xin ý kiến"),
            "opinion.reminded" => T("Nhắc cho ý kiến"),
            "council.convened" => T("Triệu tập phiên họp"),
            "council.attendance" => T("Điểm danh"),
            "council.recused" => T("Không tham gia xét"),
            "council.ballot_cast" => T("Biểu quyết"),
            "council.ballots_counted" => T("Kiểm phiếu"),
            "council.closed" or "council.adjourned" => T("Chốt phiên họp"),
            "decision.made" => T("Quyết định: {0}", Words.Lower(Words.OutcomeOf(row.Outcome ?? ""))),
            "announcement.published" => T("Công bố kết quả"),
            "procedure.applied" => T("Áp dụng văn bản quy trình"),
            _ => T("Thao tác trên hồ sơ"),
        };

    /// <summary>The document by which it was done; empty without one.</summary>
    public static string DocumentOf(DoneRow row) =>
        row.Document is null ? ""
        : row.DocumentDate is { } day ? T("văn bản {0} ngày {1}", row.Document, Show.Day(day))
        : T("văn bản {0}", row.Document);
}

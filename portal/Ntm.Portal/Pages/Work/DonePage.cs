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
            "dossier.opened" => "Mở hồ sơ",
            "dossier.submitted" => "Nộp hồ sơ",
            "dossier.withdrawn" => "Rút hồ sơ",
            "dossier.reconciled" => "Đối soát hồ sơ",
            "stage.completed" => "Hoàn thành bước",
            "submission.extended" or "submission.extension_corrected" => "Gia hạn nộp hồ sơ",
            "assessment.submitted" or "assessment.too_late" => "Nộp tự đánh giá",
            "returned_item.explained" => "Giải trình mục bị trả lại",
            "review.verdicts_given" => "Ghi kết luận từng mục",
            "review.concluded" => "Kết luận: " + Words.Lower(Words.OutcomeOf(row.Outcome ?? "")),
            "notice.started" => "Niêm yết công khai",
            "notice.broadcast" => "Ghi lần phát thanh",
            "notice.comment_received" => "Ghi ý kiến của người dân",
            "notice.comment_answered" => "Trả lời ý kiến",
            "meeting.held" => "Ghi kết quả họp đề nghị",
            "opinion.asked" => "Xin ý kiến phối hợp",
            "opinion.answered" => "Trả lời xin ý kiến",
            "opinion.reminded" => "Nhắc cho ý kiến",
            "council.convened" => "Triệu tập phiên họp",
            "council.attendance" => "Điểm danh",
            "council.recused" => "Không tham gia xét",
            "council.ballot_cast" => "Biểu quyết",
            "council.ballots_counted" => "Kiểm phiếu",
            "council.closed" or "council.adjourned" => "Chốt phiên họp",
            "decision.made" => "Quyết định: " + Words.Lower(Words.OutcomeOf(row.Outcome ?? "")),
            "announcement.published" => "Công bố kết quả",
            _ => "Thao tác trên hồ sơ",
        };

    /// <summary>The document by which it was done; empty without one.</summary>
    public static string DocumentOf(DoneRow row) =>
        row.Document is null ? ""
        : row.DocumentDate is { } day ? $"văn bản {row.Document} ngày {Show.Day(day)}"
        : $"văn bản {row.Document}";
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/da-dien-ra</c>: what happened to a dossier, the latest first; its audit, and the check of it.</summary>
internal static class HistoryPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/da-dien-ra", ShowAsync);
        routes.MapGet("/ho-so/{id:guid}/kiem-tra", CheckAsync);
        routes.MapGet("/ho-so/{id:guid}/nhat-ky", DownloadAsync);
    }

    internal static Task<IResult> ShowAsync(Visit visit, Guid id) => PageAsync(visit, id, null);

    /// <summary>Checks the chain, and says in words what was found.</summary>
    internal static async Task<IResult> CheckAsync(Visit visit, Guid id)
    {
        var check = await visit.GetAsync<AuditCheckRecord>($"/dossiers/{id}/audit/check");
        return check.Value is null ? visit.Refuse(check.Problem!) : await PageAsync(visit, id, check.Value);
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id) => Transfer.PassAsync(visit, $"/dossiers/{id}/audit");

    private static async Task<IResult> PageAsync(Visit visit, Guid id, AuditCheckRecord? check)
    {
        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        var history = await visit.GetAsync<List<HistoryRow>>($"/dossiers/{id}/history");
        return dossier.Value is null || history.Value is null
            ? visit.Refuse(dossier.Problem ?? history.Problem!)
            : visit.Show<HistoryView>(
                new
                {
                    Dossier = dossier.Value,
                    Rows = Enumerable.Reverse(history.Value).ToList(),
                    Check = check,
                }
            );
    }
}

/// <summary>An act on a dossier in one sentence, and who did it.</summary>
internal static class HistoryWords
{
    public static string Of(HistoryRow row) =>
        row.Action switch
        {
            "dossier.opened" => T("Xã mở hồ sơ"),
            "document.file_added" => T("Tải tệp lên: {0}", row.Document ?? row.StageTitle),
            "document.file_removed" => T("Bỏ tệp: {0}", row.Document ?? row.StageTitle),
            "assessment.submitted" => T("Nộp bản tự đánh giá"),
            "stage.completed" => T("Xong: {0}", row.StageTitle),
            "notice.started" => T("Niêm yết công khai"),
            "notice.broadcast" => T("Phát thanh"),
            "notice.broadcast_removed" => T("Bỏ một lần phát thanh đã ghi nhầm"),
            "meeting.held" => T("Họp đề nghị công nhận"),
            "dossier.submitted" => T("Nộp hồ sơ lên cấp trên"),
            "submission.extended" => T("Gia hạn nộp hồ sơ"),
            "submission.extension_corrected" => T("Đính chính gia hạn"),
            "review.concluded" => $"{row.StageTitle}: {Outcome(row.Outcome)}",
            "returned_item.explained" => T("Giải trình mục bị trả lại"),
            "criterion.lost" => T("Có tiêu chí đã đạt nay không còn đạt"),
            "deadline.missed" => T("Quá hạn: {0}", row.StageTitle),
            "dossier.unit_changed" => T("Hồ sơ chuyển theo đơn vị mới"),
            "council.closed" => T("Hội đồng chốt phiên họp"),
            "decision.made" => T("Quyết định: {0}", Outcome(row.Outcome)),
            "announcement.published" => T("Công bố kết quả"),
            "dossier.withdrawn" => T("Rút hồ sơ"),
            _ => row.StageTitle ?? T("Việc khác"),
        };

    /// <summary>Whether the note of an act is what the person wrote, and not a number, a place or a name.</summary>
    public static bool IsSaid(HistoryRow row) =>
        row.Action
            is "stage.completed"
                or "submission.extension_corrected"
                or "review.concluded"
                or "returned_item.explained"
                or "dossier.withdrawn"
        || row is { Action: "decision.made", Outcome: "Refused" };

    /// <summary>The person, and the body that acts at the stage.</summary>
    public static string By(HistoryRow row)
    {
        var body =
            row.Role is not { } role ? null
            : role == "surveyor" ? Words.RoleOf(role)
            : T("{0} cấp {1}", Words.RoleOf(role), Words.LevelOf(row.Unit ?? "").ToLower(Show.Vietnamese));
        return string.Join(", ", new[] { row.ByName, body }.OfType<string>());
    }

    private static string Outcome(string? outcome) => outcome is null ? T("xong") : Words.Lower(Words.OutcomeOf(outcome));
}

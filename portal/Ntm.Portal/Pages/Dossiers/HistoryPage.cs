using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/da-dien-ra</c>: what happened to a dossier, the latest first; and its audit as a file.</summary>
internal static class HistoryPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/da-dien-ra", ShowAsync);
        routes.MapGet("/ho-so/{id:guid}/nhat-ky", DownloadAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        var events = await visit.GetAsync<FeedStretch>($"/notifications/events?dossierId={id}&limit=500");
        return dossier.Value is null || events.Value is null
            ? visit.Refuse(dossier.Problem ?? events.Problem!)
            : visit.Show<HistoryView>(new { Dossier = dossier.Value, Events = events.Value.Items.Reverse().ToList() });
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id) => Transfer.PassAsync(visit, $"/dossiers/{id}/audit");
}

/// <summary>An event of a dossier in one sentence.</summary>
internal static class EventWords
{
    public static string Of(FeedRow row, DossierRecord dossier) =>
        row.Type.Split('.')[0] switch
        {
            "DossierOpened" => "Xã mở hồ sơ",
            "StageOpened" => $"Mở bước {row.Text("stageTitle").ToLower(Show.Vietnamese)}{Round(row)}",
            "StageCompleted" => $"{row.Text("stageTitle")}{Round(row)}: {Outcome(row.Text("outcome"))}",
            "ItemsReturned" => $"{dossier.StageTitle(row.Text("stage"))}: trả lại {Items(row)} mục",
            "DossierSubmitted" => $"Nộp hồ sơ, giấy tiếp nhận {row.Text("receiptNumber")}",
            "SubmissionExtended" => $"Gia hạn nộp theo văn bản {row.Text("documentNumber")}",
            "DeadlineSet" => "Tính được hạn của bước đang mở",
            "DeadlineApproaching" => $"Sắp hết hạn: {row.Text("stageTitle").ToLower(Show.Vietnamese)}",
            "DeadlineMissed" => $"Quá hạn: {row.Text("stageTitle").ToLower(Show.Vietnamese)}",
            "CriterionLossRecorded" => "Có tiêu chí đã đạt nay không còn đạt",
            "VoteCounted" => $"Hội đồng biểu quyết: {row.Number("inFavour")}/{row.Number("present")} đồng ý",
            "RecognitionDecided" =>
                $"Quyết định {row.Text("decisionNumber")}: {Words.OutcomeOf(row.Text("outcome")).ToLower(Show.Vietnamese)}",
            "DossierWithdrawn" => $"Rút hồ sơ: {row.Text("reason")}",
            "DossierClosed" => "Hồ sơ kết thúc",
            "DossierUnitChanged" => $"Hồ sơ chuyển theo đơn vị mới: {row.Text("unitName")}",
            var other => other,
        };

    private static string Round(FeedRow row) => row.Number("round") > 1 ? $", lần {row.Number("round")}" : "";

    private static int Items(FeedRow row) => row.Data.TryGetProperty("items", out var items) ? items.GetArrayLength() : 0;

    private static string Outcome(string outcome) =>
        outcome switch
        {
            "Passed" or "Completed" or "Agreed" or "Submitted" or "Published" or "Kept" or "Closed" => "xong",
            "Approved" => "đồng ý",
            "Returned" => "trả lại",
            "Rejected" => "không đề nghị công nhận",
            "NotAgreed" => "chưa đủ tán thành",
            "Met" => "đạt quy định",
            "NotMet" => "chưa đạt quy định",
            "Carried" => "đủ phiếu",
            "Lost" => "không đủ phiếu",
            "Recognised" => "công nhận",
            "Refused" => "không công nhận",
            "Withdrawn" or "Cancelled" => "dừng",
            _ => outcome,
        };
}

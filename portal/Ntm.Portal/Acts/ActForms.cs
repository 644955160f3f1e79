using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The acts on a dossier as forms. Which of them are lawful now the API says; here are only their words and fields.</summary>
internal static class ActForms
{
    /// <summary>The form of an act; null for one that has a page of its own.</summary>
    public static ActForm? Of(ActionRecord action, DossierRecord dossier, ActChoices choices) =>
        action.Name switch
        {
            "CompleteStage" => Complete(action, dossier),
            "HoldMeeting" => MeetingForms.Hold(dossier),
            "SubmitDossier" => new ActForm
            {
                Title = "Nộp hồ sơ",
                Consequence =
                    "Hồ sơ được gửi lên cấp trên ngay, kèm giấy tiếp nhận có chữ ký số. Từ lúc nộp, hồ sơ chỉ sửa được khi bị trả lại.",
                Button = "Nộp hồ sơ",
            },
            "ConcludeReview" => Conclude(action, dossier),
            "DecideRecognition" => Decide(action, dossier),
            "AnnounceResult" => new ActForm
            {
                Title = "Công bố kết quả",
                Consequence = "Kết quả được công bố và hồ sơ kết thúc.",
                Button = "Ghi việc công bố",
                Fields =
                [
                    Date("on", "Ngày công bố"),
                    Text("where", "Nơi công bố") with
                    {
                        Hint = "Ví dụ: hội nghị của xã, cổng thông tin của tỉnh.",
                    },
                ],
                Body = input => new { on = input.Date("on"), where = input.Text("where") },
            },
            "WithdrawDossier" => new ActForm
            {
                Title = "Rút hồ sơ",
                Consequence = "Hồ sơ dừng lại ở mọi cấp và không mở lại được; việc đang làm ở các cấp kết thúc. Xã có thể mở hồ sơ mới.",
                Button = "Rút hồ sơ",
                Grave = true,
                Fields = [Paragraph("reason", "Lý do rút")],
                Body = input => new { reason = input.Text("reason") },
            },
            "ExtendSubmission" => Extend(),
            "ClaimStage" => new ActForm
            {
                Title = "Nhận việc",
                Consequence = "Tên bạn hiện ở việc này cho đồng nghiệp biết; bạn có thể giao lại hoặc thôi nhận bất cứ lúc nào.",
                Button = "Nhận việc",
            },
            "ReleaseStage" => new ActForm
            {
                Title = "Thôi nhận việc",
                Consequence = "Việc trở lại danh sách chung, ai cũng nhận được.",
                Button = "Thôi nhận",
            },
            "HandOverStage" => new ActForm
            {
                Title = "Giao việc cho người khác",
                Consequence = "Người nhận được báo ngay; việc chuyển sang tên họ.",
                Button = "Giao việc",
                Fields =
                [
                    Choice("to", "Giao cho", [.. choices.Colleagues.Select(one => new Option(one.Account, one.Name))]) with
                    {
                        Hint = "Những người cùng vai trò đã mở Việc của tôi trong 30 ngày qua.",
                    },
                    Paragraph("note", "Lời nhắn") with
                    {
                        Optional = true,
                    },
                ],
                Body = input => new { to = input.Text("to"), note = input.Text("note") },
            },
            "AskOpinion" or "AnswerOpinion" or "RemindOpinion" => OpinionForms.Of(action, dossier),
            "StartNotice" or "RecordBroadcast" or "RecordComment" or "AnswerComment" => NoticeForms.Of(action, dossier),
            "ConveneCouncil" or "RecordAttendance" or "RecuseMember" or "CastBallot" or "CountBallots" or "CloseCouncil" => CouncilForms.Of(
                action,
                dossier,
                choices
            ),
            _ => null,
        };

    /// <summary>Words of an act on its button in a list of acts.</summary>
    public static string NameOf(ActionRecord action, DossierRecord dossier) =>
        action.Name switch
        {
            "AddFile" => "Tải tài liệu lên",
            "GiveVerdicts" => "Ghi kết luận từng mục",
            "ExplainReturnedItem" => "Giải trình mục bị trả lại",
            "ConcludeReview" => "Kết luận",
            "DecideRecognition" => "Ghi quyết định",
            "CastBallot" => "Biểu quyết",
            _ => Of(action, dossier, new ActChoices([], []))?.Title ?? action.Name,
        };

    private static ActForm Complete(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = $"Hoàn thành: {dossier.StageTitle(action.Stage)}",
            Consequence = "Hồ sơ chuyển sang bước sau; bước này chỉ mở lại khi hồ sơ bị trả về.",
            Button = "Hoàn thành bước này",
            Fields = [Paragraph("note", "Ghi chú") with { Optional = true }],
            Body = input => new { note = input.Text("note") },
        };

    private static ActForm Conclude(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = "Kết luận thẩm tra, thẩm định",
            Consequence =
                "Đồng ý: hồ sơ chuyển bước sau. Trả lại: những mục ghi “trả lại” về xã, mục đã chấp nhận giữ nguyên, đồng hồ tạm dừng. "
                + "Không đề nghị: hồ sơ kết thúc.",
            Button = "Ghi kết luận",
            Fields =
            [
                Choice("outcome", "Kết luận", Outcomes(action, dossier, "Approved")),
                Paragraph("reason", "Lý do") with
                {
                    Optional = true,
                    Hint = "Bắt buộc khi không đề nghị công nhận. Khi trả lại, xã đọc lý do này trên cùng.",
                },
            ],
            Body = input => new { outcome = input.Text("outcome"), reason = input.Text("reason") },
        };

    private static ActForm Decide(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = "Ghi quyết định",
            Consequence = "Quyết định được ghi vào hồ sơ và báo cho mọi cấp; không sửa lại được.",
            Button = "Ghi quyết định",
            Fields =
            [
                Choice("outcome", "Kết quả", Outcomes(action, dossier, "Recognised")),
                Text("number", "Số quyết định") with
                {
                    Hint = "Ví dụ: 1234/QĐ-UBND.",
                },
                Date("date", "Ngày ký"),
                Paragraph("reason", "Lý do") with
                {
                    Optional = true,
                    Hint = "Bắt buộc khi không công nhận.",
                },
            ],
            Body = input => new
            {
                outcome = input.Text("outcome"),
                number = input.Text("number"),
                date = input.Date("date"),
                reason = input.Text("reason"),
            },
        };

    private static ActForm Extend() =>
        new()
        {
            Title = "Gia hạn nộp hồ sơ",
            Consequence = "Hạn nộp dời theo văn bản; xã được báo ngay. Gia hạn sai thì ghi văn bản đính chính, bản cũ vẫn còn.",
            Button = "Ghi gia hạn",
            Fields =
            [
                Date("before", "Nộp trước ngày"),
                Text("documentNumber", "Số văn bản"),
                Date("documentDate", "Ngày văn bản"),
                Paragraph("correction", "Đính chính vì") with
                {
                    Optional = true,
                    Hint = "Chỉ ghi khi văn bản này đính chính lần gia hạn trước.",
                },
            ],
            Body = input => new
            {
                before = input.Date("before"),
                documentNumber = input.Text("documentNumber"),
                documentDate = input.Date("documentDate"),
                correction = input.Text("correction"),
            },
        };

    /// <summary>The outcomes that can be chosen, and those of the stage that wait for something, with what they wait for.</summary>
    private static IReadOnlyList<Option> Outcomes(ActionRecord action, DossierRecord dossier, params string[] known) =>
        [
            .. known
                .Union(action.Outcomes ?? [])
                .Select(one => new Option(one, Words.OutcomeOf(one), Closed(one, action, dossier)))
                .Where(option => option.Closed != ""),
        ];

    /// <summary>Why an outcome cannot be chosen now; null where it can, empty where the stage does not have it.</summary>
    private static string? Closed(string outcome, ActionRecord action, DossierRecord dossier)
    {
        if (!(action.Outcomes ?? []).Contains(outcome))
        {
            var obstacles = dossier.Open.FirstOrDefault(open => open.Key == action.Stage)?.Obstacles ?? [];
            return string.Join(" ", obstacles.Select(obstacle => obstacle.Message).Distinct().Take(3))
                + (obstacles.Count > 3 ? $" Và {obstacles.Count - 3} điều nữa." : "");
        }

        var returning = dossier.Reviews.Any(review => review.Stage == action.Stage && review.Items.Any(item => item.Accepted == false));
        return outcome == "Returned" && !returning ? "Chưa mục nào ghi “trả lại”. Ghi ở trang kết luận từng mục trước." : null;
    }
}

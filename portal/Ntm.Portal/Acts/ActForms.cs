using Ntm.Portal.Api;
using Ntm.Portal.Parts;
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
                Title = action.Stage.Length == 0 ? T("Nộp hồ sơ") : T("Nộp hồ sơ: {0}", Words.Lower(dossier.StageTitle(action.Stage))),
                Consequence = T(
                    "Hồ sơ được gửi lên cấp trên ngay, kèm giấy tiếp nhận có chữ ký số. Từ lúc nộp, hồ sơ chỉ sửa được khi bị trả lại."
                ),
                Button = T("Nộp hồ sơ"),
            },
            "ConcludeReview" => Conclude(action, dossier),
            "DecideRecognition" => Decide(action, dossier),
            "AnnounceResult" => new ActForm
            {
                Title = T("Công bố kết quả"),
                Consequence = T("Kết quả được công bố và hồ sơ kết thúc."),
                Button = T("Ghi việc công bố"),
                Fields =
                [
                    Date("on", T("Ngày công bố")),
                    Text("where", T("Nơi công bố")) with
                    {
                        Hint = T("Ví dụ: hội nghị của xã, cổng thông tin của tỉnh."),
                    },
                ],
                Body = input => new { on = input.Date("on"), where = input.Text("where") },
            },
            "WithdrawDossier" => new ActForm
            {
                Title = T("Rút hồ sơ"),
                Consequence = T("Hồ sơ dừng lại ở mọi cấp và không mở lại được; việc đang làm ở các cấp kết thúc. Xã có thể mở hồ sơ mới."),
                Button = T("Rút hồ sơ"),
                Grave = true,
                Fields = [Paragraph("reason", T("Lý do rút"))],
                Body = input => new { reason = input.Text("reason") },
            },
            "ExtendSubmission" => Extend(),
            "ClaimStage" => new ActForm
            {
                Title = T("Nhận việc"),
                Consequence = T("Tên bạn hiện ở việc này cho đồng nghiệp biết; bạn có thể giao lại hoặc thôi nhận bất cứ lúc nào."),
                Button = T("Nhận việc"),
            },
            "ReleaseStage" => new ActForm
            {
                Title = T("Thôi nhận việc"),
                Consequence = T("Việc trở lại danh sách chung, ai cũng nhận được."),
                Button = T("Thôi nhận"),
            },
            "HandOverStage" => new ActForm
            {
                Title = T("Giao việc cho người khác"),
                Consequence = T("Người nhận được báo ngay; việc chuyển sang tên họ."),
                Button = T("Giao việc"),
                Fields =
                [
                    Choice("to", T("Giao cho"), [.. choices.Colleagues.Select(one => new Option(one.Account, one.Name))]) with
                    {
                        Hint = T("Những người cùng vai trò đã mở Việc của tôi trong 30 ngày qua."),
                    },
                    Paragraph("note", T("Lời nhắn")) with
                    {
                        Optional = true,
                    },
                ],
                Body = input => new { to = input.Text("to"), note = input.Text("note") },
            },
            "AskOpinion" or "AnswerOpinion" or "RemindOpinion" => OpinionForms.Of(action, dossier),
            "StartNotice" or "RecordBroadcast" or "RecordComment" or "AnswerComment" or "RemoveBroadcast" or "RemoveComment" =>
                NoticeForms.Of(action, dossier),
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
            "AddFile" => StageTasks.MissingOf(dossier, action) is [var first, ..] ? T("Tải lên: {0}", first.Name) : T("Tải tài liệu lên"),
            "GiveVerdicts" => T("Ghi kết luận từng mục: đạt hoặc trả lại"),
            "ExplainReturnedItem" => T("Giải trình mục bị trả lại"),
            "ConcludeReview" => StageTasks.ReturningAt(dossier, action.Stage) is { Count: > 0 } items
                ? T("Kết luận: trả lại {0}", StageTasks.NamesOf(dossier, items))
                : T("Kết luận"),
            "DecideRecognition" => T("Ghi quyết định"),
            "CastBallot" => T("Biểu quyết"),
            _ => Of(action, dossier, new ActChoices([], []))?.Title ?? action.Name,
        };

    private static ActForm Complete(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = T("Hoàn thành: {0}", dossier.StageTitle(action.Stage)),
            Consequence = dossier.Open.Any(open => open.Key == action.Stage && open.Kind == "PublicNotice")
                ? T("Việc niêm yết và nhận góp ý kết thúc ngay, hồ sơ chuyển sang bước sau; bước này chỉ mở lại khi hồ sơ bị trả về.")
                : T("Hồ sơ chuyển sang bước sau; bước này chỉ mở lại khi hồ sơ bị trả về."),
            Button = T("Hoàn thành bước này"),
            Fields = [Paragraph("note", T("Ghi chú")) with { Optional = true }],
            Body = input => new { note = input.Text("note") },
        };

    private static ActForm Conclude(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = T("Kết luận thẩm tra, thẩm định"),
            Consequence = string.Join(
                " ",
                T("Đồng ý: hồ sơ chuyển bước sau."),
                Returned(action, dossier),
                T("Không đề nghị: hồ sơ kết thúc.")
            ),
            Button = T("Ghi kết luận"),
            Fields =
            [
                Choice("outcome", T("Kết luận"), Outcomes(action, dossier, "Approved")),
                Paragraph("reason", T("Lý do")) with
                {
                    Optional = true,
                    Sometimes = true,
                    Hint = T("Bắt buộc khi không đề nghị công nhận. Khi trả lại, xã đọc lý do này trên cùng."),
                },
            ],
            Body = input => new { outcome = input.Text("outcome"), reason = input.Text("reason") },
        };

    /// <summary>What goes back to the commune, by name, and what becomes of the rest.</summary>
    private static string Returned(ActionRecord action, DossierRecord dossier)
    {
        var open = dossier
            .Reviews.Where(review => review.Stage == action.Stage)
            .Sum(review => review.Items.Count(item => item.Accepted is null));
        return StageTasks.ReturningAt(dossier, action.Stage) is not { Count: > 0 } items
                ? T("Trả lại: những mục ghi “trả lại” về xã, mục đã chấp nhận giữ nguyên, đồng hồ tạm dừng.")
            : open == 0 ? T("Trả lại: {0} về xã, mục đã chấp nhận giữ nguyên, đồng hồ tạm dừng.", StageTasks.NamesOf(dossier, items))
            : T(
                "Trả lại: {0} về xã, mục đã chấp nhận giữ nguyên, {1} mục chưa kết luận xét khi hồ sơ trở lại, đồng hồ tạm dừng.",
                StageTasks.NamesOf(dossier, items),
                open
            );
    }

    private static ActForm Decide(ActionRecord action, DossierRecord dossier) =>
        new()
        {
            Title = T("Ghi quyết định"),
            Consequence = T("Quyết định được ghi vào hồ sơ và báo cho mọi cấp; không sửa lại được."),
            Button = T("Ghi quyết định"),
            Fields =
            [
                Choice("outcome", T("Kết quả"), Outcomes(action, dossier, "Recognised")),
                Text("number", T("Số quyết định")) with
                {
                    Hint = T("Ví dụ: 1234/QĐ-UBND."),
                },
                Date("date", T("Ngày ký")),
                Paragraph("reason", T("Lý do")) with
                {
                    Optional = true,
                    Sometimes = true,
                    Hint = T("Bắt buộc khi không công nhận."),
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
            Title = T("Gia hạn nộp hồ sơ"),
            Consequence = T("Hạn nộp dời theo văn bản; xã được báo ngay. Gia hạn sai thì ghi văn bản đính chính, bản cũ vẫn còn."),
            Button = T("Ghi gia hạn"),
            Fields =
            [
                Date("before", T("Nộp trước ngày")),
                Text("documentNumber", T("Số văn bản")),
                Date("documentDate", T("Ngày văn bản")),
                Paragraph("correction", T("Đính chính vì")) with
                {
                    Optional = true,
                    Hint = T("Chỉ ghi khi văn bản này đính chính lần gia hạn trước."),
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
                + (obstacles.Count > 3 ? " " + T("Và {0} điều nữa.", obstacles.Count - 3) : "");
        }

        var returning = dossier.Reviews.Any(review => review.Stage == action.Stage && review.Items.Any(item => item.Accepted == false));
        return outcome == "Returned" && !returning ? T("Chưa mục nào ghi “trả lại”. Ghi ở trang kết luận từng mục trước.") : null;
    }
}

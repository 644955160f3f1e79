using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The acts of a public notice (công khai lấy ý kiến).</summary>
internal static class NoticeForms
{
    public static ActForm Of(ActionRecord action, DossierRecord dossier) =>
        action.Name switch
        {
            "StartNotice" => Start(dossier.Notices.LastOrDefault(notice => notice.Stage == action.Stage)),
            "RemoveBroadcast" => RemoveBroadcast(dossier.Notices.LastOrDefault(notice => notice.Stage == action.Stage)),
            "RemoveComment" => RemoveComment(dossier.Notices.LastOrDefault(notice => notice.Stage == action.Stage)),
            "RecordBroadcast" => new ActForm
            {
                Title = T("Ghi một lần phát thanh"),
                Consequence = T("Lần phát được tính vào số lần mà quy trình của tỉnh yêu cầu. Ghi nhầm thì bỏ ở Việc khác."),
                Button = T("Ghi lần phát"),
                Fields = [Date("at", T("Ngày phát")), Time("at.time", T("Giờ phát")) with { Beside = true }, Text("place", T("Nơi phát"))],
                Body = input => new { at = input.Moment("at", "at.time"), place = input.Text("place") },
            },
            "RecordComment" => new ActForm
            {
                Title = T("Ghi một ý kiến của người dân"),
                Consequence = T(
                    "Ý kiến vào báo cáo tổng hợp; mỗi ý kiến cần một câu trả lời. Không ghi tên người dân; ghi nhầm thì bỏ ở Việc khác."
                ),
                Button = T("Ghi ý kiến"),
                Fields =
                [
                    Text("from", T("Người góp ý")) with
                    {
                        Hint = T("Vai trò, không phải tên: người dân, hội viên phụ nữ…"),
                    },
                    Text("village", T("Thôn")) with
                    {
                        Optional = true,
                    },
                    Paragraph("text", T("Nội dung")),
                    Date("receivedOn", T("Ngày nhận")),
                ],
                Body = input => new
                {
                    from = input.Text("from"),
                    village = input.Text("village"),
                    text = input.Text("text"),
                    receivedOn = input.Date("receivedOn"),
                },
            },
            _ => Answer(action, dossier),
        };

    private static ActForm Start(NoticeRecord? posted) =>
        new()
        {
            Title = posted is null ? T("Niêm yết công khai") : T("Sửa việc niêm yết"),
            Consequence = T("Số ngày công khai tính từ ngày niêm yết; ghi lại lần nữa thì thay nơi và ngày đã ghi."),
            Button = T("Ghi việc niêm yết"),
            Fields =
            [
                Date("startedOn", T("Ngày niêm yết")) with
                {
                    Value = posted is null ? null : Show.Day(posted.StartedOn),
                },
                Paragraph("places", T("Nơi niêm yết")) with
                {
                    Hint = T("Mỗi dòng một nơi, ví dụ: Trụ sở UBND xã."),
                    Value = posted is null ? null : string.Join('\n', posted.Places),
                },
            ],
            Body = input => new { startedOn = input.Date("startedOn"), places = input.Lines("places") },
        };

    private static ActForm Answer(ActionRecord action, DossierRecord dossier)
    {
        var comments = dossier.Notices.LastOrDefault(notice => notice.Stage == action.Stage)?.Comments ?? [];
        return new ActForm
        {
            Title = T("Trả lời ý kiến"),
            Consequence = T("Câu trả lời đi cùng ý kiến trong báo cáo; trả lời lại thì thay câu trước."),
            Button = T("Ghi trả lời"),
            Fields =
            [
                Choice(
                    "number",
                    T("Ý kiến"),
                    [.. comments.Select(one => new Option(Show.Input(one.Number), $"{one.Number}. {Short(one.Text)}"))]
                ),
                Paragraph("text", T("Trả lời")),
                .. comments.Any(one => one.OfResident) ? new[] { Publish } : [],
            ],
            Body = input => new { text = input.Text("text"), publish = input.Lines("publish").Count > 0 },
            Address = Numbered,
        };
    }

    private static ActForm RemoveBroadcast(NoticeRecord? notice) =>
        new()
        {
            Title = T("Bỏ một lần phát đã ghi nhầm"),
            Consequence = T("Lần phát không tính nữa; nhật ký của hồ sơ vẫn giữ ai đã ghi và ai đã bỏ."),
            Button = T("Bỏ lần phát"),
            Fields =
            [
                Choice(
                    "number",
                    T("Lần phát"),
                    [
                        .. (notice?.Broadcasts ?? []).Select(
                            (one, at) => new Option(Show.Input(at + 1), $"{Show.Instant(one.At)}, {one.Place}")
                        ),
                    ]
                ),
            ],
            Address = Numbered,
        };

    private static ActForm RemoveComment(NoticeRecord? notice) =>
        new()
        {
            Title = T("Bỏ một ý kiến đã ghi nhầm"),
            Consequence = T(
                "Nội dung và câu trả lời mất khỏi hồ sơ; nhật ký giữ ai đã ghi và ai đã bỏ. Ý kiến người dân tự gửi không bỏ được."
            ),
            Button = T("Bỏ ý kiến"),
            Fields =
            [
                Choice(
                    "number",
                    T("Ý kiến"),
                    [
                        .. (notice?.Comments ?? [])
                            .Where(one => !one.OfResident)
                            .Select(one => new Option(Show.Input(one.Number), $"{one.Number}. {Short(one.Text)}")),
                    ]
                ),
            ],
            Address = Numbered,
        };

    private static string Numbered(string href, ActInput input) =>
        href.Replace("{number}", Show.Input(input.Number("number") ?? 0), StringComparison.Ordinal);

    private static ActField Publish =>
        Ticks("publish", T("Công khai"), [new Option("co", T("Đăng ý kiến cùng câu trả lời lên trang công khai, tên viết tắt"))]) with
        {
            Hint = T("Chỉ với ý kiến gửi từ trang công khai. Không đăng ý kiến nêu đích danh hoặc xúc phạm người khác."),
        };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}

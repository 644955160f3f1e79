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
            "RecordBroadcast" => new ActForm
            {
                Title = "Ghi một lần phát thanh",
                Consequence = "Lần phát được tính vào số lần mà quy trình của tỉnh yêu cầu.",
                Button = "Ghi lần phát",
                Fields = [Moment("at", "Lúc"), Text("place", "Nơi phát")],
                Body = input => new { at = input.Moment("at"), place = input.Text("place") },
            },
            "RecordComment" => new ActForm
            {
                Title = "Ghi một ý kiến của người dân",
                Consequence = "Ý kiến vào báo cáo tổng hợp; mỗi ý kiến cần một câu trả lời. Không ghi tên người dân.",
                Button = "Ghi ý kiến",
                Fields =
                [
                    Text("from", "Người góp ý") with
                    {
                        Hint = "Vai trò, không phải tên: người dân, hội viên phụ nữ…",
                    },
                    Text("village", "Thôn") with
                    {
                        Optional = true,
                    },
                    Paragraph("text", "Nội dung"),
                    Date("receivedOn", "Ngày nhận"),
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
            Title = posted is null ? "Niêm yết công khai" : "Sửa việc niêm yết",
            Consequence = "Số ngày công khai tính từ ngày niêm yết; ghi lại lần nữa thì thay nơi và ngày đã ghi.",
            Button = "Ghi việc niêm yết",
            Fields =
            [
                Date("startedOn", "Ngày niêm yết") with
                {
                    Value = posted is null ? null : Show.Input(posted.StartedOn),
                },
                Paragraph("places", "Nơi niêm yết") with
                {
                    Hint = "Mỗi dòng một nơi, ví dụ: Trụ sở UBND xã.",
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
            Title = "Trả lời ý kiến",
            Consequence = "Câu trả lời đi cùng ý kiến trong báo cáo; trả lời lại thì thay câu trước.",
            Button = "Ghi trả lời",
            Fields =
            [
                Choice(
                    "number",
                    "Ý kiến",
                    [.. comments.Select(one => new Option(Show.Input(one.Number), $"{one.Number}. {Short(one.Text)}"))]
                ),
                Paragraph("text", "Trả lời"),
                .. comments.Any(one => one.OfResident) ? new[] { Publish } : [],
            ],
            Body = input => new { text = input.Text("text"), publish = input.Lines("publish").Count > 0 },
            Address = (href, input) => href.Replace("{number}", Show.Input(input.Number("number") ?? 0), StringComparison.Ordinal),
        };
    }

    private static ActField Publish =>
        Ticks("publish", "Công khai", [new Option("co", "Đăng ý kiến cùng câu trả lời lên trang công khai, tên viết tắt")]) with
        {
            Hint = "Chỉ với ý kiến gửi từ trang công khai. Không đăng ý kiến nêu đích danh hoặc xúc phạm người khác.",
        };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}

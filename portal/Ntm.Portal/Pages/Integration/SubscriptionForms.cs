using Ntm.LegalTime;
using Ntm.Portal.Acts;

namespace Ntm.Portal.Pages.Integration;

/// <summary>What an administrator does with a subscription, as forms.</summary>
internal static class SubscriptionForms
{
    /// <summary>The form of an act; null for one that there is not.</summary>
    public static ActForm? Of(string act) =>
        act switch
        {
            "xac-minh" => Plain(
                T("Xác minh địa chỉ nhận"),
                T("Một câu hỏi được gửi ngay; địa chỉ trả lời 2xx thì bắt đầu nhận sự kiện."),
                "verification"
            ),
            "gui-thu" => Plain(T("Gửi sự kiện thử"), T("Một sự kiện thử, ký như thật, được gửi ngay."), "test"),
            "mo" => Plain(T("Gửi tiếp"), T("Sự kiện được gửi tiếp từ chỗ đã dừng."), "activation"),
            "dung" => Plain(T("Tạm dừng gửi"), T("Không gửi gì cho đến khi mở lại; không sự kiện nào mất."), "deactivation") with
            {
                Grave = true,
            },
            "doi-khoa" => Plain(
                T("Đổi khóa ký"),
                T("Khóa mới chỉ hiện một lần. Trong thời gian giữ, mỗi sự kiện mang chữ ký của cả hai khóa."),
                "secret"
            ) with
            {
                Grave = true,
                Fields =
                [
                    ProgramForms.Overlap,
                    ActField.Ticks("asymmetric", T("Chữ ký"), [new Option("co", T("Ký thêm bằng khóa ed25519"))]),
                ],
                Body = input => new { keepOldHours = input.Number("keepOldHours"), asymmetric = input.Text("asymmetric") is not null },
            },
            "phuc-hoi" => Plain(
                T("Gửi lại những sự kiện đã thôi"),
                T("Trang sau nói có bao nhiêu sự kiện; chưa gửi gì trước khi bạn xác nhận."),
                "recovery"
            ) with
            {
                Button = T("Đếm trước"),
                Fields = Since(optional: true),
            },
            "phat-lai" => Plain(
                T("Phát lại từ một thời điểm"),
                T("Trang sau nói có bao nhiêu sự kiện; chưa gửi gì trước khi bạn xác nhận."),
                "replay"
            ) with
            {
                Button = T("Đếm trước"),
                Fields = Since(optional: false),
            },
            _ => null,
        };

    /// <summary>Whether events are counted before they are sent again.</summary>
    public static bool Counts(string act) => act is "phuc-hoi" or "phat-lai";

    /// <summary>What is asked for of those events.</summary>
    public static object Again(ActInput input, bool preview) => new { since = SinceOf(input), preview };

    private static DateTimeOffset? SinceOf(ActInput input) =>
        input.Date("ngay") is { } day ? new DateTimeOffset(day, input.Time("gio") ?? TimeOnly.MinValue, VietnamTime.Offset) : null;

    /// <summary>The same form after the count: what was typed is carried along, and sent when the person stands by it.</summary>
    public static ActForm Confirming(ActForm form, ActInput input, int count) =>
        form with
        {
            Consequence =
                count == 0
                    ? T("Không có sự kiện nào để gửi lại.")
                    : T("{0} sự kiện sẽ được gửi lại, theo thứ tự; nơi nhận nhận ra bản trùng theo webhook-id.", count),
            Button = T("Gửi lại {0} sự kiện", count),
            Grave = true,
            Fields = [],
            Hidden = [("ngay", input.Text("ngay") ?? ""), ("gio", input.Text("gio") ?? ""), ("xac-nhan", "co")],
        };

    private static IReadOnlyList<ActField> Since(bool optional) =>
        [
            ActField.Date("ngay", T("Từ ngày")) with
            {
                Optional = optional,
            },
            ActField.Time("gio", T("Từ giờ")) with
            {
                Optional = optional,
                Beside = true,
                Value = optional ? null : "00:00",
            },
        ];

    private static ActForm Plain(string title, string consequence, string place) =>
        new()
        {
            Title = title,
            Consequence = consequence,
            Button = title,
            Address = (href, _) => $"{href}/{place}",
        };
}

using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Integration;

/// <summary>What an administrator does with a program of another system, as forms.</summary>
internal static class ProgramForms
{
    /// <summary>What a program may be allowed, in the words of people.</summary>
    private static (string Scope, string Name)[] Scopes =>
        [
            ("dossiers:read", T("Đọc hồ sơ, tài liệu và tệp")),
            ("assessment:read", T("Đọc bộ tiêu chí, ngưỡng và kết quả lấy ý kiến")),
            ("planning:read", T("Đọc kế hoạch đã ban hành")),
            ("units:read", T("Đọc danh mục đơn vị")),
            ("events:read", T("Đọc dòng sự kiện")),
            ("events:subscribe", T("Nhận sự kiện ở địa chỉ của mình")),
        ];

    public static string NameOf(string scope) => Scopes.FirstOrDefault(one => one.Scope == scope).Name ?? scope;

    /// <summary>How long the old secret works beside the new one.</summary>
    public static ActField Overlap =>
        ActField.Number("keepOldHours", T("Giữ khóa cũ thêm (giờ)")) with
        {
            Value = "24",
            Hint = T("Từ 0 đến 168. Ghi 0 khi khóa đã lộ."),
        };

    public static ActForm Register(string unit, string? meaning) =>
        new()
        {
            Title = T("Đăng ký chương trình"),
            Consequence = T("Chương trình đọc được dữ liệu của đơn vị này và cấp dưới theo quyền đã chọn. Khóa chỉ hiện một lần."),
            Button = T("Đăng ký chương trình"),
            Fields =
            [
                ActField.Text("name", T("Tên chương trình")) with
                {
                    Hint = T("Ví dụ: Trục liên thông văn bản."),
                },
                ActField.Text("unitCode", T("Mã đơn vị")) with
                {
                    Value = unit,
                    Hint = meaning,
                },
                ActField.Ticks("scopes", T("Được làm gì"), [.. Scopes.Select(one => new Option(one.Scope, one.Name))]) with
                {
                    Optional = false,
                },
            ],
            Body = input => new
            {
                name = input.Text("name"),
                unitCode = input.Text("unitCode"),
                scopes = input.Lines("scopes"),
            },
        };

    /// <summary>The form of an act; null for one that there is not.</summary>
    /// <param name="act">Name in the address.</param>
    /// <param name="program">Program.</param>
    /// <param name="path">Path of its unit, where events are to be sent to it.</param>
    public static ActForm? Of(string act, ProgramRow program, string path = "") =>
        program.RevokedAt is not null
            ? null
            : act switch
            {
                "doi-khoa" => Carrying(
                    program,
                    new ActForm
                    {
                        Title = T("Đổi khóa của chương trình"),
                        Consequence = T("Khóa mới chỉ hiện một lần. Khóa cũ hết hiệu lực sau thời gian giữ."),
                        Button = T("Đổi khóa"),
                        Grave = true,
                        Fields = [Overlap],
                        Body = input => new { keepOldHours = input.Number("keepOldHours") },
                    }
                ),
                "thu-hoi" => Carrying(
                    program,
                    new ActForm
                    {
                        Title = T("Thu hồi chương trình"),
                        Consequence = T(
                            "Chương trình không vào được nữa và không còn nhận sự kiện. Không mở lại được; cần thì đăng ký mới."
                        ),
                        Button = T("Thu hồi chương trình"),
                        Grave = true,
                    }
                ),
                "dang-ky-nhan" when program.Scopes.Contains("events:subscribe") => Carrying(program, Subscribe(program, path)),
                _ => null,
            };

    private static ActForm Carrying(ProgramRow program, ActForm form) => form with { Hidden = [("don-vi", program.UnitCode)] };

    private static ActForm Subscribe(ProgramRow program, string path) =>
        new()
        {
            Title = T("Đăng ký nhận sự kiện"),
            Consequence = T("Khóa ký chỉ hiện một lần. Sự kiện được gửi từ khi địa chỉ nhận đã được xác minh."),
            Button = T("Đăng ký nhận"),
            Fields =
            [
                ActField.Text("url", T("Địa chỉ nhận")) with
                {
                    Hint = T("Địa chỉ https, cổng 443 hoặc 8443."),
                },
                ActField.Text("description", T("Dùng để làm gì")) with
                {
                    Optional = true,
                },
                ActField.Paragraph("types", T("Loại sự kiện")) with
                {
                    Optional = true,
                    Hint = T("Mỗi dòng một loại, ví dụ vn.ntm.dossier.*; để trống là nhận mọi loại."),
                },
                ActField.Ticks("asymmetric", T("Chữ ký"), [new Option("co", T("Ký thêm bằng khóa ed25519"))]),
            ],
            Body = input => new
            {
                url = input.Text("url"),
                description = input.Text("description"),
                types = input.Lines("types"),
                asymmetric = input.Text("asymmetric") is not null,
                owner = new
                {
                    clientId = program.ClientId,
                    unitPath = path,
                    plans = program.Scopes.Contains("planning:read"),
                },
            },
        };
}

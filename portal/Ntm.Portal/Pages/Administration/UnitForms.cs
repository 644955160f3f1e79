using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What an administrator does with one unit, as forms.</summary>
internal static class UnitForms
{
    /// <summary>The legal document behind an act; its fields are named as the API names them.</summary>
    public static IReadOnlyList<ActField> Document =>
        [
            Text("document.number", T("Số văn bản")) with
            {
                Hint = T("Ví dụ: 1665/NQ-UBTVQH15."),
            },
            Date("document.date", T("Ngày văn bản")) with
            {
                Beside = true,
            },
        ];

    /// <summary>The form of an act; null for one that there is not.</summary>
    /// <param name="act">Name in the address.</param>
    /// <param name="unit">Unit.</param>
    public static ActForm? Of(string act, UnitRow unit) =>
        act switch
        {
            "doi-ten" => new ActForm
            {
                Title = T("Đổi tên {0}", Words.Lower(unit.Name)),
                Consequence =
                    T("Từ ngày hiệu lực mọi nơi gọi đơn vị theo tên mới; mã, hồ sơ, tài khoản không đổi.")
                    + " "
                    + T("Tên cũ giữ trong lịch sử."),
                Button = T("Ghi tên mới"),
                Fields = [Text("name", T("Tên mới")), Date("from", T("Có hiệu lực từ ngày")), .. Document],
                Body = input => new
                {
                    name = input.Text("name"),
                    from = input.Date("from"),
                    document = DocumentOf(input),
                },
                Address = (href, _) => href + "/renaming",
            },
            "chuyen" => new ActForm
            {
                Title = T("Chuyển {0} sang đơn vị cấp trên khác", Words.Lower(unit.Name)),
                Consequence =
                    T("Từ ngày hiệu lực đơn vị và mọi đơn vị bên dưới thuộc cấp trên mới: việc, hồ sơ và quyền xem đi theo.")
                    + " "
                    + T("Mã không đổi."),
                Button = T("Chuyển đơn vị"),
                Grave = true,
                Fields = [Text("parentCode", T("Mã đơn vị cấp trên mới")), Date("from", T("Có hiệu lực từ ngày")), .. Document],
                Body = input => new
                {
                    parentCode = input.Text("parentCode"),
                    from = input.Date("from"),
                    document = DocumentOf(input),
                },
                Address = (href, _) => href + "/move",
            },
            "ket-thuc" => new ActForm
            {
                Title = T("Kết thúc {0}", Words.Lower(unit.Name)),
                Consequence =
                    T("Sau ngày cuối cùng đơn vị không còn: vai trò gắn với nó hết tác dụng, hồ sơ đang xét theo về đơn vị kế thừa.")
                    + " "
                    + T("Đơn vị còn đơn vị bên dưới thì chưa kết thúc được. Nhập nhiều đơn vị thành một thì dùng Nhập đơn vị."),
                Button = T("Kết thúc đơn vị"),
                Grave = true,
                Fields =
                [
                    Date("lastDay", T("Ngày cuối cùng")),
                    Text("successors", T("Mã đơn vị kế thừa")) with
                    {
                        Optional = true,
                        Hint = T("Nhiều mã thì ngăn bằng dấu phẩy."),
                    },
                    .. Document,
                ],
                Body = input => new
                {
                    lastDay = input.Date("lastDay"),
                    successors = (input.Text("successors") ?? "").Split(
                        [',', ';', ' '],
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    ),
                    document = DocumentOf(input),
                },
                Address = (href, _) => href + "/end",
            },
            _ => null,
        };

    /// <summary>A unit that the register does not have yet.</summary>
    /// <param name="parent">The unit above it.</param>
    public static ActForm Register(UnitRow parent) =>
        new()
        {
            Title = T("Ghi đơn vị mới thuộc {0}", Words.Lower(parent.Name)),
            Consequence =
                T("Từ ngày đầu tiên đơn vị có trong danh mục: gắn được tài khoản, vai trò, mở được hồ sơ.")
                + " "
                + T("Đã ghi thì không xóa được."),
            Button = T("Ghi đơn vị mới"),
            Fields =
            [
                Choice("level", T("Cấp"), [.. LevelsBelow(parent.Level).Select(level => new Option(level, Words.LevelOf(level)))]),
                Text("code", T("Mã đơn vị")) with
                {
                    Hint = T("Xã: 5 chữ số. Thôn: mã xã, dấu gạch ngang, 2 hoặc 3 chữ số."),
                },
                Text("name", T("Tên đơn vị")),
                Date("validFrom", T("Ngày đầu tiên")),
                .. Document,
            ],
            Hidden = [("cha", parent.Code)],
            Body = input => new
            {
                level = input.Text("level"),
                code = input.Text("code"),
                name = input.Text("name"),
                parentCode = parent.Code,
                validFrom = input.Date("validFrom"),
                document = DocumentOf(input),
            },
        };

    /// <summary>The document that was typed.</summary>
    public static object DocumentOf(ActInput input) => new { number = input.Text("document.number"), date = input.Date("document.date") };

    private static string[] LevelsBelow(string level) => level == "commune" ? ["village"] : ["commune"];
}

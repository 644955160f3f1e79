using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What an administrator does with an account, as forms.</summary>
internal static class AccountForms
{
    private static readonly string[] Roles =
    [
        "officer",
        "leader",
        "reviewer",
        "appraiser",
        "council",
        "surveyor",
        "reporter",
        "auditor",
        "administrator",
    ];

    /// <summary>The form of an act; null for one that there is not.</summary>
    /// <param name="act">Name in the address.</param>
    /// <param name="account">Account.</param>
    /// <param name="grant">Role or link that it is about, by id.</param>
    /// <param name="home">What the code of the unit means that looks after the account; null where nobody knows.</param>
    public static ActForm? Of(string act, AccountRow account, string? grant, string? home) =>
        act switch
        {
            "gan-vai-tro" => Grant(account, home),
            "thu-vai-tro" when account.Grants.FirstOrDefault(one => $"{one.Id}" == grant) is { } found => End(found),
            "mat-khau" => Plain(
                T("Đặt lại mật khẩu"),
                T("Mật khẩu mới hiện một lần cho bạn; mọi phiên của người này kết thúc và họ phải đổi khi đăng nhập."),
                "password-reset"
            ),
            "ket-thuc-phien" => Plain(
                T("Kết thúc mọi phiên"),
                T("Người này bị đưa ra khỏi mọi thiết bị trong vài phút và đăng nhập lại được bằng mật khẩu đang có."),
                "sessions/end"
            ) with
            {
                Grave = true,
            },
            "ngung" => Plain(
                T("Ngừng tài khoản"),
                T("Người này không đăng nhập được nữa, phiên đang mở kết thúc. Mở lại được."),
                "deactivation"
            ) with
            {
                Grave = true,
            },
            "mo-lai" => Plain(T("Mở lại tài khoản"), T("Người này đăng nhập lại được với mật khẩu và vai trò đang có."), "activation"),
            "lien-ket" => Link(),
            "go-lien-ket" when Guid.TryParse(grant, out var link) => Plain(
                T("Gỡ liên kết đăng nhập bên ngoài"),
                T("Danh tính đó không vào được tài khoản này nữa và mọi phiên của người này kết thúc. Mật khẩu vẫn dùng như trước."),
                $"external-links/{link}/end"
            ) with
            {
                Grave = true,
            },
            _ => null,
        };

    private static ActForm Grant(AccountRow account, string? home) =>
        new()
        {
            Title = T("Gắn vai trò"),
            Consequence = T("Vai trò có hiệu lực từ ngày ghi, trong phiên đăng nhập sau của người này. Vai trò xung khắc bị từ chối."),
            Button = T("Gắn vai trò"),
            Fields =
            [
                ActField.Choice("role", T("Vai trò"), [.. Roles.Select(role => new Option(role, Words.RoleOf(role)))]),
                ActField.Text("unitCode", T("Mã đơn vị")) with
                {
                    Value = account.HomeUnitCode,
                    Hint = home,
                },
                ActField.Text("department", T("Sở, ngành")) with
                {
                    Optional = true,
                    Hint = T("Mã như SYT, SGDDT; cần cho người thẩm định."),
                },
                ActField.Date("validFrom", T("Từ ngày")) with
                {
                    Optional = true,
                    Hint = T("Để trống: từ hôm nay."),
                },
                ActField.Date("validTo", T("Đến hết ngày")) with
                {
                    Optional = true,
                    Beside = true,
                },
            ],
            Body = input => new
            {
                role = input.Text("role"),
                unitCode = input.Text("unitCode"),
                department = input.Text("department"),
                validFrom = input.Date("validFrom"),
                validTo = input.Date("validTo"),
            },
            Address = (href, _) => href + "/grants",
        };

    private static ActForm End(GrantRow grant) =>
        new()
        {
            Title = T("Thôi vai trò {0}", Words.RoleOf(grant.Role).ToLower(Show.Vietnamese)),
            Consequence = T("Sau ngày này người đó không còn vai trò; những gì đã làm vẫn đứng tên họ."),
            Button = T("Thôi vai trò"),
            Grave = true,
            Fields = [ActField.Date("lastDay", T("Ngày cuối cùng"))],
            Body = input => new { lastDay = input.Date("lastDay") },
            Address = (href, _) => $"{href}/grants/{grant.Id}/end",
        };

    private static ActForm Link() =>
        new()
        {
            Title = T("Liên kết đăng nhập bên ngoài"),
            Consequence = T(
                "Ai đăng nhập được bằng danh tính này ở nơi bên ngoài sẽ vào được tài khoản này. Người đó thấy liên kết ở trang Bảo mật."
            ),
            Button = T("Liên kết"),
            Grave = true,
            Fields =
            [
                ActField.Text("subject", T("Danh tính ở nơi đăng nhập bên ngoài")) with
                {
                    Hint = T("Đúng từng chữ như nơi đó ghi, phân biệt chữ hoa, chữ thường."),
                },
            ],
            Body = input => new { subject = input.Text("subject") },
            Address = (href, _) => href + "/external-links",
        };

    private static ActForm Plain(string title, string consequence, string place) =>
        new()
        {
            Title = title,
            Consequence = consequence,
            Button = title,
            Address = (href, _) => $"{href}/{place}",
        };
}

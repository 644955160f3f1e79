using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ntm.Identity.Features.Tokens;

/// <summary>The 401 answers of sign-in. They say no more than a stranger may know.</summary>
internal static class SignInRefusals
{
    public static ProblemHttpResult Credentials =>
        Refusal("identity.sign_in_refused", "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã ngừng hoạt động.");

    public static ProblemHttpResult CodeRequired =>
        Refusal("identity.code_required", "Tài khoản này dùng xác thực hai lớp. Nhập mã trên điện thoại hoặc một mã dự phòng.");

    public static ProblemHttpResult Code =>
        Refusal("identity.code_refused", "Mã không đúng hoặc đã dùng. Nhập mã mới nhất trên điện thoại.");

    public static ProblemHttpResult Refresh =>
        Refusal("identity.refresh_refused", "Phiên đăng nhập đã hết hạn hoặc đã kết thúc. Hãy đăng nhập lại.");

    public static ProblemHttpResult Client =>
        Refusal("identity.client_refused", "Mã ứng dụng hoặc khóa bí mật không đúng, hoặc đã bị thu hồi.");

    public static ProblemHttpResult Locked(TimeSpan left) =>
        Refusal(
            "identity.account_locked",
            $"Tài khoản tạm khóa vì nhập sai mật khẩu nhiều lần. Thử lại sau {Math.Max(1, (int)Math.Ceiling(left.TotalMinutes))} phút."
        );

    private static ProblemHttpResult Refusal(string code, string message) =>
        TypedResults.Problem(
            message,
            statusCode: StatusCodes.Status401Unauthorized,
            title: "Không đăng nhập được",
            type: "urn:ntm:error:" + code,
            extensions: new Dictionary<string, object?> { ["code"] = code }
        );
}

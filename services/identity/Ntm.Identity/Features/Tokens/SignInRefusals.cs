using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ntm.Identity.Features.Tokens;

/// <summary>The refusals of sign-in. They say no more than a stranger may know.</summary>
internal static class SignInRefusals
{
    private const string RetryAfter = "retryAfterSeconds";

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

    public static ProblemHttpResult Inactive =>
        Refusal("identity.account_inactive", "Tài khoản đã ngừng hoạt động. Liên hệ quản trị viên của đơn vị.");

    /// <summary>What came back from the external issuer proves nothing.</summary>
    public static ProblemHttpResult External =>
        Refusal("identity.external_refused", "Nơi đăng nhập bên ngoài không xác nhận được lần đăng nhập này. Hãy bắt đầu lại.");

    public static ProblemHttpResult ExternalExpired =>
        Refusal(
            "identity.external_expired",
            "Lần đăng nhập này đã quá hạn, đã dùng rồi hoặc không phải do trình duyệt này bắt đầu. Hãy bắt đầu lại."
        );

    public static ProblemHttpResult Unlinked =>
        Refusal(
            "identity.external_unlinked",
            "Danh tính bên ngoài này chưa được liên kết với tài khoản nào ở đây. Đăng nhập bằng mật khẩu rồi liên kết ở trang Bảo mật, "
                + "hoặc nhờ quản trị viên của đơn vị liên kết."
        );

    /// <summary>Too many wrong tries; the same for names that there are and that there are not.</summary>
    public static ProblemHttpResult Slowed(TimeSpan left)
    {
        var refusal = Refusal(
            "identity.sign_in_slowed",
            $"Đã nhập sai nhiều lần nên phải chờ. Thử lại sau {Waiting(left)}.",
            StatusCodes.Status429TooManyRequests
        );
        refusal.ProblemDetails.Extensions[RetryAfter] = (int)Math.Ceiling(left.TotalSeconds);
        return refusal;
    }

    /// <summary>Says in the header, too, how long a refused try has to wait.</summary>
    public static void SayWhenToRetry(HttpContext http, IResult answer)
    {
        if (
            (answer is INestedHttpResult nested ? nested.Result : answer) is ProblemHttpResult refusal
            && refusal.ProblemDetails.Extensions.TryGetValue(RetryAfter, out var seconds)
        )
        {
            http.Response.Headers.RetryAfter = Convert.ToString(seconds, CultureInfo.InvariantCulture);
        }
    }

    private static string Waiting(TimeSpan left) =>
        left > TimeSpan.FromMinutes(1) ? $"{(int)Math.Ceiling(left.TotalMinutes)} phút" : $"{(int)Math.Ceiling(left.TotalSeconds)} giây";

    private static ProblemHttpResult Refusal(string code, string message, int status = StatusCodes.Status401Unauthorized) =>
        TypedResults.Problem(
            message,
            statusCode: status,
            title: "Không đăng nhập được",
            type: "urn:ntm:error:" + code,
            extensions: new Dictionary<string, object?> { ["code"] = code }
        );
}

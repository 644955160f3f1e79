using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>Temporary refusals: what is wrong, and in <c>Retry-After</c> when to retry.</summary>
internal static class Unavailable
{
    // Longer than a fail-over of a replica, shorter than anybody's patience.
    private const string RetryAfterSeconds = "5";

    /// <summary>Does not say whether the command was done: the commit may have succeeded before the connection broke.</summary>
    public static readonly Error Database = new(
        "platform.database_unavailable",
        "Cơ sở dữ liệu tạm thời không trả lời. Hãy gửi lại sau ít giây với cùng Idempotency-Key.",
        ErrorKind.Unavailable
    );

    public static readonly Error Issuer = new(
        "platform.issuer_unavailable",
        "Chưa kiểm tra được phiên đăng nhập vì dịch vụ tài khoản tạm ngừng; chưa có gì bị thay đổi. Hãy thử lại sau ít giây.",
        ErrorKind.Unavailable
    );

    public static readonly Error Overloaded = new(
        "platform.overloaded",
        "Hệ thống đang quá tải; yêu cầu này chưa được nhận. Hãy thử lại sau ít giây.",
        ErrorKind.Unavailable
    );

    /// <summary>A command lost every race against others that change the same data; nothing was changed by it.</summary>
    public static readonly Error Contended = Error.Conflict(
        "request.contended",
        "Nhiều người đang thay đổi cùng dữ liệu này; chưa có gì bị thay đổi. Hãy thử lại sau ít giây."
    );

    public static readonly Error Storage = new(
        "platform.storage_full",
        "Máy chủ hết chỗ lưu tệp; chưa có gì bị thay đổi. Hãy báo quản trị viên và gửi lại sau với cùng Idempotency-Key.",
        ErrorKind.StorageFull
    );

    public static Task WriteAsync(HttpContext context, Error error)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return context.RefuseAsync(error);
    }
}

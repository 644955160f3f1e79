using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// Names a content type that no endpoint of the address reads. The router answers it by an endpoint of its own, which would
/// otherwise ask for a sign-in first, even where nobody has to sign in.
/// </summary>
internal static class UnsupportedType
{
    public static readonly Error Error = Error.Invalid(
        "request.unsupported_type",
        "Kiểu nội dung (Content-Type) không được hỗ trợ. Gửi JSON với Content-Type: application/json."
    );

    public static Task RefuseAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is { DisplayName: "415 HTTP Unsupported Media Type" } ? context.RefuseAsync(Error) : next(context);
}

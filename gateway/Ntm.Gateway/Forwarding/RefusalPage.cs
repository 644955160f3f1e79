using Microsoft.Net.Http.Headers;

namespace Ntm.Gateway.Forwarding;

/// <summary>
/// What somebody at a browser sees while the pages themselves are away. It has no style and no script: nothing but this process can
/// answer for them, and the policy of the answer lets none run.
/// </summary>
internal static class RefusalPage
{
    /// <summary>Whether the request comes from a browser that opens a page: only it asks for HTML by name.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers[HeaderNames.Vary] = HeaderNames.Accept;
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{refusal.Title}</title>
            </head>
            <body>
            <main>
            <h1>{refusal.Title}</h1>
            <p>{refusal.Detail}</p>
            <p>Tải lại trang này sau {refusal.RetryAfter} giây. Nếu vẫn chưa được, báo người quản trị mã {context.TraceIdentifier}.</p>
            </main>
            </body>
            </html>
            """,
            context.RequestAborted
        );
    }
}

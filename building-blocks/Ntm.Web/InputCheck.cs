using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ntm.Web;

/// <summary>
/// Refuses what no endpoint can use and no database can keep, before any of them meets it: a body in another encoding than
/// UTF-8, control or hidden characters in the query, a subject or name too long for its columns.
/// </summary>
internal static class InputCheck
{
    private const int LongestSubject = 60;
    private const int LongestName = 200;

    private static readonly Error Charset = Error.Invalid(
        "request.unsupported_charset",
        "Bảng mã (charset) của nội dung không được hỗ trợ; hãy gửi bằng UTF-8."
    );

    private static readonly Error Query = Error.Invalid(
        "request.invalid_query",
        "Tham số trên địa chỉ có ký tự điều khiển, ký tự ẩn hoặc ký tự hỏng."
    );

    private static readonly Error Subject = Error.Invalid(
        "request.invalid_subject",
        $"Mã (tối đa {LongestSubject} ký tự) hoặc tên (tối đa {LongestName} ký tự) trong phiên đăng nhập không dùng được."
    );

    public static void UseInputCheck(this WebApplication app) =>
        app.Use(static (context, next) => FaultOf(context) is { } fault ? context.RefuseAsync(fault) : next(context));

    private static Error? FaultOf(HttpContext context)
    {
        if (
            MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.Charset.HasValue
            && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        )
        {
            return Charset;
        }

        if (context.Request.Query.Any(pair => IsRefused(pair.Key) || pair.Value.Any(IsRefused)))
        {
            return Query;
        }

        return context.User.Claims.Any(claim =>
            ComposedText.IsUnusable(claim.Value)
            || claim.Value.Length
                > (
                    claim.Type switch
                    {
                        "sub" => LongestSubject,
                        "name" => LongestName,
                        _ => int.MaxValue,
                    }
                )
        )
            ? Subject
            : null;
    }

    private static bool IsRefused(string? text) =>
        text is not null && (ComposedText.IsUnusable(text) || ComposedText.HiddenIn(text) is not null);
}

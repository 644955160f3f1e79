using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ntm.Web;

/// <summary>Turns unhandled exceptions into ProblemDetails without internal details.</summary>
internal sealed partial class FailureMapping(Outages outages, ILogger<FailureMapping> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var error = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Error.TooLarge(
                "request.too_large",
                "Nội dung gửi lên vượt dung lượng cho phép."
            ),
            BadHttpRequestException { InnerException: UnusableTextException text } => Error.Invalid(
                "request.invalid_text",
                text.Message,
                Field(text)
            ),
            BadHttpRequestException { InnerException: JsonException json } => Unreadable(json),
            BadHttpRequestException { InnerException: InvalidDataException } => Error.Invalid(
                "request.invalid_form",
                "Biểu mẫu gửi lên không đọc được."
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => UnsupportedType.Error,
            StorageFullException => Unavailable.Storage,
            BadHttpRequestException => Error.Invalid("request.invalid", "Yêu cầu không đọc được hoặc thiếu tham số."),
            _ => null,
        };
        if (exception is StorageFullException)
        {
            outages.Report("The file store", exception);
        }

        if (error is null)
        {
            Unforeseen(
                log,
                SecurityLog.Encode(httpContext.Request.Method),
                SecurityLog.Encode(httpContext.Request.Path.Value ?? ""),
                exception
            );
            var problem = TypedResults.Problem(
                "Hệ thống gặp lỗi ngoài dự kiến; chưa có gì bị thay đổi. Hãy thử lại sau ít phút.",
                statusCode: 500,
                title: "Lỗi hệ thống",
                type: "urn:ntm:error:platform.unexpected",
                extensions: new Dictionary<string, object?> { ["code"] = "platform.unexpected", ["traceId"] = httpContext.TraceIdentifier }
            );
            await problem.ExecuteAsync(httpContext);
            return true;
        }

        await httpContext.RefuseAsync(error);
        return true;
    }

    private static Error Unreadable(JsonException json) =>
        Missing().Match(json.Message) is { Success: true } missing
            ? Error.Invalid(
                "request.invalid_json",
                $"Nội dung JSON thiếu trường: {missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)}."
            )
            : Error.Invalid(
                "request.invalid_json",
                "Nội dung JSON không đúng: sai kiểu, thừa hoặc trùng trường, sai chữ hoa thường của tên trường, hoặc sai mã hóa.",
                Field(json)
            );

    private static string? Field(JsonException json) => json.Path is { Length: > 2 } path ? path.TrimStart('$', '.') : null;

    [LoggerMessage(9101, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Unforeseen(ILogger logger, string method, string path, Exception exception);

    // The serializer names absent members in its message alone.
    [GeneratedRegex("missing required properties including: ([^.]+)\\.")]
    private static partial Regex Missing();
}

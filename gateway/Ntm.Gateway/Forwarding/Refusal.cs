using System.Globalization;

namespace Ntm.Gateway.Forwarding;

/// <summary>A refusal of the gateway itself: a stable code for programs, Vietnamese words for people.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code <c>gateway.reason</c> or, where services say the same, <c>request.reason</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">What to do next.</param>
/// <param name="RetryAfter">Seconds after which it makes sense to try again, if it does.</param>
internal sealed record Refusal(int Status, string Code, string Title, string Detail, int? RetryAfter = null)
{
    public static readonly Refusal Unavailable = new(
        503,
        "gateway.service_unavailable",
        "Dịch vụ tạm ngừng",
        "Phần này của hệ thống đang tạm ngừng; chưa có gì bị thay đổi. Hãy thử lại sau ít giây.",
        5
    );

    public static readonly Refusal Overloaded = new(
        503,
        "gateway.overloaded",
        "Hệ thống đang quá tải",
        "Quá nhiều yêu cầu đang được xử lý; yêu cầu này chưa được nhận. Hãy thử lại sau ít giây.",
        2
    );

    public static readonly Refusal Broken = new(
        502,
        "gateway.no_answer",
        "Không nhận được câu trả lời",
        "Kết nối tới dịch vụ bị ngắt. Thao tác có thể đã được thực hiện: hãy xem lại trạng thái, hoặc gửi lại với cùng Idempotency-Key."
    );

    public static readonly Refusal Unreachable = new(
        502,
        "gateway.unreachable",
        "Không kết nối được",
        "Không kết nối được tới dịch vụ; chưa có gì bị thay đổi. Hãy thử lại sau ít giây.",
        2
    );

    public static readonly Refusal TimedOut = new(
        504,
        "gateway.timeout",
        "Quá thời gian chờ",
        "Dịch vụ không trả lời kịp. Thao tác có thể đã được thực hiện: hãy xem lại trạng thái, hoặc gửi lại với cùng Idempotency-Key."
    );

    public static readonly Refusal TooLarge = new(
        413,
        "request.too_large",
        "Vượt dung lượng cho phép",
        "Nội dung gửi lên vượt dung lượng cho phép."
    );

    public static readonly Refusal UnsupportedType = new(
        415,
        "request.unsupported_type",
        "Kiểu nội dung không được hỗ trợ",
        "Kiểu nội dung (Content-Type) không được hỗ trợ."
    );

    public static readonly Refusal Unreadable = new(
        400,
        "request.invalid",
        "Yêu cầu chưa hợp lệ",
        "Nội dung gửi lên bị ngắt quãng hoặc không đọc được. Hãy gửi lại."
    );

    public static Refusal TooMany(TimeSpan wait) =>
        new(
            429,
            "request.too_many",
            "Quá nhiều yêu cầu",
            "Đã gửi quá nhiều yêu cầu trong thời gian ngắn. Hãy chờ rồi thử lại.",
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
        );

    public Task WriteAsync(HttpContext context)
    {
        context.Response.Clear();
        if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            if (RefusalPage.IsAskedFor(context.Request))
            {
                return RefusalPage.WriteAsync(context, this);
            }
        }

        return TypedResults
            .Problem(
                Detail,
                statusCode: Status,
                title: Title,
                type: "urn:ntm:error:" + Code,
                extensions: new Dictionary<string, object?> { ["code"] = Code, ["correlationId"] = context.TraceIdentifier }
            )
            .ExecuteAsync(context);
    }
}

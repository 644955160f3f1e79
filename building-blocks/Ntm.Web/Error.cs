using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ntm.Web;

/// <summary>Kind of an <see cref="Error"/>; it decides the HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>400: the request itself is wrong.</summary>
    Invalid = 400,

    /// <summary>401: the caller must show another token.</summary>
    Unauthenticated = 401,

    /// <summary>403: the caller may not do it.</summary>
    Forbidden = 403,

    /// <summary>404: it does not exist, or the caller may not know that it does.</summary>
    NotFound = 404,

    /// <summary>409: the state does not allow it now.</summary>
    Conflict = 409,

    /// <summary>410: it was there and is not any more.</summary>
    Gone = 410,

    /// <summary>412: the caller decided on an older state.</summary>
    Stale = 412,

    /// <summary>413: more bytes than accepted.</summary>
    TooLarge = 413,

    /// <summary>422: well formed, but contradicts an earlier request.</summary>
    Unprocessable = 422,

    /// <summary>429: the caller has asked for it too often; it may be asked for again later.</summary>
    TooMany = 429,

    /// <summary>503: a dependency of the service is unavailable; the same request may succeed in a moment.</summary>
    Unavailable = 503,

    /// <summary>507: there is no room to keep it.</summary>
    StorageFull = 507,
}

/// <summary>An expected refusal: a stable code for programs, a Vietnamese sentence for people.</summary>
/// <param name="Code">Stable code <c>service.reason</c>, e.g. <c>dossier.stage_not_open</c>.</param>
/// <param name="Message">Vietnamese: what is wrong and what to do next.</param>
/// <param name="Kind">Kind of refusal.</param>
/// <param name="Field">JSON name of the field at fault, if one is.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind, string? Field = null)
{
    public static Error Invalid(string code, string message, string? field = null) => new(code, message, ErrorKind.Invalid, field);

    public static Error Unauthenticated(string code, string message) => new(code, message, ErrorKind.Unauthenticated);

    public static Error Forbidden(string code, string message) => new(code, message, ErrorKind.Forbidden);

    public static Error NotFound(string code, string message) => new(code, message, ErrorKind.NotFound);

    public static Error Conflict(string code, string message, string? field = null) => new(code, message, ErrorKind.Conflict, field);

    public static Error Gone(string code, string message) => new(code, message, ErrorKind.Gone);

    public static Error TooLarge(string code, string message, string? field = null) => new(code, message, ErrorKind.TooLarge, field);

    public static Error TooMany(string code, string message) => new(code, message, ErrorKind.TooMany);

    public static Error Unprocessable(string code, string message, string? field = null) =>
        new(code, message, ErrorKind.Unprocessable, field);

    /// <summary>The caller's <c>If-Match</c> names an older version; <paramref name="current"/> is the state now.</summary>
    public static ProblemHttpResult Stale(object current) =>
        new Error(
            "request.stale",
            "Dữ liệu đã được người khác thay đổi. Xem lại bản hiện tại rồi thao tác lại.",
            ErrorKind.Stale
        ).ToProblem(new Dictionary<string, object?> { ["current"] = current });

    public ProblemHttpResult ToProblem(IDictionary<string, object?>? extensions = null) => new[] { this }.ToProblem(extensions);
}

/// <summary>The one mapping from refusals to ProblemDetails.</summary>
public static class ErrorMapping
{
    /// <summary>All faults at once: the first one gives status, code and detail; <c>errors</c> lists every one.</summary>
    public static ProblemHttpResult ToProblem(this IEnumerable<Error> errors, IDictionary<string, object?>? extensions = null)
    {
        var all = errors.ToArray();
        var first = all.MinBy(error => error.Kind is ErrorKind.Forbidden ? 0 : 1)!;
        var problem = new ProblemDetails
        {
            Type = "urn:ntm:error:" + first.Code,
            Title = Titles[first.Kind],
            Detail = first.Message,
            Status = (int)first.Kind,
        };
        foreach (var (key, value) in extensions ?? new Dictionary<string, object?>())
        {
            problem.Extensions[key] = value;
        }

        problem.Extensions["code"] = first.Code;
        if (first.Field is not null)
        {
            problem.Extensions["field"] = first.Field;
        }

        if (all.Length > 1)
        {
            problem.Extensions["errors"] = all.Select(error => new
                {
                    error.Code,
                    error.Field,
                    error.Message,
                })
                .ToArray();
        }

        return TypedResults.Problem(problem);
    }

    private static readonly Dictionary<ErrorKind, string> Titles = new()
    {
        [ErrorKind.Invalid] = "Yêu cầu chưa hợp lệ",
        [ErrorKind.Unauthenticated] = "Cần đăng nhập",
        [ErrorKind.Forbidden] = "Không có quyền",
        [ErrorKind.NotFound] = "Không tìm thấy",
        [ErrorKind.Conflict] = "Chưa thực hiện được ở trạng thái hiện tại",
        [ErrorKind.Gone] = "Không còn nữa",
        [ErrorKind.Stale] = "Dữ liệu đã thay đổi",
        [ErrorKind.TooLarge] = "Vượt dung lượng cho phép",
        [ErrorKind.Unprocessable] = "Mâu thuẫn với yêu cầu trước",
        [ErrorKind.TooMany] = "Gửi quá nhiều lần",
        [ErrorKind.Unavailable] = "Tạm thời chưa phục vụ được",
        [ErrorKind.StorageFull] = "Hết chỗ lưu trữ",
    };
}

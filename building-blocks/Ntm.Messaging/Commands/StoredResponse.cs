using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Commands;

/// <summary>Stores the response of a command and replays it to a caller who may still have it.</summary>
internal sealed class StoredResponse(IdempotencyRecord answer) : IResult
{
    /// <summary>Hash of everything that a command's authorisation may rest on.</summary>
    public static string RightsOf(Caller caller)
    {
        var rights = caller.Grants.Select(grant => $"{Caller.GrantClaim} {grant}");
        if (caller.Scopes is { } scopes)
        {
            rights = rights.Append($"{LimitedTokens.ScopeClaim} {string.Join(' ', scopes)}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rights.Order(StringComparer.Ordinal)))));
    }

    /// <summary>The stored response for the same request, or the refusal to give it.</summary>
    /// <param name="first">What was stored under the key.</param>
    /// <param name="now">The request that carries the key now.</param>
    public static IResult Replay(IdempotencyRecord first, IdempotencyRecord now)
    {
        if (IsWithheld(first, now))
        {
            return Withheld;
        }

        return first.RequestHash == now.RequestHash
            ? new StoredResponse(first)
            : Error
                .Unprocessable("request.idempotency_key_reused", "Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác.")
                .ToProblem();
    }

    /// <summary>Whether the caller's rights are not those under which the command was done.</summary>
    public static bool IsWithheld(IdempotencyRecord first, IdempotencyRecord now) => first.Rights is { } rights && rights != now.Rights;

    public static IResult Withheld =>
        Error
            .Forbidden(
                "request.rights_changed",
                "Thao tác này đã được thực hiện một lần và không lặp lại; quyền của tài khoản đã thay đổi từ đó nên kết quả không "
                    + "được gửi lại. "
                    + "Hãy xem trạng thái hiện tại."
            )
            .ToProblem();

    /// <summary>Executes a result into the record instead of into the response.</summary>
    public static async Task RecordAsync(HttpContext http, object? result, IdempotencyRecord answer)
    {
        var body = http.Response.Body;
        using var recorded = new MemoryStream();
        http.Response.Body = recorded;
        try
        {
            await (result is IResult typed ? typed : TypedResults.Ok(result)).ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            http.Response.Body = body;
        }

        answer.Status = http.Response.StatusCode;
        answer.ContentType = http.Response.ContentType;
        answer.Location = http.Response.Headers.Location;
        answer.ETag = http.Response.Headers.ETag;
        answer.Body = recorded.ToArray();
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = answer.Status;
        httpContext.Response.ContentType = answer.ContentType;
        httpContext.Response.Headers.Location = answer.Location;
        httpContext.Response.Headers.ETag = answer.ETag;
        if (answer.Body.Length > 0)
        {
            await httpContext.Response.Body.WriteAsync(answer.Body);
        }
    }
}

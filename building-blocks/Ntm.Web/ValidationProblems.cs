using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ntm.Web;

/// <summary>Gives the framework's own problems a stable code and Vietnamese words.</summary>
internal static class ValidationProblems
{
    public static void Translate(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        var (code, title) = problem switch
        {
            HttpValidationProblemDetails => ("request.invalid", "Yêu cầu chưa hợp lệ"),
            { Status: 401 } => ("request.unauthenticated", "Cần đăng nhập"),
            { Status: 403 } => ("request.forbidden", "Không có quyền"),
            { Status: 404 } => ("request.not_found", "Không tìm thấy địa chỉ này"),
            { Status: 405 } => ("request.method_not_allowed", "Thao tác không được hỗ trợ ở địa chỉ này"),
            { Status: 413 } => ("request.too_large", "Vượt dung lượng cho phép"),
            { Status: 415 } => ("request.unsupported_type", "Kiểu nội dung không được hỗ trợ"),
            { Status: 429 } => ("request.too_many", "Quá nhiều yêu cầu, hãy thử lại sau"),
            { Status: >= 500 } => ("platform.unexpected", "Lỗi hệ thống"),
            _ => ("request.invalid", "Yêu cầu chưa hợp lệ"),
        };
        problem.Title = title;
        problem.Type = "urn:ntm:error:" + code;
        problem.Extensions["code"] = code;
        if (problem is HttpValidationProblemDetails { Errors.Count: > 0 } validation)
        {
            context.ProblemDetails = Listed(validation);
        }
    }

    /// <summary>The faults in the one form that every refusal has: field as JSON names it, code, message.</summary>
    private static ProblemDetails Listed(HttpValidationProblemDetails validation)
    {
        var faults = validation
            .Errors.SelectMany(entry =>
                entry.Value.Select(message =>
                    (Field: string.Join('.', entry.Key.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)), Message: message)
                )
            )
            .ToList();
        var listed = new ProblemDetails
        {
            Type = validation.Type,
            Title = validation.Title,
            Status = validation.Status,
            Detail = faults[0].Message,
        };
        foreach (var (key, value) in validation.Extensions)
        {
            listed.Extensions[key] = value;
        }

        listed.Extensions["field"] = faults[0].Field;
        if (faults.Count > 1)
        {
            listed.Extensions["errors"] = faults
                .Select(fault => new
                {
                    Code = "request.invalid",
                    fault.Field,
                    fault.Message,
                })
                .ToArray();
        }

        return listed;
    }
}

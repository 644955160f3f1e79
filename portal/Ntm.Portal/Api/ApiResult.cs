using System.Text.Json;

namespace Ntm.Portal.Api;

/// <summary>The answer of the API: a value, or why there is none.</summary>
public sealed record ApiResult<T>(T? Value, ApiProblem? Problem)
    where T : class;

/// <summary>Why the API did not do something.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Title">Kind of refusal, in Vietnamese.</param>
/// <param name="Detail">What is wrong and what to do, in Vietnamese.</param>
/// <param name="Faults">Each fault with the field that it is about.</param>
public sealed record ApiProblem(int Status, string Code, string Title, string Detail, IReadOnlyList<ApiFault> Faults)
{
    /// <summary>Sealed text to send along with what the refusal asks for; null for most.</summary>
    public string? Pending { get; init; }

    /// <summary>The platform does not answer.</summary>
    public static ApiProblem Away =>
        new(
            503,
            "portal.platform_away",
            T("Hệ thống chưa trả lời"),
            T("Những gì bạn nhập vẫn còn ở đây. Chờ một lát rồi gửi lại; gửi hai lần cũng chỉ tính một."),
            []
        );

    /// <summary>What a form says of a field; null when nothing is wrong with it.</summary>
    public string? Of(string field) =>
        Faults
            .FirstOrDefault(fault =>
                fault.Field is { } named && (named == field || named.StartsWith(field + "[", StringComparison.Ordinal))
            )
            ?.Message;

    /// <summary>The faults of the fields, each with its field.</summary>
    public IReadOnlyList<(string Field, string Message)> At(IEnumerable<string> fields) =>
        [.. fields.Where(field => Of(field) is not null).Select(field => (field, Of(field)!)).DistinctBy(fault => fault.field)];

    /// <summary>Faults that belong to none of the fields.</summary>
    public IEnumerable<string> Beside(IEnumerable<string> fields) =>
        Faults
            .Where(fault => !fields.Any(field => Of(field) == fault.Message))
            .Select(fault => fault.Message)
            .DefaultIfEmpty(Detail)
            .Distinct();

    /// <summary>The same with the faults of a list's rows, which the API names by their place in what was sent, at the fields that the
    /// page has for them.</summary>
    /// <param name="list">JSON name of the list.</param>
    /// <param name="rows">What was sent, in its order.</param>
    /// <param name="fieldOf">Field of a row, by what the API names of it, e.g. <c>name</c>; null where the page has none.</param>
    public ApiProblem AtRows<TRow>(string list, IReadOnlyList<TRow> rows, Func<TRow, string, string?> fieldOf) =>
        this with
        {
            Faults =
            [
                .. Faults.Select(fault =>
                    fault.Field?.Split(['[', ']'], 3) is [var named, var place, var part]
                    && named == list
                    && int.TryParse(place, out var index)
                    && index < rows.Count
                    && fieldOf(rows[index], part.TrimStart('.')) is { } field
                        ? fault with
                        {
                            Field = field,
                        }
                        : fault
                ),
            ],
        };

    /// <summary>Reads ProblemDetails; what is none keeps its status.</summary>
    public static ApiProblem Read(int status, string text)
    {
        JsonElement body;
        try
        {
            body = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return Away with { Status = status };
        }

        if (body.ValueKind != JsonValueKind.Object || Text(body, "code") is not { } code)
        {
            return Away with { Status = status };
        }

        var detail = Text(body, "detail") ?? "";
        var faults =
            body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? errors.EnumerateArray().Select(one => new ApiFault(Text(one, "field"), Text(one, "message") ?? detail)).ToList()
                : [new ApiFault(Text(body, "field"), detail)];
        return new ApiProblem(status, code, Text(body, "title") ?? T("Chưa thực hiện được"), detail, faults)
        {
            Pending = Text(body, "pending"),
        };
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">JSON name of the field; null where it is about the whole.</param>
/// <param name="Message">Vietnamese: what is wrong and what to do.</param>
public sealed record ApiFault(string? Field, string Message);

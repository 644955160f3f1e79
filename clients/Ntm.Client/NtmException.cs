using System.Net;
using System.Text.Json;

namespace Ntm.Client;

/// <summary>The platform refused a request.</summary>
public sealed class NtmException : Exception
{
    internal NtmException(HttpStatusCode status, string? code, string? detail, TimeSpan? retryAfter, JsonElement problem)
        : base($"{(int)status} {code}: {detail}")
    {
        Status = status;
        Code = code;
        RetryAfter = retryAfter;
        Problem = problem;
    }

    /// <summary>Status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Stable code of the refusal, e.g. <c>notifications.feed_trimmed</c>; null when somebody else answered.</summary>
    public string? Code { get; }

    /// <summary>How long the platform asks to wait.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;

    internal JsonElement Problem { get; }

    /// <summary>Throws for every answer that is no success.</summary>
    internal static async Task EnsureSuccessAsync(HttpResponseMessage answer, TimeProvider clock, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var problem = Json(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        throw new NtmException(answer.StatusCode, CodeOf(problem), Text(problem, "detail"), Pause(answer, clock), problem);
    }

    private static TimeSpan? Pause(HttpResponseMessage answer, TimeProvider clock) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? CodeOf(JsonElement problem) => Text(problem, "code") ?? Text(problem, "type");

    private static string? Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

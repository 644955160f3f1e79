using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Planning.Tests;

/// <summary>Requests about what is kept beside plans.</summary>
internal static class Records
{
    /// <summary>Sends a command, where asked with the version that the sender read or under a key to send it again.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient by,
        HttpMethod method,
        string path,
        object? body = null,
        int? version = null,
        string? key = null
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (version is { } read)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{read}\"");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return by.SendAsync(request);
    }

    /// <summary>Every row of a list, read page by page.</summary>
    public static async Task<List<string>> PagesAsync(this HttpClient by, string path, int limit)
    {
        var (rows, next) = (new List<string>(), (string?)null);
        do
        {
            var after = next is null ? "" : $"&after={next}";
            var page = await PlanningPlatform.GetAsync<JsonElement>(by, $"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}{after}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), next is null ? 0 : 1, limit);
            rows.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetRawText()));
            next = page.GetProperty("next").GetString();
        } while (next is not null);

        return rows;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Client.Events;

namespace Ntm.Client.Feed;

/// <summary>A stretch of the feed as it was answered.</summary>
internal sealed record FeedPage(IReadOnlyList<FeedEvent> Items, FeedCursor Next, bool More);

/// <summary>The two questions that are asked of the platform.</summary>
internal sealed class FeedRequests(HttpClient http, TokenSource tokens, FeedOptions options, TimeProvider clock)
{
    public async Task<FeedPage> PageAsync(FeedCursor cursor, CancellationToken cancellation)
    {
        var epoch = cursor.Epoch == Guid.Empty ? "" : $"&epoch={cursor.Epoch:D}";
        var wait = options.StopAtHead ? 0 : (int)options.Wait.TotalSeconds;
        var query = string.Create(CultureInfo.InvariantCulture, $"after={cursor.Position}{epoch}&limit={options.PageSize}&wait={wait}");
        var json = await GetAsync($"notifications/events?{query}{options.Filter.Query}", cancellation).ConfigureAwait(false);
        var history = json.GetProperty("epoch").GetGuid();
        return new FeedPage(
            [
                .. json.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => new FeedEvent(
                        StatusEvent.Read(item.GetProperty("event")),
                        new FeedCursor(history, item.GetProperty("position").GetInt64())
                    )),
            ],
            new FeedCursor(history, json.GetProperty("next").GetInt64()),
            json.GetProperty("more").GetBoolean()
        );
    }

    /// <summary>How a dossier stands; null for one that the caller may not see.</summary>
    public async Task<DossierSnapshot?> SnapshotAsync(Guid dossierId, CancellationToken cancellation)
    {
        try
        {
            return DossierSnapshot.Of(await GetAsync($"notifications/events/dossiers/{dossierId:D}", cancellation).ConfigureAwait(false));
        }
        catch (NtmException refusal) when (refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    private async Task<JsonElement> GetAsync(string address, CancellationToken cancellation)
    {
        for (var renewed = false; ; renewed = true)
        {
            var token = await tokens.GetAsync(cancellation).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && !renewed)
            {
                tokens.Forget(token);
                continue;
            }

            await NtmException.EnsureSuccessAsync(answer, clock, cancellation).ConfigureAwait(false);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
        }
    }
}

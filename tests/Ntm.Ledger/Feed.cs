using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Ledger;

/// <summary>An event as an integrator gets it.</summary>
/// <param name="Position">Place in the whole feed.</param>
/// <param name="EventId">Id of the event.</param>
/// <param name="Dossier">Dossier; empty for an event about a plan.</param>
/// <param name="Sequence">Place in the dossier's events; 0 for an event about a plan.</param>
/// <param name="Type">Public type of the event.</param>
/// <param name="Stage">Stage and round, e.g. <c>survey 1</c>; null when it is about none.</param>
/// <param name="Text">Type, kind, stage, round and outcome: what happened, without ids and times.</param>
internal sealed record FeedEvent(long Position, string EventId, string Dossier, long Sequence, string Type, string? Stage, string Text);

/// <summary>Reads the whole feed over HTTP.</summary>
internal static class Feed
{
    private static readonly string[] Reports = ["kind", "stage", "round", "outcome"];

    public static async Task<IReadOnlyList<FeedEvent>> ReadAsync(FeedAccess access)
    {
        using var http = new HttpClient { BaseAddress = access.Address, Timeout = TimeSpan.FromSeconds(30) };
        using var signIn = await http.PostAsJsonAsync("/identity/tokens", new { userName = access.UserName, password = access.Password });
        signIn.EnsureSuccessStatusCode();
        var token = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var events = new List<FeedEvent>();
        for (var after = 0L; ; )
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"/notifications/events?limit=500&after={after.ToString(CultureInfo.InvariantCulture)}"
            );
            events.AddRange(page.GetProperty("items").EnumerateArray().Select(Of));
            after = page.GetProperty("next").GetInt64();
            if (!page.GetProperty("more").GetBoolean())
            {
                return events;
            }
        }
    }

    private static FeedEvent Of(JsonElement item)
    {
        var @event = item.GetProperty("event");
        var data = @event.GetProperty("data");
        var type = @event.GetProperty("type").GetString()!;
        var subject = @event.GetProperty("subject").GetString()!.Split('/');
        var words = Reports.Where(name => data.TryGetProperty(name, out _)).Select(name => data.GetProperty(name).ToString());
        var stage = data.TryGetProperty("stage", out var key) && data.TryGetProperty("round", out var round) ? $"{key} {round}" : null;
        return new FeedEvent(
            item.GetProperty("position").GetInt64(),
            @event.GetProperty("id").GetString()!,
            subject[0] == "dossiers" ? subject[1] : "",
            @event.TryGetProperty("sequence", out var number) ? long.Parse(number.GetString()!, CultureInfo.InvariantCulture) : 0,
            type,
            stage,
            string.Join(' ', words.Prepend(type))
        );
    }
}

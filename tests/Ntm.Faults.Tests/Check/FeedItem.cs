using System.Globalization;
using System.Text.Json;
using Ntm.Faults.Tests.Load;

namespace Ntm.Faults.Tests.Check;

/// <summary>An event as an integrator got it from the feed.</summary>
/// <param name="Position">Place in the whole feed.</param>
/// <param name="EventId">Id of the fact.</param>
/// <param name="Dossier">Dossier.</param>
/// <param name="Sequence">Place in the dossier's facts.</param>
/// <param name="Words">Type, kind, stage, round and outcome: what happened, without ids and times.</param>
internal sealed record FeedItem(long Position, Guid EventId, Guid Dossier, long Sequence, string Words)
{
    public static async Task<List<FeedItem>> ReadAllAsync(LoadUser reader)
    {
        var items = new List<FeedItem>();
        for (var after = 0L; ;)
        {
            var page = await reader.GetAsync($"/notifications/events?limit=500&after={after.ToString(CultureInfo.InvariantCulture)}");
            if (page.GetProperty("items").GetArrayLength() == 0)
            {
                return items;
            }

            items.AddRange(page.GetProperty("items").EnumerateArray().Select(Of));
            after = page.GetProperty("next").GetInt64();
        }
    }

    private static FeedItem Of(JsonElement item)
    {
        var data = item.GetProperty("data");
        var words = new[] { "kind", "stage", "round", "outcome" }.Where(name => data.TryGetProperty(name, out _)).Select(name => data.GetProperty(name).ToString());
        return new FeedItem(
            item.GetProperty("position").GetInt64(), item.GetProperty("eventId").GetGuid(), item.GetProperty("dossierId").GetGuid(),
            item.GetProperty("sequence").GetInt64(), string.Join(' ', words.Prepend(item.GetProperty("type").GetString()!)));
    }
}

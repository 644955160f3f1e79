using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Client;
using Ntm.Client.Events;
using Ntm.Client.Feed;
using Ntm.Client.Webhooks;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>The package for integrators against the platform itself: what it reads and what it verifies was made by no test.</summary>
public sealed class ClientLibraryTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Opened = "vn.ntm.dossier.opened";

    [Fact]
    public async Task The_reader_reads_the_feed_of_the_platform_to_its_end_and_goes_on_after_its_cursor()
    {
        var (clientId, secret) = await RegisterAsync("events:read");
        using var http = NtmHttp.Create(host.Address);
        using var tokens = new TokenSource(http, clientId, secret);
        var feed = new FeedReader(http, tokens, new FeedOptions { StopAtHead = true });
        var dossier = $"dossiers/{await OpenAsync("18133", "canbo.xahuongson")}";

        List<FeedItem> items = [];
        await Eventually.TrueAsync(
            async () => (items = await feed.ReadAsync(FeedCursor.Start).ToListAsync()).OfType<FeedEvent>().Any(Is(dossier)),
            "the event of the dossier in the feed"
        );

        var first = items.OfType<FeedEvent>().First(Is(dossier)).Event;
        Assert.Equal((Opened, 1L), (first.Type, first.Sequence));
        Assert.True(Assert.IsType<FeedReached>(items[^1]).AtHead);
        Assert.DoesNotContain(items, item => item is FeedGap or FeedRestarted or FeedTrimmed);
        var kept = FeedCursor.Parse(items[^1].Cursor.ToString());
        var rest = await feed.ReadAsync(kept).ToListAsync();
        var had = items.OfType<FeedEvent>().Select(item => item.Event.Id);
        Assert.Empty(rest.OfType<FeedEvent>().Select(item => item.Event.Id).Intersect(had));
    }

    [Fact]
    public async Task What_the_platform_sends_is_genuine_by_the_secret_and_by_the_public_key()
    {
        var (clientId, clientSecret) = await RegisterAsync("events:read", "events:subscribe");
        using var http = NtmHttp.Create(host.Address);
        using var tokens = new TokenSource(http, clientId, clientSecret);
        http.DefaultRequestHeaders.Authorization = new("Bearer", await tokens.GetAsync());
        await using var endpoint = await Endpoint.StartAsync();
        var made = await PostAsync(http, "notifications/subscriptions", new { url = endpoint.Url, asymmetric = true });
        var subscription = made.GetProperty("subscription");
        var verified = await PostAsync(http, $"notifications/subscriptions/{subscription.GetProperty("id")}/verification", new { });
        Assert.Equal("Active", verified.GetProperty("subscription").GetProperty("state").GetString());

        var dossier = $"dossiers/{await OpenAsync("18736", "canbo.xacamhung")}";
        Received? received = null;
        await Eventually.TrueAsync(
            () => (received = endpoint.All.FirstOrDefault(one => StatusEvent.Parse(one.Body).Subject == dossier)) is not null,
            "the event of the dossier at the endpoint"
        );

        WebhookKey[] keys =
        [
            WebhookKey.Secret(made.GetProperty("secret").GetString()!),
            Ed25519Key.Public(subscription.GetProperty("publicKey").GetString()!),
        ];
        Assert.Equal(Opened, StatusEvent.Parse(received!.Body).Type);
        Assert.All(
            keys,
            key =>
            {
                var result = new WebhookVerifier([key]).Verify(received.Header, received.Body);
                Assert.Null(result.Refusal);
                Assert.Equal(StatusEvent.Parse(received.Body).Id, result.Id);
                byte[] spoilt = [.. received.Body, (byte)' '];
                Assert.Equal(WebhookRefusal.SignatureMismatch, new WebhookVerifier([key]).Verify(received.Header, spoilt).Refusal);
            }
        );
    }

    private static Func<FeedEvent, bool> Is(string subject) => item => item.Event.Subject == subject;

    private async Task<(string Id, string Secret)> RegisterAsync(params string[] scopes)
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");
        var request = new
        {
            name = "Kho dữ liệu tỉnh",
            unitCode = "42",
            scopes,
        };
        var made = await PostAsync(administrator, "identity/clients", request);
        return (made.GetProperty("client").GetProperty("clientId").GetString()!, made.GetProperty("clientSecret").GetString()!);
    }

    /// <summary>Opens a dossier as soon as the service knows the units.</summary>
    private async Task<string> OpenAsync(string unitCode, string userName)
    {
        using var officer = await host.SignedInAsync(userName);
        var request = new
        {
            unitCode,
            title = "xa-ntm",
            year = HostFixture.Year,
        };
        var id = "";
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await officer.PostAsJsonAsync("dossiers/", request);
                id = answer.IsSuccessStatusCode
                    ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!
                    : "";
                return id.Length > 0;
            },
            "a dossier that may be opened"
        );
        return id;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, text);
        return JsonElement.Parse(text);
    }
}

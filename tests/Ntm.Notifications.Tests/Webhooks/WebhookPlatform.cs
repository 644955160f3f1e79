using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>The notifications service, which may send to this machine, and programs that subscribe.</summary>
internal static class WebhookPlatform
{
    public const string Unit = "42/439/18175";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string?> Usual = new()
    {
        ["Notifications:Webhooks:AllowLoopback"] = "true",
        ["Notifications:Webhooks:Timeout"] = "00:00:01",
        ["Notifications:Webhooks:Lease"] = "00:00:05",
        ["Messaging:PollInterval"] = "00:00:00.050",
    };

    public static Task<TestPlatform> StartAsync(DateTimeOffset? now = null, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Usual);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return TestPlatform.StartAsync(now ?? Start, all, new NotificationsModule());
    }

    /// <summary>A program of a unit, with a token of this moment.</summary>
    public static HttpClient Program(this TestPlatform platform, string unit = "42", string name = "ntm-program", params string[] scopes) =>
        platform.Bearing(
            TestTokens.IssueToProgram(
                platform.Clock.GetUtcNow(),
                name,
                unit,
                scopes.Length == 0 ? ["events:subscribe", "events:read"] : scopes
            )
        );

    /// <summary>A subscription that is verified.</summary>
    public static async Task<SubscriptionSecretAnswer> SubscribeAsync(this TestPlatform platform, Receiver receiver, object? more = null)
    {
        var made = await platform.Program().CreateAsync(receiver.Url, more);
        var answer = await platform.PostAsync<ProbeAnswer>($"{made.Subscription.Id}/verification");
        Assert.Equal(("Active", "Received"), (answer.Subscription.State, answer.Attempt.Outcome));
        return made;
    }

    public static async Task<SubscriptionSecretAnswer> CreateAsync(this HttpClient program, string url, object? more = null)
    {
        var response = await program.PostAsJsonAsync("/notifications/subscriptions", RequestOf(url, more));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<SubscriptionSecretAnswer>())!;
    }

    /// <summary>A request for a district's events, or for what else is named.</summary>
    public static Dictionary<string, object?> RequestOf(string url, object? more = null)
    {
        var request = new Dictionary<string, object?> { ["url"] = url, ["unitPath"] = "42/439" };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            request[property.Name] = property.GetValue(more);
        }

        return request;
    }

    public static async Task<T> PostAsync<T>(this TestPlatform platform, string path, object? body = null)
    {
        var response = await platform.Program().PostAsJsonAsync($"/notifications/subscriptions/{path}", body ?? new { });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    public static async Task<T> GetAsync<T>(this TestPlatform platform, string path) =>
        (await platform.Program().GetFromJsonAsync<T>($"/notifications/subscriptions/{path}"))!;

    public static Task<SubscriptionHealth> HealthAsync(this TestPlatform platform, Guid id) =>
        platform.GetAsync<SubscriptionHealth>($"{id}/health");

    public static async Task<IReadOnlyList<AttemptView>> AttemptsAsync(this TestPlatform platform, Guid id, string query = "") =>
        [
            .. (await platform.GetAsync<Page<AttemptView>>($"{id}/attempts{query}")).Items.Where(attempt =>
                attempt.Cause is not ("Verification" or "Test")
            ),
        ];

    /// <summary>Waits until so many attempts are written down; returns them, the oldest first.</summary>
    public static async Task<IReadOnlyList<AttemptView>> AttemptedAsync(this TestPlatform platform, Guid id, int count)
    {
        IReadOnlyList<AttemptView> attempts = [];
        await Eventually.TrueAsync(
            async () => (attempts = await platform.AttemptsAsync(id, "?limit=100")).Count >= count,
            () => $"{count} attempts; there are {attempts.Count}"
        );
        return [.. attempts.Reverse()];
    }

    /// <summary>Publishes events of a dossier, as its service does.</summary>
    public static async Task EventsAsync(this TestPlatform platform, Guid dossier, int from, int to, string unit = Unit)
    {
        for (var sequence = from; sequence <= to; sequence++)
        {
            var @event = NotificationsPlatform.Opened(dossier, sequence, unit);
            await platform.PublishAsync(@event, @event.EventId);
        }
    }

    public static async Task<T> QueryAsync<T>(this TestPlatform platform, Func<NotificationsDbContext, Task<T>> ask)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<NotificationsDbContext>>();
        await using var work = await transactions.BeginAsync(default);
        var result = await ask(transactions.Db);
        await work.CommitAsync(default);
        return result;
    }

    public static async Task<string?> CodeOf(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    public static Task<List<FeedEvent>> FeedAsync(this TestPlatform platform) =>
        platform.QueryAsync(db => db.Feed.AsNoTracking().OrderBy(row => row.Position).ToListAsync());
}

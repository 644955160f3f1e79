using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Contracts.Identity.V1;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>Subscriptions: whose they are, how they are changed, and what is kept secret.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string All = "/notifications/subscriptions";

    private TestPlatform platform = null!;
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() =>
        (platform, receiver) = (
            await WebhookPlatform.StartAsync(settings: ("Notifications:Webhooks:MostSubscriptions", "3")),
            await Receiver.StartAsync()
        );

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Another_programs_subscription_is_answered_like_one_that_does_not_exist()
    {
        var made = await platform.SubscribeAsync(receiver);
        var (own, other) = (platform.Program(), platform.Program(name: "ntm-other"));
        var paths =
            (List<(HttpMethod, string, object?)>)
                [
                    (HttpMethod.Get, "", null),
                    (HttpMethod.Put, "", WebhookPlatform.RequestOf(receiver.Url)),
                    (HttpMethod.Delete, "", null),
                    (HttpMethod.Post, "/verification", null),
                    (HttpMethod.Post, "/test", null),
                    (HttpMethod.Post, "/secret", new { keepOldHours = 1 }),
                    (HttpMethod.Post, "/activation", null),
                    (HttpMethod.Post, "/deactivation", null),
                    (HttpMethod.Get, "/attempts", null),
                    (HttpMethod.Get, $"/attempts/{Guid.CreateVersion7()}", null),
                    (HttpMethod.Get, "/unreceived", null),
                    (HttpMethod.Post, $"/events/{Guid.CreateVersion7()}/resend", null),
                    (HttpMethod.Post, "/replay", new { after = 0 }),
                    (HttpMethod.Post, "/recovery", new { }),
                    (HttpMethod.Get, "/health", null),
                ];
        foreach (var (method, path, body) in paths)
        {
            foreach (var (client, id) in ((HttpClient, Guid)[])[(other, made.Subscription.Id), (own, Guid.CreateVersion7())])
            {
                using var request = new HttpRequestMessage(method, $"{All}/{id}{path}");
                request.Content = body is null ? null : JsonContent.Create(body);
                var response = await client.SendAsync(request);
                Assert.Equal(
                    (HttpStatusCode.NotFound, "notifications.subscription_not_found", path),
                    (response.StatusCode, await response.CodeOf(), path)
                );
            }
        }

        Assert.Empty((await other.GetFromJsonAsync<Page<SubscriptionView>>(All))!.Items);
        Assert.Single((await own.GetFromJsonAsync<Page<SubscriptionView>>(All))!.Items);
    }

    [Fact]
    public async Task Administrators_see_and_make_those_of_their_units_and_nobody_else_does()
    {
        var made = await platform.SubscribeAsync(receiver);
        var request = WebhookPlatform.RequestOf(
            receiver.Url,
            new
            {
                owner = new
                {
                    clientId = "ntm-x",
                    unitPath = "42/439",
                    plans = false,
                },
            }
        );

        Assert.Equal(HttpStatusCode.Forbidden, (await platform.As("a", "officer@42").GetAsync(All)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.As("a", "officer@42").PostAsJsonAsync(All, request)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.Program(scopes: "events:read").GetAsync(All)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await platform.As("a", "administrator@42/439").GetAsync($"{All}/{made.Subscription.Id}")).StatusCode
        );
        var outside = await platform.As("a", "administrator@42/446").PostAsJsonAsync(All, request);
        Assert.Equal("notifications.subscription_owner_missing", await outside.CodeOf());
        var by = await platform.As("a", "administrator@42").PostAsJsonAsync(All, request);
        Assert.Equal(HttpStatusCode.Created, by.StatusCode);
        var seen = (await platform.As("b", "administrator@42").GetFromJsonAsync<Page<SubscriptionView>>(All))!.Items;
        Assert.Equal(["ntm-program", "ntm-x"], seen.Select(one => one.Owner).Order());
        var below = (await platform.As("c", "administrator@42/439").GetFromJsonAsync<Page<SubscriptionView>>(All))!.Items;
        Assert.Equal(["ntm-x"], below.Select(one => one.Owner));
    }

    [Fact]
    public async Task A_program_receives_events_of_its_unit_alone_and_plans_only_with_their_scope()
    {
        await using var plans = await Receiver.StartAsync();
        await platform.SubscribeAsync(receiver, new { unitPath = (string?)null });
        var program = platform.Program("42/439", "ntm-district", "events:subscribe", "planning:read");
        var made = await program.CreateAsync(plans.Url, new { unitPath = (string?)null });
        await program.PostAsync($"{All}/{made.Subscription.Id}/verification", null);

        var published = PlanEventSamples.Published(Guid.CreateVersion7(), "42/439");
        await platform.PublishAsync(published, published.EventId);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1, "42/446/18745");
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await receiver.ReceivedAsync(2);
        await plans.ReceivedAsync(2);

        Assert.All(receiver.Deliveries, one => Assert.StartsWith("vn.ntm.dossier.", one.Type, StringComparison.Ordinal));
        Assert.Equal(["vn.ntm.plan.published", "vn.ntm.dossier.stage-entered"], plans.Deliveries.Select(one => one.Type));
        var foreign = await program.PutAsJsonAsync(
            $"{All}/{made.Subscription.Id}",
            WebhookPlatform.RequestOf(plans.Url, new { unitPath = "42/446" })
        );
        Assert.Equal("notifications.subscription_unit_outside", await foreign.CodeOf());
    }

    [Fact]
    public async Task A_program_has_no_more_subscriptions_than_its_quota()
    {
        for (var one = 0; one < 3; one++)
        {
            await platform.Program().CreateAsync(receiver.Url);
        }

        var fourth = await platform.Program().PostAsJsonAsync(All, WebhookPlatform.RequestOf(receiver.Url));

        Assert.Equal((HttpStatusCode.Conflict, "notifications.subscriptions_full"), (fourth.StatusCode, await fourth.CodeOf()));
        await platform.Program(name: "ntm-other").CreateAsync(receiver.Url);
    }

    [Fact]
    public async Task Another_address_is_verified_before_it_receives_anything()
    {
        await using var elsewhere = await Receiver.StartAsync();
        var made = await platform.SubscribeAsync(receiver);
        var path = $"{All}/{made.Subscription.Id}";
        var program = platform.Program();
        program.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");
        var stale = await program.PutAsJsonAsync(path, WebhookPlatform.RequestOf(elsewhere.Url));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        var changed = await platform.Program().PutAsJsonAsync(path, WebhookPlatform.RequestOf(elsewhere.Url));
        Assert.Equal("Unverified", (await changed.Content.ReadFromJsonAsync<SubscriptionView>())!.State);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        var early = await platform.Program().PostAsync(path + "/verification", null);
        Assert.Equal((HttpStatusCode.TooManyRequests, "notifications.probe_too_soon"), (early.StatusCode, await early.CodeOf()));
        platform.Clock.Advance(TimeSpan.FromSeconds(10));
        await platform.PostAsync<ProbeAnswer>($"{made.Subscription.Id}/verification");
        await elsewhere.ReceivedAsync(1);

        Assert.Empty(receiver.Deliveries);
    }

    [Fact]
    public async Task An_endpoint_out_of_reach_stays_unverified_and_a_test_is_sent_on_demand()
    {
        await using var closed = await Receiver.StartAsync();
        var url = closed.Url;
        await closed.DisposeAsync();
        var made = await platform.Program().CreateAsync(url);

        var answer = await platform.PostAsync<ProbeAnswer>($"{made.Subscription.Id}/verification");
        Assert.Equal(("Unverified", "Unreachable"), (answer.Subscription.State, answer.Attempt.Outcome));

        var verified = await platform.SubscribeAsync(receiver);
        var test = await platform.PostAsync<ProbeAnswer>($"{verified.Subscription.Id}/test");
        Assert.Equal(("vn.ntm.webhook.test", "Test", 200), (test.Attempt.Type, test.Attempt.Cause, test.Attempt.Status));
        Assert.Equal("vn.ntm.webhook.test", Assert.Single(receiver.Deliveries).Type);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_chain_and_no_secret_is_anywhere()
    {
        var log = new Lines();
        platform.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var made = await platform.SubscribeAsync(receiver, new { asymmetric = true });
        var rotated = await platform.PostAsync<SubscriptionSecretAnswer>($"{made.Subscription.Id}/secret", new { keepOldHours = 1 });
        receiver.Answer = (http, _) => throw new InvalidOperationException("broken");
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await platform.AttemptedAsync(made.Subscription.Id, 1);
        await platform.PostAsync<SubscriptionView>($"{made.Subscription.Id}/deactivation");
        (await platform.Program().DeleteAsync($"{All}/{made.Subscription.Id}")).EnsureSuccessStatusCode();
        var kept = await platform.Program().CreateAsync(receiver.Url);

        var (entries, rows) = await platform.QueryAsync(async db =>
            (
                await db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync(),
                await db.Subscriptions.Select(row => row.Keys).ToListAsync()
            )
        );
        Assert.Equal(
            [
                "CreateSubscription",
                "VerifySubscription",
                "RotateSubscriptionSecret",
                "DeactivateSubscription",
                "DeleteSubscription",
                "CreateSubscription",
            ],
            entries.Select(entry => entry.Action).Where(action => action != "settings.changed")
        );
        Assert.All(entries.Where(entry => entry.Action != "settings.changed"), entry => Assert.Equal("ntm-program", entry.Actor));
        var everything = string.Join('\n', [.. entries.Select(entry => entry.Payload), .. rows.Select(row => row.ToString()), .. log.All]);
        Assert.NotEmpty(rows);
        foreach (var secret in (string[])[made.Secret, rotated.Secret, kept.Secret])
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64);
            Assert.DoesNotContain(secret["whsec_".Length..], everything, StringComparison.Ordinal);
        }

        var view = await platform.Program().GetStringAsync($"{All}/{kept.Subscription.Id}");
        Assert.DoesNotContain("whsec_", view, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_the_endpoint_of_a_revoked_program_nothing_more_is_sent()
    {
        await using var other = await Receiver.StartAsync();
        var (revoked, going) = (await platform.SubscribeAsync(receiver), await platform.Program(name: "ntm-other").CreateAsync(other.Url));
        await platform.Program(name: "ntm-other").PostAsJsonAsync($"{All}/{going.Subscription.Id}/verification", new { });
        await TakenAsync("ntm-other", 2);
        await TakenAsync("ntm-program", null);

        await platform.EventsAsync(Guid.CreateVersion7(), 1, 3);

        await Eventually.TrueAsync(() => Task.FromResult(other.Deliveries.Count == 3), () => $"3 events; came {other.Deliveries.Count}");
        Assert.Empty(receiver.Deliveries);
        var administrator = platform.As("quan-tri", "administrator@42");
        var health = await administrator.GetFromJsonAsync<SubscriptionHealth>($"{All}/{revoked.Subscription.Id}/health");
        Assert.Equal(("Disabled", "Revoked"), (health!.State, health.Reason));
        var activated = await administrator.PostAsJsonAsync($"{All}/{revoked.Subscription.Id}/activation", new { });
        Assert.Equal("notifications.subscriber_revoked", await activated.CodeOf());
    }

    private async Task TakenAsync(string program, int? version)
    {
        var @event = new RightsTaken
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = platform.Clock.GetUtcNow(),
            Subject = program,
            Version = version,
        };
        await platform.PublishAsync(@event, @event.EventId);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IEnumerable<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel level,
            EventId id,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}

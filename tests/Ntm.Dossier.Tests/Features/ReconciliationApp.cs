using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment;
using Ntm.Assessment.Persistence;
using Ntm.Audit;
using Ntm.Dossier.Persistence;
using Ntm.Notifications;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Dossiers with the real services around them, and hands that spoil their databases.</summary>
internal static class ReconciliationApp
{
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    public static Task<DossierApp> StartAsync(params (string Key, string Value)[] settings) =>
        DossierApp.StartAsync(
            settings: settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
            others: [new NotificationsModule(), new AssessmentModule()]
        );

    /// <summary>Puts the notifications database alone back to the instant at which the feed had its head there.</summary>
    public static async Task RestoreFeedAsync(this DossierApp app, long head)
    {
        var since = await app.LookAsync<NotificationsDbContext, List<Guid>>(db =>
            db.Feed.Where(row => row.Position > head).Select(row => row.EventId).ToListAsync()
        );
        await app.SpoilFeedAsync(db => db.Feed.Where(row => row.Position > head).ExecuteDeleteAsync());
        await app.SpoilFeedAsync(db => db.Inbox.Where(row => since.Contains(row.MessageId)).ExecuteDeleteAsync());
        await app.LookAsync<NotificationsDbContext, int>(db => db.Notices.Where(row => since.Contains(row.Id)).ExecuteDeleteAsync());
        await app.SpoilFeedAsync(db => db.FeedHeads.ExecuteUpdateAsync(row => row.SetProperty(x => x.Position, head)));
    }

    /// <summary>A reader of the feed with this cursor learns that the feed began anew.</summary>
    public static async Task IsRestartedAsync(this DossierApp app, string cursor)
    {
        using var reader = app.AsNew("reader", "auditor@42");
        var answer = await DossierApp.SendAsync(reader, HttpMethod.Get, "/notifications/events?" + cursor, null);
        answer.Refused(System.Net.HttpStatusCode.Gone, "notifications.feed_restarted");
    }

    public static Task SpoilAsync(this DossierApp app, Func<DossierDbContext, Task<int>> spoil) => SpoilAsync<DossierDbContext>(app, spoil);

    public static Task SpoilFeedAsync(this DossierApp app, Func<NotificationsDbContext, Task<int>> spoil) =>
        SpoilAsync<NotificationsDbContext>(app, spoil);

    public static Task SpoilAssessmentAsync(this DossierApp app, Func<AssessmentDbContext, Task<int>> spoil) =>
        SpoilAsync<AssessmentDbContext>(app, spoil);

    public static Task<T> LookAsync<T>(this DossierApp app, Func<DossierDbContext, Task<T>> look) =>
        LookAsync<DossierDbContext, T>(app, look);

    public static async Task<T> LookAsync<TContext, T>(this DossierApp app, Func<TContext, Task<T>> look)
        where TContext : ServiceDbContext
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>Differences as the auditor sees them.</summary>
    public static async Task<List<JsonElement>> DifferencesAsync(this DossierApp app) =>
        [.. (await app.ReadAsync("auditor", "/dossiers/reconciliation")).Ok().Body.GetProperty("items").EnumerateArray()];

    public static async Task<List<string?>> CodesAsync(this DossierApp app) =>
        (await app.DifferencesAsync()).ConvertAll(item => item.GetProperty("code").GetString());

    public static async Task<List<JsonElement>> MendAsync(this DossierApp app) =>
        [
            .. (await app.SendAsync("province-leader", HttpMethod.Post, "/dossiers/reconciliation", null))
                .Ok()
                .Body.GetProperty("items")
                .EnumerateArray(),
        ];

    /// <summary>Lets every event arrive and grow old, asks the other services, and waits for their answers.</summary>
    public static async Task<List<JsonElement>> AskAsync(this DossierApp app)
    {
        await app.DeliveredAsync();
        app.Platform.Clock.Advance(Grace);
        var found = await app.MendAsync();
        await Eventually.TrueAsync(
            () => app.LookAsync(db => db.ReconciliationRequests.AnyAsync(row => row.Feed != null && row.Assessment != null)),
            "both services answered"
        );
        await app.DeliveredAsync();
        return found;
    }

    public static Task DeliveredAsync(this DossierApp app) =>
        Eventually.TrueAsync(async () => !await app.LookAsync(db => db.Outbox.AnyAsync(row => !row.Dead)), "the outbox is empty");

    /// <summary>The chain verifies and ends with this many mendings.</summary>
    public static async Task WasAuditedAsync(this DossierApp app, string id, string code, string by = "province-leader")
    {
        var export = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export.Text));
        var found = AuditVerifier.Verify(stream);
        var last = export
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Last(entry => entry.GetProperty("action").GetString() == "dossier.reconciled");

        Assert.True(found.Verified, found.Reason);
        Assert.Equal(by, last.GetProperty("actor").GetString());
        Assert.Contains(code, last.GetProperty("payload").GetRawText(), StringComparison.Ordinal);
    }

    private static async Task SpoilAsync<TContext>(DossierApp app, Func<TContext, Task<int>> spoil)
        where TContext : ServiceDbContext
    {
        var spoilt = await app.LookAsync<TContext, int>(async db =>
        {
            await db.LiftAsync();
            return await spoil(db);
        });
        Assert.True(spoilt > 0, "nothing was spoilt");
    }
}

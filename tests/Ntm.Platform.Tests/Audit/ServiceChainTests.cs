using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Audit;

/// <summary>What the chain of every service holds, whatever its rows are: changed settings and dropped dead letters.</summary>
public sealed class ServiceChainTests : IAsyncLifetime
{
    private static readonly Guid Lost = Guid.CreateVersion7();

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-chain-").FullName;
    private string connection = "";

    public async ValueTask InitializeAsync() => connection = await TestDatabase.ConnectionStringAsync(folder);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_start_with_other_settings_is_an_entry_and_one_with_the_same_is_none()
    {
        var day = ("Notifications:NoticeRetention", "100.00:00:00");
        await using (await StartAsync()) { }

        await using (await StartAsync()) { }

        await using (await StartAsync(day)) { }

        await using var platform = await StartAsync(day);
        var entries = await EntriesAsync(platform);

        Assert.Equal(["settings.changed", "settings.changed"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal("system", entry.Actor));
        var (before, after) = (SettingsOf(entries[0]), SettingsOf(entries[1]));
        Assert.Equal("400.00:00:00", before.GetProperty(day.Item1).GetString());
        Assert.Equal(day.Item2, after.GetProperty(day.Item1).GetString());
        Assert.Equal("***", after.GetProperty("Persistence:ConnectionString").GetString());
        Assert.Equal(
            [day.Item1],
            after
                .EnumerateObject()
                .Where(setting => before.GetProperty(setting.Name).GetString() != setting.Value.GetString())
                .Select(x => x.Name)
        );
        var found = await VerifyAsync(platform);
        Assert.True(found.Verified, found.Reason);
    }

    [Fact]
    public async Task A_dropped_dead_letter_is_an_entry_with_its_reason_and_its_row_is_answered_for()
    {
        await using var platform = await StartAsync();
        foreach (var consumer in (string[])["notifications.one", "notifications.other"])
        {
            var seq = await DeadAsync(platform, consumer);
            var answer = await Administrator(platform)
                .PostAsJsonAsync($"/notifications/dead-letters/{seq}/drop", new { reason = $"Đã hủy theo văn bản 12/UBND, {consumer}" });
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        var entries = await EntriesAsync(platform);
        var whole = await VerifyAsync(platform);
        await ChangeAsync(platform, db => db.DroppedMessages.ExecuteUpdateAsync(row => row.SetProperty(x => x.Body, "{}")));
        var changed = await VerifyAsync(platform);
        await ChangeAsync(platform, db => db.DroppedMessages.ExecuteDeleteAsync());
        var gone = await VerifyAsync(platform);

        Assert.True(whole.Verified, whole.Reason);
        Assert.Equal(
            ["settings.changed", "DropNotificationsDeadLetter", "DropNotificationsDeadLetter"],
            entries.Select(entry => entry.Action)
        );
        Assert.All(entries.Skip(1), entry => Assert.Equal("operator", entry.Actor));
        Assert.Contains("12/UBND, notifications.other", entries[2].Payload, StringComparison.Ordinal);
        Assert.Equal($"Dữ liệu khác với nhật ký: dropped/{Lost:D}/1 đã bị sửa; dropped/{Lost:D}/2 đã bị sửa.", changed.Reason);
        Assert.Contains($"dropped/{Lost:D}/2 đã bị xóa", gone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_drop_leaves_no_entry()
    {
        await using var platform = await StartAsync();
        var seq = await DeadAsync(platform, "notifications.one");

        var answer = await Administrator(platform).PostAsJsonAsync($"/notifications/dead-letters/{seq}/drop", new { reason = " " });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(await EntriesAsync(platform));
    }

    private static HttpClient Administrator(TestPlatform platform) => platform.As("operator", "administrator@42");

    private Task<TestPlatform> StartAsync(params (string Key, string Value)[] settings) =>
        TestPlatform.StartAsync(
            FeedProbe.Start,
            settings
                .ToDictionary(setting => setting.Key, setting => (string?)setting.Value)
                .Append(new("Persistence:ConnectionString", connection))
                .Append(new("Audit:KeyPath", Path.Combine(folder, "audit.pem")))
                .Append(new("Audit:HeadsFolder", Path.Combine(folder, "heads")))
                .Append(new("Notifications:Webhooks:KeyFolder", Path.Combine(folder, "keys")))
                .ToDictionary(),
            new NotificationsModule()
        );

    /// <summary>A message that a consumer could not handle.</summary>
    private static Task<long> DeadAsync(TestPlatform platform, string consumer) =>
        ReadAsync(
            platform,
            async db =>
            {
                var row = db.Outbox.Add(
                    new OutboxRow
                    {
                        MessageId = Lost,
                        Type = "Ntm.Contracts.Dossier.V1.DossierClosed",
                        Body = """{"dossierId":"x"}""",
                        OrderKey = OutboxRow.RetryPrefix + consumer,
                        ConsumerId = consumer,
                        CreatedAt = FeedProbe.Start,
                        Dead = true,
                    }
                );
                await db.SaveChangesAsync();
                return row.Entity.Seq;
            }
        );

    private static Task<List<AuditChainEntry>> EntriesAsync(TestPlatform platform) =>
        ReadAsync(platform, db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync());

    private static JsonElement SettingsOf(AuditChainEntry entry) => JsonElement.Parse(entry.Payload).GetProperty("settings");

    private static Task ChangeAsync(TestPlatform platform, Func<NotificationsDbContext, Task<int>> change) =>
        ReadAsync(
            platform,
            async db =>
            {
                Assert.Equal(2, await change(db));
                return true;
            }
        );

    private static async Task<T> ReadAsync<T>(TestPlatform platform, Func<NotificationsDbContext, Task<T>> read)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<NotificationsDbContext>());
    }

    private static async Task<AuditVerification> VerifyAsync(TestPlatform platform) =>
        AuditVerifier.Verify(new MemoryStream(await platform.As("kiểm", "auditor@42").GetByteArrayAsync("notifications/audit")));
}

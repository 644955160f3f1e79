using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;

namespace Ntm.Platform.Tests.Messaging;

public sealed class HousekeepingTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    [Fact]
    public async Task Old_ids_and_answers_go_in_batches_and_younger_ones_stay()
    {
        var now = probe.Platform.Clock.GetUtcNow();
        await probe.ReadAsync(async db =>
        {
            db.Inbox.AddRange(Enumerable.Range(0, 620).Select(_ => Row(now - TimeSpan.FromDays(61))));
            db.Inbox.AddRange(Enumerable.Range(0, 5).Select(_ => Row(now - TimeSpan.FromDays(59))));
            db.IdempotencyRecords.Add(Answer("old", now - TimeSpan.FromDays(8)));
            db.IdempotencyRecords.Add(Answer("young", now - TimeSpan.FromDays(6)));
            return await db.SaveChangesAsync();
        });
        var housekeeping = probe.Platform.Services.GetServices<IHostedService>().OfType<Housekeeping<NotificationsDbContext>>().Single();

        Assert.Equal(500, await housekeeping.TrimAsync(CancellationToken.None));
        Assert.Equal(120, await housekeeping.TrimAsync(CancellationToken.None));
        Assert.Equal(0, await housekeeping.TrimAsync(CancellationToken.None));

        Assert.Equal(5, await probe.ReadAsync(db => db.Inbox.CountAsync()));
        Assert.Equal(["subject:young"], await probe.ReadAsync(db => db.IdempotencyRecords.Select(answer => answer.Key).ToListAsync()));
    }

    private static InboxRow Row(DateTimeOffset at) =>
        new()
        {
            MessageId = Guid.CreateVersion7(),
            ConsumerId = "tests.old",
            HandledAt = at,
        };

    private static IdempotencyRecord Answer(string key, DateTimeOffset at) =>
        new()
        {
            Key = "subject:" + key,
            RequestHash = "",
            AnsweredAt = at,
            Status = 200,
        };
}

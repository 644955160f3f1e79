using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;

namespace Ntm.Platform.Tests.Persistence;

public sealed class MigratorTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_migration_lock_of_a_dead_process_blocks_no_later_start()
    {
        await using var scope = probe.Platform.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Database;
        Assert.SkipWhen(!database.IsSqlite(), "Other engines' locks end with the connection.");
        await database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01 00:00:00')""");

        await Migrator.MigrateAsync(probe.Platform.Services, CancellationToken.None).WaitAsync(Patience);
    }
}

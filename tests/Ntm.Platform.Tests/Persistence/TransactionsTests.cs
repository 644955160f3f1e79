using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;

namespace Ntm.Platform.Tests.Persistence;

public sealed class TransactionsTests(FeedProbe probe) : IClassFixture<FeedProbe>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private AsyncServiceScope one;
    private AsyncServiceScope other;

    public ValueTask InitializeAsync()
    {
        (one, other) = (probe.Platform.Services.CreateAsyncScope(), probe.Platform.Services.CreateAsyncScope());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_transaction_that_only_read_so_far_blocks_no_writer()
    {
        await using var reading = await Of(one).BeginAtFirstWriteAsync(CancellationToken.None);
        await Of(one).Db.Notices.CountAsync();

        var written = await WriteAsync(Of(other)).WaitAsync(Patience);
        Of(one).Db.NoticesRead.Add(Read(Guid.CreateVersion7()));
        await Of(one).Db.SaveChangesAsync();
        await reading.CommitAsync(CancellationToken.None);

        Assert.True(await probe.ReadAsync(db => db.NoticesRead.AnyAsync(read => read.NoticeId == written)));
    }

    [Fact]
    public async Task A_transaction_that_has_written_holds_the_write_lock_to_its_end()
    {
        Assert.SkipWhen(!Of(one).Db.Database.IsSqlite(), "Only SQLite has one writer at a time.");
        Task<Guid> second;
        await using (var work = await Of(one).BeginAtFirstWriteAsync(CancellationToken.None))
        {
            Of(one).Db.NoticesRead.Add(Read(Guid.CreateVersion7()));
            await Of(one).Db.SaveChangesAsync();
            second = WriteAsync(Of(other));

            Assert.False(second.IsCompleted);
            await work.CommitAsync(CancellationToken.None);
        }

        await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task Of_two_transactions_that_decide_by_the_same_row_the_second_waits_for_the_first()
    {
        Task second;
        await using (var work = await Of(one).BeginAtFirstWriteAsync(CancellationToken.None))
        {
            await DecideAsync(Of(one));
            second = DecidedAsync();

            Assert.False(second.IsCompleted);
            Of(one).Db.NoticesRead.Add(Read(Guid.CreateVersion7()));
            await Of(one).Db.SaveChangesAsync();
            Assert.False(second.IsCompleted);
            await work.CommitAsync(CancellationToken.None);
        }

        await second.WaitAsync(Patience);

        async Task DecidedAsync()
        {
            await using var work = await Of(other).BeginAtFirstWriteAsync(CancellationToken.None);
            await DecideAsync(Of(other));
        }

        static Task DecideAsync(Transactions<NotificationsDbContext> transactions) =>
            transactions.Db.LockBesideAsync<FeedHead>(nameof(FeedHead.Id), FeedHead.OnlyId, CancellationToken.None);
    }

    [Fact]
    public async Task Writes_past_the_change_tracker_are_rolled_back_with_the_rest()
    {
        var notice = await WriteAsync(Of(other));
        await using (await Of(one).BeginAtFirstWriteAsync(CancellationToken.None))
        {
            Assert.Equal(1, await Of(one).Db.NoticesRead.Where(read => read.NoticeId == notice).ExecuteDeleteAsync());
        }

        Assert.True(await probe.ReadAsync(db => db.NoticesRead.AnyAsync(read => read.NoticeId == notice)));
    }

    [Fact]
    public async Task A_context_that_gave_up_before_its_first_write_writes_on_its_own_again()
    {
        await (await Of(one).BeginAtFirstWriteAsync(CancellationToken.None)).DisposeAsync();
        var notice = Guid.CreateVersion7();

        Of(one).Db.NoticesRead.Add(Read(notice));
        await Of(one).Db.SaveChangesAsync();

        Assert.Null(Of(one).Db.Database.CurrentTransaction);
        Assert.True(await probe.ReadAsync(db => db.NoticesRead.AnyAsync(read => read.NoticeId == notice)));
    }

    [Fact]
    public async Task A_change_between_read_and_write_is_detected()
    {
        await using var late = await Of(one).BeginAtFirstWriteAsync(CancellationToken.None);
        var head = await Of(one).Db.FeedHeads.SingleAsync();
        await using (var quick = await Of(other).BeginAsync(CancellationToken.None))
        {
            (await Of(other).Db.FeedHeads.SingleAsync()).Position += 1;
            await Of(other).Db.SaveChangesAsync();
            await quick.CommitAsync(CancellationToken.None);
        }

        head.Position += 1;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => Of(one).Db.SaveChangesAsync());
    }

    private static Transactions<NotificationsDbContext> Of(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<Transactions<NotificationsDbContext>>();

    private static NoticeRead Read(Guid notice) =>
        new()
        {
            NoticeId = notice,
            Subject = "lan",
            At = FeedProbe.Start,
        };

    private static async Task<Guid> WriteAsync(Transactions<NotificationsDbContext> transactions)
    {
        var notice = Guid.CreateVersion7();
        await using var work = await transactions.BeginAsync(CancellationToken.None);
        transactions.Db.NoticesRead.Add(Read(notice));
        await transactions.Db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
        return notice;
    }
}

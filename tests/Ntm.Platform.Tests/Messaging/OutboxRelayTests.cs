using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Commands;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Messaging;

public sealed class OutboxRelayTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    [Fact]
    public async Task Events_of_one_dossier_arrive_in_the_order_of_their_commits()
    {
        var dossiers = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var sequence = 1; sequence <= 8; sequence++)
        {
            await probe.CommitAsync(dossiers.Select(dossier => FeedProbe.Event(dossier, sequence)));
        }

        await Eventually.TrueAsync(async () => (await probe.FeedAsync(dossiers)).Count == 80, "all 80 events are in the feed");

        var feed = await probe.FeedAsync(dossiers);
        Assert.All(
            dossiers,
            dossier =>
                Assert.Equal(
                    Enumerable.Range(1, 8).Select(step => (long)step),
                    feed.Where(row => row.DossierId == dossier).Select(row => row.Sequence!.Value)
                )
        );
    }

    [Fact]
    public async Task A_delivered_event_leaves_the_outbox_and_stays_known_in_the_inbox()
    {
        var dossier = Guid.CreateVersion7();
        var @event = FeedProbe.Event(dossier, 1);
        await probe.CommitAsync(@event);

        await Eventually.TrueAsync(async () => await probe.WaitingAsync(dossier) == 0, "the outbox is empty");

        Assert.True(await probe.ReadAsync(db => db.Inbox.AnyAsync(row => row.MessageId == @event.EventId)));
    }

    [Fact]
    public async Task An_event_rolled_back_with_its_transaction_never_leaves()
    {
        var dossier = Guid.CreateVersion7();
        await probe.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(FeedProbe.Event(dossier, 1), Guid.CreateVersion7(), dossier.ToString(), FeedProbe.Start);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        var marker = Guid.CreateVersion7();
        await probe.CommitAsync(FeedProbe.Event(marker, 1));

        await Eventually.TrueAsync(async () => (await probe.FeedAsync(marker)).Count == 1, "a later event has passed");

        Assert.Empty(await probe.FeedAsync(dossier));
    }

    [Fact]
    public async Task An_event_that_fails_waits_and_comes_after_its_predecessor()
    {
        var dossier = Guid.CreateVersion7();
        await probe.CommitAsync(FeedProbe.Event(dossier, 2));
        var first = FeedProbe.Event(dossier, 1);
        await probe.Platform.PublishAsync(first, first.EventId);

        await Eventually.TrueAsync(
            async () => (await probe.FeedAsync(dossier)).Count == 2 || await probe.DeadAsync(dossier),
            "the second event is settled"
        );

        if (await probe.DeadAsync(dossier))
        {
            await ReplayAsync(dossier);
        }

        await Eventually.TrueAsync(async () => (await probe.FeedAsync(dossier)).Count == 2, "both events are in the feed");
    }

    [Fact]
    public async Task Poison_is_dead_lettered_with_its_reason_and_holds_back_its_own_dossier_only()
    {
        var (poisoned, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.CommitAsync(FeedProbe.Event(poisoned, 5), FeedProbe.Event(poisoned, 6), FeedProbe.Event(other, 1));

        await Eventually.TrueAsync(async () => await probe.DeadAsync(poisoned), "the poison is dead-lettered");
        await Eventually.TrueAsync(async () => (await probe.FeedAsync(other)).Count == 1, "the other dossier goes on");

        var rows = await probe.ReadAsync(db =>
            db.Outbox.AsNoTracking().Where(row => row.OrderKey == poisoned.ToString()).OrderBy(row => row.Seq).ToListAsync()
        );
        Assert.Equal([true, false], rows.Select(row => row.Dead));
        Assert.Equal(3, rows[0].Attempts);
        Assert.Contains("came before event 4", rows[0].LastError, StringComparison.Ordinal);
        Assert.Equal(0, rows[1].Attempts);
    }

    [Fact]
    public async Task An_operator_replays_a_dead_lettered_event_after_the_cause_is_gone()
    {
        var dossier = Guid.CreateVersion7();
        await probe.CommitAsync(FeedProbe.Event(dossier, 2));
        await Eventually.TrueAsync(async () => await probe.DeadAsync(dossier), "the event is dead-lettered");
        var first = FeedProbe.Event(dossier, 1);
        await probe.Platform.PublishAsync(first, first.EventId);

        await ReplayAsync(dossier);

        await Eventually.TrueAsync(async () => (await probe.FeedAsync(dossier)).Count == 2, "the replayed event is in the feed");
    }

    [Fact]
    public async Task A_dropped_message_unblocks_its_key_and_is_stored_with_account_and_reason()
    {
        var dossier = Guid.CreateVersion7();
        var lost = FeedProbe.Event(dossier, 3);
        await probe.CommitAsync(lost, FeedProbe.Event(dossier, 1));
        await Eventually.TrueAsync(async () => await probe.DeadAsync(dossier), "the event is dead-lettered");
        var letter = await LetterAsync(dossier);

        var answer = await DropAsync(letter.Seq, "Hồ sơ thử nghiệm, đã hủy theo văn bản 12/UBND");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Eventually.TrueAsync(async () => (await probe.FeedAsync(dossier)).Count == 1, "the next event has passed");
        Assert.Equal(HttpStatusCode.NotFound, (await DropAsync(letter.Seq, "lần nữa")).StatusCode);
        var kept = Assert.Single(
            (await Administrator().GetFromJsonAsync<Page<DroppedLetter>>("/notifications/dead-letters/dropped"))!.Items,
            row => row.OrderKey == dossier.ToString()
        );
        Assert.Equal(
            (lost.EventId, "operator", "Hồ sơ thử nghiệm, đã hủy theo văn bản 12/UBND"),
            (kept.MessageId, kept.DroppedBy, kept.Reason)
        );
        Assert.Contains("came before event 2", kept.LastError, StringComparison.Ordinal);
        Assert.Contains(dossier.ToString(), kept.Body, StringComparison.Ordinal);
    }

    /// <summary>As after a roll-out that goes back: the row was kept by a version that has one consumer more.</summary>
    [Fact]
    public async Task A_retry_for_a_consumer_that_this_version_lacks_is_not_lost()
    {
        var @event = FeedProbe.Event(Guid.CreateVersion7(), 1);
        await probe.ReadAsync(db =>
        {
            db.Outbox.Add(
                new OutboxRow
                {
                    MessageId = @event.EventId,
                    Type = @event.GetType().FullName!,
                    Body = JsonSerializer.Serialize(@event, EventJson.Options),
                    OrderKey = OutboxRow.RetryPrefix + @event.DossierId,
                    ConsumerId = "notifications.on-later",
                    CreatedAt = FeedProbe.Start,
                }
            );
            return db.SaveChangesAsync();
        });

        await Eventually.TrueAsync(
            () => probe.ReadAsync(db => db.Outbox.AnyAsync(row => row.MessageId == @event.EventId && row.Dead)),
            "it is a dead letter"
        );

        Assert.Contains(
            "notifications.on-later",
            await probe.ReadAsync(db => db.Outbox.Where(row => row.MessageId == @event.EventId).Select(row => row.LastError).SingleAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_drop_without_a_reason_is_refused_and_the_dead_letter_stays()
    {
        var dossier = Guid.CreateVersion7();
        await probe.CommitAsync(FeedProbe.Event(dossier, 3));
        await Eventually.TrueAsync(async () => await probe.DeadAsync(dossier), "the event is dead-lettered");
        var letter = await LetterAsync(dossier);

        foreach (var reason in (string[])[" ", new string('x', 501)])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await DropAsync(letter.Seq, reason)).StatusCode);
        }

        Assert.True(await probe.DeadAsync(dossier));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/dropped")]
    [InlineData("/timers")]
    public async Task Only_the_provinces_administrator_sees_dead_letters_drops_and_failed_timers(string list)
    {
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await probe.Platform.As("x", "officer@42").GetAsync("/notifications/dead-letters" + list)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await probe.Platform.As("x", "administrator@42/439").GetAsync("/notifications/dead-letters" + list)).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await Administrator().GetAsync("/notifications/dead-letters" + list)).StatusCode);
    }

    private Task<HttpResponseMessage> DropAsync(long seq, string reason) =>
        Administrator().PostAsJsonAsync($"/notifications/dead-letters/{seq}/drop", new { reason });

    private HttpClient Administrator() => probe.Platform.As("operator", "administrator@42");

    private async Task<DeadLetter> LetterAsync(Guid dossier) =>
        (await Administrator().GetFromJsonAsync<Page<DeadLetter>>("/notifications/dead-letters?limit=100"))!.Items.Single(letter =>
            letter.OrderKey == dossier.ToString()
        );

    private async Task ReplayAsync(Guid dossier)
    {
        var letter = await LetterAsync(dossier);
        var answer = await Administrator().PostAsync($"/notifications/dead-letters/{letter.Seq}/replay", null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}

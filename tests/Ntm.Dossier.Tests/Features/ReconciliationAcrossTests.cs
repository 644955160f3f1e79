using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Persistence;
using Ntm.Dossier.Reconciliation;
using Ntm.Notifications.Persistence;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What other services know of a dossier, asked over the bus with the real services on the other side.</summary>
public sealed class ReconciliationAcrossTests
{
    [Fact]
    public async Task Events_that_the_feed_lost_are_named_and_published_again_as_they_were()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToPreparationAsync();
        await app.DeliveredAsync();
        var before = await EventsAsync(app);
        await app.SpoilFeedAsync(db => db.Notices.ExecuteDeleteAsync());
        await app.SpoilFeedAsync(db => db.Feed.Where(row => row.Sequence != 1).ExecuteDeleteAsync());

        await app.AskAsync();
        var named = await app.DifferencesAsync();
        var mended = await app.MendAsync();
        await Eventually.TrueAsync(async () => (await EventsAsync(app)).Count == before.Count, "the feed is whole again");

        Assert.All(named, item => Assert.Equal(Difference.EventMissing, item.GetProperty("code").GetString()));
        Assert.Equal(
            before.Keys.Order().Skip(1).Select(sequence => $"{sequence}"),
            named.Select(item => item.GetProperty("place").GetString())
        );
        Assert.All(mended, item => Assert.True(item.GetProperty("mended").GetBoolean()));
        Assert.Equal(before, await EventsAsync(app));
        await app.WasAuditedAsync(id, Difference.EventMissing);
        Assert.Empty(await app.AskAsync());
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task An_event_that_is_not_stored_either_is_reported_lost_and_left_to_an_operator()
    {
        await using var app = await ReconciliationApp.StartAsync();
        await app.OpenAsync();
        await app.DeliveredAsync();
        await app.SpoilFeedAsync(db => db.Feed.Where(row => row.Sequence == 1).ExecuteDeleteAsync());
        await app.SpoilAsync(db => db.Events.Where(row => row.Sequence == 1).ExecuteDeleteAsync());

        await app.AskAsync();
        var found = (await app.MendAsync())[^1];

        Assert.Equal(
            (Difference.EventLost, "1", false),
            (found.GetProperty("code").GetString(), found.GetProperty("place").GetString(), found.GetProperty("mended").GetBoolean())
        );
        Assert.Equal([Difference.AuditBroken, Difference.EventLost], await app.CodesAsync());
    }

    [Fact]
    public async Task A_feed_ahead_of_its_dossier_shows_that_the_dossier_is_outdated()
    {
        await using var app = await ReconciliationApp.StartAsync();
        await app.OpenAsync();
        await app.DeliveredAsync();
        await app.SpoilAsync(db => db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.Sequence, 1)));

        await app.AskAsync();

        Assert.Contains(Difference.FeedAhead, await app.CodesAsync());
    }

    [Fact]
    public async Task A_draft_that_assessment_lost_is_created_again_although_its_inbox_knows_the_event()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await app.DeliveredAsync();
        await app.SpoilAssessmentAsync(db => db.SelfAssessments.ExecuteDeleteAsync());
        await app.SpoilAssessmentAsync(db => db.Stages.ExecuteDeleteAsync());

        await app.AskAsync();
        var named = Assert.Single(await app.DifferencesAsync());
        Assert.True(Assert.Single(await app.MendAsync()).GetProperty("mended").GetBoolean());
        await app.DeliveredAsync();

        Assert.Equal(
            (Difference.StageUnknown, "self-assessment/1"),
            (named.GetProperty("code").GetString(), named.GetProperty("place").GetString())
        );
        Assert.True(await app.LookAsync<AssessmentDbContext, bool>(db => db.SelfAssessments.AnyAsync()));
        await app.WasAuditedAsync(id, Difference.StageUnknown);
        Assert.Empty(await app.AskAsync());
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_stage_that_is_over_and_still_open_there_is_closed_there_too()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToPreparationAsync();
        await app.DeliveredAsync();
        await app.SpoilAssessmentAsync(db =>
            db.Stages.Where(row => row.Stage == "self-assessment").ExecuteUpdateAsync(row => row.SetProperty(x => x.Completed, false))
        );

        await app.AskAsync();
        Assert.Equal([Difference.StageNotClosed], await app.CodesAsync());
        await app.MendAsync();
        await app.DeliveredAsync();

        Assert.True(
            await app.LookAsync<AssessmentDbContext, bool>(db =>
                db.Stages.Where(row => row.Stage == "self-assessment").AllAsync(row => row.Completed)
            )
        );
        await app.WasAuditedAsync(id, Difference.StageNotClosed);
        Assert.Empty(await app.AskAsync());
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_submission_that_never_arrived_is_named_and_an_outdated_report_is_ignored()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await app.DeliveredAsync();
        await app.SpoilAssessmentAsync(db => db.SelfAssessments.ExecuteUpdateAsync(row => row.SetProperty(x => x.Revision, 1)));

        await app.AskAsync();
        var found = Assert.Single(await app.DifferencesAsync());
        await app.AssessesAsync(id);

        Assert.Equal(
            (Difference.AnswerNotReceived, "1", false),
            (found.GetProperty("code").GetString(), found.GetProperty("place").GetString(), found.GetProperty("mendable").GetBoolean())
        );
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_submission_that_came_too_late_is_no_difference()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToPreparationAsync();
        await app.AssessesAsync(id);
        await app.DeliveredAsync();
        await app.SpoilAssessmentAsync(db => db.SelfAssessments.ExecuteUpdateAsync(row => row.SetProperty(x => x.Revision, 2)));

        await app.AskAsync();

        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_report_is_requested_once_the_last_act_is_as_old_as_the_grace()
    {
        await using var app = await ReconciliationApp.StartAsync();
        await app.OpenAsync();
        await app.DeliveredAsync();
        var acted = await app.LookAsync(db => db.Audit.MaxAsync(row => row.At));

        app.Platform.Clock.SetTo(acted + ReconciliationApp.Grace - TimeSpan.FromTicks(1));
        await app.MendAsync();
        var before = await app.LookAsync(db => db.ReconciliationRequests.CountAsync());
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        await app.MendAsync();

        Assert.Equal((0, 1), (before, await app.LookAsync(db => db.ReconciliationRequests.CountAsync())));
        Assert.Equal("self-assessment", Assert.Single((await app.Platform.ReceivedAsync<ReconciliationRequested>()).OpenStages).Stage);
    }

    [Fact]
    public async Task An_event_sent_again_that_the_feed_has_changes_nothing_there()
    {
        await using var app = await ReconciliationApp.StartAsync();
        await app.OpenAsync();
        await app.DeliveredAsync();
        var before = await EventsAsync(app);

        await app.Platform.PublishAsync(app.Events.Of<StageOpened>()[0], Guid.CreateVersion7());

        Assert.Equal(before, await EventsAsync(app));
    }

    [Fact]
    public async Task Notifications_restored_alone_is_mended_although_a_dead_letter_blocks_a_dossier()
    {
        await using var app = await ReconciliationApp.StartAsync(
            ("Messaging:MaxAttempts", "2"),
            ("Messaging:FirstBackOff", "00:00:00.010")
        );
        var id = (await app.OpenAsync()).Ok().Id;
        await app.DeliveredAsync();
        var (backup, epoch) = (await HeadAsync(app), await EpochAsync(app));
        await app.AssessesAsync(id);
        await app.DeliveredAsync();
        await app.RestoreFeedAsync(backup);

        // The next step's events find no predecessor: the first becomes a dead letter, the others wait behind it.
        await app.PrepareAsync(id);
        await Eventually.TrueAsync(() => app.LookAsync(db => db.Outbox.AnyAsync(row => row.Dead)), "an event is a dead letter");
        await app.IsRestartedAsync($"after={backup + 1}");
        app.Platform.Clock.Advance(ReconciliationApp.Grace);

        await app.MendAsync();
        await Eventually.TrueAsync(
            () => app.LookAsync(db => db.ReconciliationRequests.AnyAsync(row => row.Feed != null)),
            "the feed answered"
        );
        var named = await app.CodesAsync();
        await app.MendAsync();
        await app.DeliveredAsync();

        Assert.Contains(Difference.EventBlocked, named);
        Assert.Contains(Difference.EventMissing, named);
        Assert.False(await app.LookAsync(db => db.Outbox.AnyAsync()));
        var said = await app.LookAsync(db => db.Events.MaxAsync(row => row.Sequence));
        Assert.Equal(Enumerable.Range(1, (int)said).Select(number => (long)number), (await EventsAsync(app)).Keys.Order());
        Assert.NotEqual(epoch, await EpochAsync(app));
        await app.IsRestartedAsync($"after=1&epoch={epoch}");

        // Healed: nothing differs any more, and the epoch stays.
        epoch = await EpochAsync(app);
        await app.AskAsync();
        Assert.Empty(await app.DifferencesAsync());
        Assert.Equal(epoch, await EpochAsync(app));
    }

    [Fact]
    public async Task A_confirmed_closed_dossier_is_checked_again_after_its_time_or_a_new_epoch()
    {
        await using var app = await ReconciliationApp.StartAsync();
        await app.OpenAsync();
        await app.DeliveredAsync();
        await app.SpoilAsync(db => db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.Status, "Recognised")));
        await app.AskAsync();

        Assert.False(await IsAskedAsync(app));
        app.Platform.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True(await IsAskedAsync(app));
        Assert.False(await IsAskedAsync(app));
        await app.SpoilFeedAsync(db => db.FeedHeads.ExecuteUpdateAsync(row => row.SetProperty(x => x.Epoch, Guid.CreateVersion7())));
        (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok();
        await app.AskAsync();
        await Eventually.TrueAsync(
            async () => await app.LookAsync(db => db.ReconciliationRequests.CountAsync(row => row.Feed != null)) == 2,
            "both dossiers were answered"
        );
        Assert.True(await IsAskedAsync(app));
    }

    /// <summary>Whether a reconciliation asks about the first dossier.</summary>
    private static async Task<bool> IsAskedAsync(DossierApp app)
    {
        var before = await StatementAsync(app);
        await app.MendAsync();
        await app.DeliveredAsync();
        var after = await StatementAsync(app);
        return before != after;
    }

    private static Task<Guid> StatementAsync(DossierApp app) =>
        app.LookAsync(db =>
            db.ReconciliationRequests.Where(row => db.Dossiers.Any(dossier => dossier.Id == row.DossierId && dossier.Title == "xa-ntm"))
                .Select(row => row.StatementId)
                .SingleAsync()
        );

    private static Task<long> HeadAsync(DossierApp app) =>
        app.LookAsync<NotificationsDbContext, long>(db => db.FeedHeads.Select(head => head.Position).SingleAsync());

    private static Task<Guid> EpochAsync(DossierApp app) =>
        app.LookAsync<NotificationsDbContext, Guid>(db => db.FeedHeads.Select(head => head.Epoch).SingleAsync());

    private static Task<Dictionary<long, Guid>> EventsAsync(DossierApp app) =>
        app.LookAsync<NotificationsDbContext, Dictionary<long, Guid>>(db =>
            db.Feed.OrderBy(row => row.Sequence).ToDictionaryAsync(row => row.Sequence!.Value, row => row.EventId)
        );
}

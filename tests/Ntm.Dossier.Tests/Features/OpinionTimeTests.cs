using System.Net;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Persistence;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>The time that an opinion has: its deadline on both sides, the reminders before and at it, and those that people give.</summary>
public sealed class OpinionTimeTests
{
    /// <summary>Three working days after Wednesday, 1 February 2023: the end of Monday.</summary>
    private static readonly DateTimeOffset Due = DossierApp.At("2023-02-07T00:00:00");

    [Fact]
    public async Task An_answer_is_in_time_up_to_the_last_tick_before_the_deadline()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();
        (await app.AskOpinionAsync(id)).Ok();

        app.Platform.Clock.SetTo(Due.AddTicks(-1));
        Assert.Equal(["waiting", "waiting"], await StatesAsync(app, id));
        Assert.All(await app.WorkAsync("transport"), row => Assert.False(row.GetProperty("overdue").GetBoolean()));
        (await app.AnswerAsync(id, number: 1)).Ok();

        app.Platform.Clock.SetTo(Due);
        Assert.Equal(["answered", "overdue"], await StatesAsync(app, id));
        Assert.True(Assert.Single(await app.WorkAsync("transport")).GetProperty("overdue").GetBoolean());
        (await app.AnswerAsync(id, number: 2)).Ok();

        var opinions = await app.OpinionsAsync(id);
        Assert.Equal([Due, Due], opinions.Select(opinion => opinion.GetProperty("dueAt").GetDateTimeOffset()));
        Assert.Equal([false, true], opinions.Select(opinion => opinion.GetProperty("late").GetBoolean()));
    }

    [Theory]
    [InlineData(1, "2023-02-03T00:00:00")]
    [InlineData(2, "2023-02-04T00:00:00")]
    [InlineData(3, "2023-02-07T00:00:00")]
    [InlineData(15, "2023-02-23T00:00:00")]
    public async Task The_deadline_is_the_end_of_the_last_working_day(int workingDays, string due)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var asked = (await app.AskOpinionAsync(id, workingDays: workingDays)).Ok();

        Assert.Equal(DossierApp.At(due), Assert.Single(asked.Opinions()).GetProperty("dueAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Who_is_asked_is_reminded_one_working_day_before_the_deadline_and_at_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();

        app.Platform.Clock.SetTo(DossierApp.At("2023-02-06T00:00:00").AddTicks(-1));
        await app.TimersFireAsync();
        Assert.Empty(app.Events.Of<OpinionReminded>());
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        var near = await app.Events.WaitForAsync<OpinionReminded>(reminded => reminded.Cause == "Approaching");
        Assert.Equal(("appraiser", "SGTVT", Due), (near.AskedRole, near.AskedDepartment, near.DueAt));

        app.Platform.Clock.SetTo(Due.AddTicks(-1));
        await app.TimersFireAsync();
        Assert.Single(app.Events.Of<OpinionReminded>());
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        await app.Events.WaitForAsync<OpinionReminded>(reminded => reminded.Cause == "Missed");

        await NothingIsScheduledAsync(app);
        var acts = (await app.ActsAsync(id)).Where(act => act.StartsWith("opinion.", StringComparison.Ordinal));
        Assert.Equal(["opinion.asked", "opinion.approaching", "opinion.missed"], acts);
        var opinion = Assert.Single(await app.OpinionsAsync(id));
        Assert.Equal(Due, opinion.GetProperty("remindedAt").GetDateTimeOffset(), TimeSpan.FromSeconds(2));
        Assert.Null(opinion.Text("remindedByName"));
    }

    [Fact]
    public async Task After_a_long_stop_only_the_reminder_that_is_still_true_is_given()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.AskOpinionAsync(await app.ToExaminationAsync())).Ok();

        app.Platform.Clock.SetTo(Due.AddDays(1));

        Assert.Equal("Missed", (await app.Events.WaitForAsync<OpinionReminded>(_ => true)).Cause);
        await NothingIsScheduledAsync(app);
        Assert.Single(app.Events.Of<OpinionReminded>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_answered_or_ended_is_not_reminded_of(bool answered)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();
        if (answered)
        {
            (await app.AnswerAsync(id)).Ok();
        }
        else
        {
            await app.ExamineAsync(id);
        }

        app.Platform.Clock.SetTo(Due);
        await NothingIsScheduledAsync(app);

        Assert.Empty(app.Events.Of<OpinionReminded>());
    }

    [Fact]
    public async Task People_remind_once_a_working_day_and_the_next_one_begins_at_midnight()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id, workingDays: 15)).Ok();

        var reminded = (await app.RemindAsync(id)).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-02-02T00:00:00").AddTicks(-1));
        (await app.RemindAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_reminded_today");
        Assert.Equal(["AskOpinion"], (await app.GetAsync("reviewer", id)).Ok().OpinionActions);
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("RemindOpinion", (await app.GetAsync("reviewer", id)).Ok().OpinionActions);
        (await app.RemindAsync(id)).Ok();

        var first = Assert.Single(reminded.Opinions());
        Assert.Equal(DossierApp.At("2023-02-01T08:00:00"), first.GetProperty("remindedAt").GetDateTimeOffset());
        Assert.Equal("Người dùng reviewer", first.Text("remindedByName"));
        var second = Assert.Single(await app.OpinionsAsync(id));
        Assert.Equal(DossierApp.At("2023-02-02T00:00:00"), second.GetProperty("remindedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_weekend_brings_no_new_reminder()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id, workingDays: 15)).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-02-03T16:00:00"));
        (await app.RemindAsync(id)).Ok();

        app.Platform.Clock.SetTo(DossierApp.At("2023-02-06T00:00:00").AddTicks(-1));
        (await app.RemindAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_reminded_today");
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));

        (await app.RemindAsync(id)).Ok();
    }

    [Fact]
    public async Task A_reminder_that_was_lost_is_set_again()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.AskOpinionAsync(await app.ToExaminationAsync())).Ok();
        await app.SpoilAsync(db => db.Timers.Where(timer => timer.Kind == OpinionTimers.Kind).ExecuteDeleteAsync());

        var found = Assert.Single(await app.DifferencesAsync());
        Assert.Equal("reconciliation.timer_missing", found.Text("code"));
        Assert.StartsWith("opinion/1/", found.Text("place"), StringComparison.Ordinal);
        Assert.True(Assert.Single(await app.MendAsync()).GetProperty("mended").GetBoolean());

        Assert.Empty(await app.DifferencesAsync());
        app.Platform.Clock.SetTo(DossierApp.At("2023-02-06T00:00:00"));
        await app.Events.WaitForAsync<OpinionReminded>(reminded => reminded.Cause == "Approaching");
    }

    private static async Task<IEnumerable<string?>> StatesAsync(DossierApp app, string id) =>
        (await app.OpinionsAsync(id)).Select(opinion => opinion.Text("state"));

    private static Task NothingIsScheduledAsync(DossierApp app) =>
        Eventually.TrueAsync(
            () => app.LookAsync(async db => !await db.Timers.AnyAsync(timer => timer.Kind == OpinionTimers.Kind)),
            "no reminder of an opinion is left"
        );
}

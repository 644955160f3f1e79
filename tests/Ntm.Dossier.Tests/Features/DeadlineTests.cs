using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Persistence;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class DeadlineTests
{
    [Fact]
    public async Task Reminders_come_14_7_3_and_1_working_days_ahead_and_the_miss_once()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToSubmissionAsync();

        // 10 April 2023 is a Monday: one working day before it is Friday the 7th.
        foreach (var (day, left) in new[] { ("2023-03-21", 14), ("2023-03-30", 7), ("2023-04-05", 3), ("2023-04-07", 1) })
        {
            app.Platform.Clock.SetTo(DossierApp.At(day + "T00:00:00"));
            var reminder = await app.Events.WaitForAsync<DeadlineApproaching>(@event => @event.WorkingDaysLeft == left);
            Assert.Equal(
                ("district-submission", "leader", DossierApp.District),
                (reminder.Stage, reminder.ActorRole, reminder.ActorUnitPath)
            );
            Assert.Equal(DossierApp.At(day + "T00:00:00"), reminder.OccurredAt, TimeSpan.FromSeconds(2));
        }

        app.Platform.Clock.SetTo(DossierApp.At("2023-04-10T00:00:00"));
        await app.Events.WaitForAsync<DeadlineMissed>();
        await app.NothingIsScheduledAsync();
        Assert.Equal([14, 7, 3, 1], app.Events.Of<DeadlineApproaching>().Select(@event => @event.WorkingDaysLeft));
        Assert.Single(app.Events.Of<DeadlineMissed>());
    }

    [Fact]
    public async Task After_a_long_stop_only_reminders_that_are_still_true_are_given()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToSubmissionAsync();

        app.Platform.Clock.SetTo(DossierApp.At("2023-05-02T08:00:00"));

        await app.Events.WaitForAsync<DeadlineMissed>();
        Assert.Empty(app.Events.Of<DeadlineApproaching>());
    }

    [Fact]
    public async Task An_extension_moves_the_deadline_and_reminds_anew()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-10T00:00:00"));
        await app.Events.WaitForAsync<DeadlineMissed>();

        (
            await app.PostAsync(
                "province-leader",
                id,
                "district-submission",
                "extensions",
                new
                {
                    before = "2023-04-25",
                    documentNumber = "456/UBND-NL",
                    documentDate = "2023-04-10",
                }
            )
        ).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-20T00:00:00"));

        var reminder = await app.Events.WaitForAsync<DeadlineApproaching>(@event => @event.WorkingDaysLeft == 3);
        Assert.Equal(DossierApp.At("2023-04-25T00:00:00"), reminder.DueAt);
        var inbox = (await app.ReadAsync("district-leader", "/dossiers/inbox")).Ok().Body.GetProperty("items")[0];
        Assert.Equal(DossierApp.At("2023-04-25T00:00:00"), inbox.GetProperty("dueAt").GetDateTimeOffset());
        Assert.False(inbox.GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task A_completed_stage_is_never_reminded_of_and_its_timer_changes_nothing()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var closed = (
            await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Rejected", reason = "Không đủ" })
        ).Ok();

        app.Platform.Clock.SetTo(DossierApp.At("2023-06-01T00:00:00"));
        await app.NothingIsScheduledAsync();

        Assert.Equal(closed.ETag, (await app.GetAsync("reviewer", id)).Ok().ETag);
        Assert.Empty(app.Events.Of<DeadlineApproaching>());
        Assert.Empty(app.Events.Of<DeadlineMissed>());
    }

    [Fact]
    public async Task The_inbox_shows_work_of_my_role_and_unit_most_urgent_first_page_by_page()
    {
        await using var app = await DossierApp.StartAsync();
        await app.KnowsUnitAsync("42/439/18178", "Xã Sơn Trung", "commune", "1991-08-12", null);
        using var second = app.AsNew("officer-b", "officer@42/439/18178");
        var early = await app.ToExaminationAsync();
        app.Platform.Clock.Advance(TimeSpan.FromDays(3));
        using var again = app.AsNew("officer-b", "officer@42/439/18178", "officer@42/439/18175");
        var late = (
            await DossierApp.SendAsync(
                again,
                HttpMethod.Post,
                "/dossiers",
                new
                {
                    unitCode = "18178",
                    title = "xa-ntm",
                    year = 2023,
                }
            )
        ).Ok().Id;
        await DossierApp.SendAsync(
            again,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm-nang-cao",
                year = 2023,
            }
        );
        await app.AssessesAsync(late);

        var first = (await DossierApp.SendAsync(again, HttpMethod.Get, "/dossiers/inbox?limit=1", null)).Ok().Body;
        var next = (
            await DossierApp.SendAsync(
                again,
                HttpMethod.Get,
                $"/dossiers/inbox?limit=1&after={first.GetProperty("next").GetString()}",
                null
            )
        )
            .Ok()
            .Body;
        var district = (await app.ReadAsync("reviewer", "/dossiers/inbox")).Ok().Body.GetProperty("items");
        var province = (await app.ReadAsync("province-leader", "/dossiers/inbox")).Ok().Body.GetProperty("items");

        Assert.Equal("commune-dossier", first.GetProperty("items")[0].GetProperty("stage").GetString());
        Assert.StartsWith("còn ", first.GetProperty("items")[0].GetProperty("timeLeft").GetString(), StringComparison.Ordinal);
        Assert.Equal("self-assessment", next.GetProperty("items")[0].GetProperty("stage").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, next.GetProperty("next").ValueKind);
        Assert.Equal(early, Assert.Single(district.EnumerateArray()).GetProperty("dossierId").GetString());
        Assert.Equal(0, province.GetArrayLength());
    }
}

internal static class Schedules
{
    public static Task NothingIsScheduledAsync(this DossierApp app) =>
        Eventually.TrueAsync(
            () =>
            {
                using var scope = app.Platform.Services.CreateScope();
                return !scope
                    .ServiceProvider.GetRequiredService<DossierDbContext>()
                    .Timers.Any(row => row.Kind == DossierStore.DeadlineTimer);
            },
            "no timer is left"
        );
}

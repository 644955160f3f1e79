using System.Text.Json;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Published plans date the steps of dossiers: those opened later, and those that run.</summary>
public sealed class FollowPlanTests
{
    private static readonly DateTimeOffset Law = DossierApp.At("2023-04-10T00:00:00");

    [Fact]
    public async Task A_dossier_opened_after_a_plan_reads_its_dates_from_it()
    {
        await using var app = await DossierApp.StartAsync();
        await PublishAsync(app, Plan(DossierApp.District, Date("dossier", "2023-03-20"), Date("submission", "2023-04-01")));

        var id = await app.ToPreparationAsync();

        Assert.Equal(DossierApp.At("2023-03-20T00:00:00"), await DueAsync(app, "officer", id));
        var planned = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("planned").EnumerateArray().ToList();
        Assert.Equal(["dossier", "submission"], planned.Select(date => date.GetProperty("step").GetString()));
        Assert.All(planned, date => Assert.Equal("07-KH/BCĐ", date.GetProperty("number").GetString()));
    }

    [Fact]
    public async Task A_missed_date_of_the_plan_is_reported_and_the_submission_goes_on_until_the_laws_day()
    {
        await using var app = await DossierApp.StartAsync();
        await PublishAsync(app, Plan(DossierApp.District, Date("submission", "2023-04-01")));
        var id = await app.ToSubmissionAsync();

        app.Platform.Clock.SetTo(DossierApp.At("2023-04-01T00:00:00"));
        var missed = (await app.Events.WaitForAsync<DeadlineMissed>())[0];

        Assert.Equal(("district-submission", DossierApp.At("2023-04-01T00:00:00")), (missed.Stage, missed.DueAt));
        app.Platform.Clock.SetTo(Law.AddTicks(-1));
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
    }

    [Fact]
    public async Task A_running_dossier_follows_a_plan_and_its_amendment_and_says_so()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        Assert.Equal(Law, await DueAsync(app, "district-leader", id));
        var plan = Plan(DossierApp.District, Date("submission", "2023-03-25"));

        await PublishAsync(app, plan);
        var set = (await app.Events.WaitForAsync<DeadlineSet>())[0];
        Assert.Equal(DossierApp.At("2023-03-25T00:00:00"), set.DueAt);
        await PublishAsync(app, plan with { EventId = Guid.CreateVersion7(), Edition = 2, Dates = [Date("submission", "2023-03-28")] });
        await app.Events.WaitForAsync<DeadlineSet>(2);
        await PublishAsync(app, plan with { EventId = Guid.CreateVersion7() });

        Assert.Equal(DossierApp.At("2023-03-28T00:00:00"), await DueAsync(app, "district-leader", id));
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        Assert.Equal(2, audit.Split("plan.applied").Length - 1);
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task The_plan_of_the_nearest_unit_and_of_its_own_year_dates_a_dossier()
    {
        await using var app = await DossierApp.StartAsync();
        await PublishAsync(app, Plan(DossierApp.Province, Date("submission", "2023-03-30"), Date("survey", "2023-04-20")));
        await PublishAsync(app, Plan(DossierApp.District, Date("submission", "2023-03-27")));
        await PublishAsync(app, Plan(DossierApp.Commune, Date("submission", "2023-03-20")) with { Year = 2022 });
        await PublishAsync(app, Plan("42/440", Date("submission", "2023-03-01")));

        var id = await app.ToSubmissionAsync();

        Assert.Equal(DossierApp.At("2023-03-27T00:00:00"), await DueAsync(app, "district-leader", id));
    }

    [Fact]
    public async Task A_closed_plan_dates_no_new_dossier_and_stays_with_those_that_follow_it()
    {
        await using var app = await DossierApp.StartAsync();
        var plan = Plan(DossierApp.District, Date("submission", "2023-03-27"));
        await PublishAsync(app, plan);
        var before = await app.ToSubmissionAsync();
        var closed = new PlanClosed
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            PlanId = plan.PlanId,
            Edition = 1,
            UnitCode = plan.UnitCode,
            UnitPath = plan.UnitPath,
            ClosedBy = "district-leader",
        };

        await app.Platform.PublishAsync(closed, closed.EventId);
        var after = (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok().Id;

        Assert.Equal(DossierApp.At("2023-03-27T00:00:00"), await DueAsync(app, "district-leader", before));
        Assert.Empty((await app.GetAsync("officer", after)).Ok().Body.GetProperty("planned").EnumerateArray());
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_plan_that_goes_with_its_unit_dates_the_dossiers_there_and_no_longer_those_where_it_was()
    {
        await using var app = await DossierApp.StartAsync();
        var plan = Plan("42/440", Date("submission", "2023-03-25"));
        await PublishAsync(app, plan);
        var id = await app.ToSubmissionAsync();
        Assert.Equal(Law, await DueAsync(app, "district-leader", id));
        var moved = Moved(app, plan, DossierApp.District);

        await app.Platform.PublishAsync(moved, moved.EventId);
        await app.TimersFireAsync();
        await PlannedAsync(app, id, 1);
        Assert.Equal(DossierApp.At("2023-03-25T00:00:00"), await DueAsync(app, "district-leader", id));
        await app.Platform.PublishAsync(moved, moved.EventId);
        var again = moved with { EventId = Guid.CreateVersion7() };
        await app.Platform.PublishAsync(again, again.EventId);
        await app.TimersFireAsync();
        Assert.Single((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text.Split("plan.applied")[1..]);
        Assert.Empty(await app.DifferencesAsync());

        var back = Moved(app, plan with { UnitPath = DossierApp.District }, "42/440");
        await app.Platform.PublishAsync(back, back.EventId);
        await app.TimersFireAsync();
        await PlannedAsync(app, id, 0);
        Assert.Equal(Law, await DueAsync(app, "district-leader", id));
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_plan_that_comes_from_another_unit_than_it_is_at_is_refused()
    {
        await using var app = await DossierApp.StartAsync();
        var plan = Plan(DossierApp.District, Date("submission", "2023-03-25"));
        await PublishAsync(app, plan);
        var moved = Moved(app, plan with { UnitPath = "42/441" }, "42/440");

        await Assert.ThrowsAsync<RefusedEventException>(() => app.Platform.PublishAsync(moved, moved.EventId));

        Assert.Equal(DossierApp.At("2023-03-25T00:00:00"), await DueAsync(app, "district-leader", await app.ToSubmissionAsync()));
    }

    [Fact]
    public async Task An_extension_goes_before_the_plan()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        var extension = new
        {
            before = "2023-04-25",
            documentNumber = "456/UBND-NL",
            documentDate = "2023-02-01",
        };
        (await app.PostAsync("province-leader", id, "district-submission", "extensions", extension)).Ok();

        await PublishAsync(app, Plan(DossierApp.District, Date("submission", "2023-04-01"), Date("survey", "2023-05-01")));
        await PlannedAsync(app, id, 2);

        Assert.Equal(DossierApp.At("2023-04-25T00:00:00"), await DueAsync(app, "district-leader", id));
    }

    [Fact]
    public async Task A_dossier_that_does_not_follow_its_plan_is_named_and_mended()
    {
        await using var app = await DossierApp.StartAsync();
        await PublishAsync(app, Plan(DossierApp.District, Date("submission", "2023-04-01")));
        var id = await app.ToSubmissionAsync();

        await app.SpoilAsync(async db =>
        {
            foreach (var plan in db.Plans)
            {
                plan.Dates = [Date("submission", "2023-03-31")];
            }

            return await db.SaveChangesAsync();
        });

        var named = Assert.Single(await app.DifferencesAsync());
        Assert.Equal("reconciliation.plan_not_followed", named.GetProperty("code").GetString());
        Assert.Single(await app.MendAsync());
        Assert.Equal(DossierApp.At("2023-03-31T00:00:00"), await DueAsync(app, "district-leader", id));
        Assert.Empty(await app.DifferencesAsync());
    }

    private static PlanPublished Plan(string unit, params PlannedDate[] dates) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = DossierApp.At("2023-01-20T08:00:00"),
            PlanId = Guid.CreateVersion7(),
            Edition = 1,
            UnitCode = unit.Split('/')[^1],
            UnitPath = unit,
            Year = 2023,
            Number = "07-KH/BCĐ",
            Subject = "Xây dựng nông thôn mới năm 2023",
            IssuedOn = new DateOnly(2023, 1, 20),
            From = new DateOnly(2023, 1, 1),
            To = new DateOnly(2023, 12, 31),
            Dates = dates,
            Addressees = [],
            PublishedBy = "leader",
        };

    private static PlanUnitChanged Moved(DossierApp app, PlanPublished plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            PlanId = plan.PlanId,
            Edition = plan.Edition,
            UnitCode = unit.Split('/')[^1],
            UnitPath = unit,
            UnitName = "Đơn vị mới",
            FormerUnitPath = plan.UnitPath,
        };

    private static PlannedDate Date(string step, string before) =>
        new(step, "K01", $"trước ngày {before}", null, DossierApp.At(before + "T00:00:00"));

    private static async Task PublishAsync(DossierApp app, PlanPublished plan)
    {
        await app.Platform.PublishAsync(plan, plan.EventId);
        await app.TimersFireAsync();
    }

    private static async Task PlannedAsync(DossierApp app, string id, int count) =>
        await Eventually.TrueAsync(
            async () => (await app.GetAsync("officer", id)).Ok().Body.GetProperty("planned").GetArrayLength() == count,
            "the dossier follows the plan"
        );

    private static async Task<DateTimeOffset> DueAsync(DossierApp app, string person, string id)
    {
        JsonElement open = default;
        await Eventually.TrueAsync(
            async () =>
            {
                open = (await app.GetAsync(person, id)).Ok().Body.GetProperty("open");
                return open.GetArrayLength() == 1;
            },
            "one open stage"
        );
        return open[0].GetProperty("dueAt").GetDateTimeOffset();
    }
}

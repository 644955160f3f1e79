using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Reconciliation;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Features;

/// <summary>The working days of a year come with a new version of the platform; until then what leads into that year is unknown.</summary>
public sealed class CalendarEndTests
{
    [Fact]
    public async Task A_deadline_beyond_the_calendar_is_unknown_and_computed_when_data_comes()
    {
        var calendar = new CalendarOf { Now = Until(2023) };
        await using var app = await DossierApp.StartAsync("2023-12-20T08:00:00", null, calendar);
        var id = await app.ToExaminationAsync();

        var stage = (await app.GetAsync("reviewer", id)).Ok().Stage("district-examination");
        var task = (await app.ReadAsync("reviewer", "/dossiers/inbox")).Ok().Body.GetProperty("items")[0];
        Assert.Equal(
            (true, System.Text.Json.JsonValueKind.Null),
            (stage.GetProperty("dueUnknown").GetBoolean(), stage.GetProperty("dueAt").ValueKind)
        );
        Assert.Equal(
            (true, System.Text.Json.JsonValueKind.Null),
            (task.GetProperty("dueUnknown").GetBoolean(), task.GetProperty("dueAt").ValueKind)
        );
        Assert.True((await app.Events.WaitForAsync<StageOpened>(@event => @event.Stage == "district-examination")).DueUnknown);
        Assert.Empty(await app.DifferencesAsync());

        calendar.Now = WorkingDayCalendar.VietNam;
        Assert.Equal([Difference.DeadlineUnset], await app.CodesAsync());
        Assert.True(Assert.Single(await app.MendAsync()).GetProperty("mended").GetBoolean());

        // Fifteen working days after 20 December 2023, with 1 January off.
        var due = DossierApp.At("2024-01-12T00:00:00");
        var set = await app.Events.WaitForAsync<DeadlineSet>(_ => true);
        Assert.Equal(("district-examination", due), (set.Stage, set.DueAt));
        stage = (await app.GetAsync("reviewer", id)).Ok().Stage("district-examination");
        Assert.Equal((false, due), (stage.GetProperty("dueUnknown").GetBoolean(), stage.GetProperty("dueAt").GetDateTimeOffset()));
        await app.WasAuditedAsync(id, Difference.DeadlineUnset);
        Assert.Empty(await app.DifferencesAsync());

        app.Platform.Clock.SetTo(due);
        Assert.Equal("district-examination", (await app.Events.WaitForAsync<DeadlineMissed>(_ => true)).Stage);
    }

    [Fact]
    public async Task An_opinion_is_asked_for_no_longer_than_the_calendar_reaches()
    {
        var calendar = new CalendarOf { Now = Until(2023) };
        await using var app = await DossierApp.StartAsync("2023-12-20T08:00:00", null, calendar);
        var id = await app.ToExaminationAsync();

        (await app.AskOpinionAsync(id, workingDays: 8)).Refused(System.Net.HttpStatusCode.Conflict, "dossier.opinion_due_unknown");
        var asked = (await app.AskOpinionAsync(id, workingDays: 7)).Ok();

        Assert.Equal(DossierApp.At("2023-12-30T00:00:00"), Assert.Single(asked.Opinions()).GetProperty("dueAt").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("2023-06-14T12:00:00", "Healthy")]
    [InlineData("2023-06-15T12:00:00", "Degraded")]
    public async Task Readiness_is_degraded_once_less_than_200_days_of_calendar_are_left(string now, string expected)
    {
        await using var app = await DossierApp.StartAsync(now, null, new CalendarOf { Now = Until(2023) });

        using var answer = await app.Platform.Anonymous().GetAsync("/health/ready");

        Assert.Equal((System.Net.HttpStatusCode.OK, expected), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_calendar_is_read_by_year_and_beyond_its_end_the_last_year_is_shown()
    {
        await using var app = await DossierApp.StartAsync("2023-06-15T12:00:00", null, new CalendarOf { Now = Until(2024) });

        var now = (await app.ReadAsync("officer", "/dossiers/working-calendar")).Ok().Body;
        var last = (await app.ReadAsync("officer", "/dossiers/working-calendar?year=2030")).Ok().Body;

        Assert.Equal((2023, 249), (now.GetProperty("year").GetInt32(), now.GetProperty("workingDays").GetInt32()));
        Assert.Equal((2024, 2024), (last.GetProperty("year").GetInt32(), last.GetProperty("lastYear").GetInt32()));
        var lieu = now.GetProperty("days").EnumerateArray().Single(day => day.GetProperty("date").GetString() == "2023-05-02");
        Assert.Equal(("offInLieu", "M"), (lieu.GetProperty("kind").GetString(), lieu.GetProperty("mark").GetString()));
        Assert.StartsWith("Bộ luật Lao động", lieu.GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The shipped calendar as it was when it ended with a year.</summary>
    private static WorkingDayCalendar Until(int year)
    {
        var whole = WorkingDayCalendar.VietNam;
        var last = new DateOnly(year, 12, 31);
        return new WorkingDayCalendar(
            whole.FirstDay.Year,
            year,
            Enumerable
                .Range(0, last.DayNumber - whole.FirstDay.DayNumber + 1)
                .Select(day => whole.Special(whole.FirstDay.AddDays(day)))
                .OfType<CalendarDay>()
        );
    }

    /// <summary>Puts another calendar under the dossier service, which a test changes as a new version would.</summary>
    private sealed class CalendarOf : IModule
    {
        private readonly DossierRules rules = DossierModule.LoadRules(new DossierOptions());

        public required WorkingDayCalendar Now { get; set; }

        public string Name => "calendar";

        public string RoutePrefix => "calendar";

        public void AddServices(WebApplicationBuilder builder) => builder.Services.AddScoped(_ => rules with { Calendar = Now });

        public void AddConsumers(IRegistrationConfigurator consumers) { }

        public void MapEndpoints(RouteGroupBuilder routes) { }
    }
}

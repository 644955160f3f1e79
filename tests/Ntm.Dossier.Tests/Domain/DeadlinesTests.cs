using System.Globalization;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Paths;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain;

public sealed class DeadlinesTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.VietNam;

    [Fact]
    public void A_legal_cut_off_is_the_first_instant_of_its_day_in_Viet_Nam()
    {
        Assert.Equal(At("2023-04-10T00:00:00"), DueAt(CutOff(guarded: true), "2023-02-01T08:00:00"));
    }

    [Fact]
    public void An_extension_takes_the_place_of_the_cut_off()
    {
        Assert.Equal(
            At("2023-05-05T00:00:00"),
            Due(CutOff(guarded: true), new StageDates(2023, new DateOnly(2023, 5, 5), At("2023-03-31T00:00:00")), "2023-02-01T08:00:00").At
        );
    }

    [Fact]
    public void A_stage_opened_after_a_guiding_date_has_no_deadline_but_a_guarded_one_is_shut()
    {
        Assert.Null(DueAt(CutOff(guarded: false), "2023-04-10T00:00:00"));
        Assert.Equal(At("2023-04-10T00:00:00"), DueAt(CutOff(guarded: true), "2023-04-10T00:00:00"));
        Assert.NotNull(DueAt(CutOff(guarded: false), "2023-04-09T23:59:59.9999999"));
    }

    [Theory]
    [InlineData("2023-02-01T08:00:00", 0, "2023-02-23T00:00:00")]
    [InlineData("2023-02-01T23:59:59", 0, "2023-02-23T00:00:00")]
    [InlineData("2023-02-01T08:00:00", 5, "2023-02-16T00:00:00")]
    [InlineData("2023-02-01T08:00:00", 14, "2023-02-03T00:00:00")]
    [InlineData("2023-02-01T08:00:00", 40, "2023-02-03T00:00:00")]
    [InlineData("2023-04-24T08:00:00", 0, "2023-05-19T00:00:00")]
    public void A_period_ends_with_its_last_working_day_less_what_was_used_but_leaves_one_day(string opened, int used, string due)
    {
        var stage = Review();

        Assert.Equal(At(due), Deadlines.DueOf(stage, new StageDates(2023, null, null), At(opened), used, Calendar).At);
    }

    [Fact]
    public void A_period_beyond_the_calendar_is_unknown_but_not_one_that_ends_on_its_last_day()
    {
        Assert.Equal(
            new Due(At("2028-01-01T00:00:00")),
            Deadlines.DueOf(Review(), new StageDates(2027, null, null), At("2027-12-10T08:00:00"), 0, Calendar)
        );
        Assert.Equal(
            new Due(null, Unknown: true),
            Deadlines.DueOf(Review(), new StageDates(2027, null, null), At("2027-12-13T08:00:00"), 0, Calendar)
        );
        Assert.Equal(
            new Due(null, Unknown: true),
            Deadlines.DueOf(Review(), new StageDates(2023, null, null), At("2023-02-01T08:00:00"), null, Calendar)
        );
    }

    [Fact]
    public void Working_days_used_count_from_the_day_after_opening_over_weekends_and_holidays()
    {
        Assert.Equal(0, Deadlines.Used(At("2023-02-01T08:00:00"), At("2023-02-01T17:00:00"), Calendar));
        Assert.Equal(3, Deadlines.Used(At("2023-02-02T08:00:00"), At("2023-02-07T00:00:00"), Calendar));
        Assert.Null(Deadlines.Used(At("2027-12-20T08:00:00"), At("2028-01-05T08:00:00"), Calendar));
    }

    [Fact]
    public void Alarms_come_in_order_of_time_with_the_deadline_last()
    {
        var alarms = Deadlines.AlarmsOf(CutOff(guarded: true) with { Reminders = [14, 7, 3, 1] }, At("2023-04-10T00:00:00"), Calendar);

        Assert.Equal([14, 7, 3, 1, null], alarms.Select(alarm => alarm.WorkingDaysLeft));
        Assert.Equal(alarms.Select(alarm => alarm.At).Order(), alarms.Select(alarm => alarm.At));
        Assert.Equal(At("2023-04-07T00:00:00"), alarms[3].At);
    }

    [Fact]
    public void A_period_in_calendar_days_ends_with_its_last_day_and_needs_no_calendar()
    {
        var stage = Review() with { DueWorkingDays = null, DueCalendarDays = 10 };

        Assert.Equal(
            new Due(At("2035-01-15T00:00:00")),
            Deadlines.DueOf(
                stage,
                new StageDates(2035, null, null),
                At("2035-01-04T08:00:00"),
                Deadlines.Used(stage, At("2035-01-01T08:00:00"), At("2035-01-01T09:00:00"), Calendar),
                Calendar
            )
        );
        Assert.Equal(4, Deadlines.Used(stage, At("2035-01-05T08:00:00"), At("2035-01-09T00:00:00"), Calendar));
    }

    /// <summary>A plan dates what is to be done; what is refused stays where the law has it.</summary>
    [Theory]
    [InlineData(true, "2023-03-31T00:00:00", "2023-03-31T00:00:00")]
    [InlineData(true, "2023-04-15T00:00:00", "2023-04-10T00:00:00")]
    [InlineData(false, "2023-03-31T00:00:00", "2023-03-31T00:00:00")]
    [InlineData(false, "2023-04-15T00:00:00", "2023-04-15T00:00:00")]
    [InlineData(true, "2023-02-01T08:00:00", "2023-04-10T00:00:00")]
    [InlineData(true, "2023-02-01T08:00:00.0000001", "2023-02-01T08:00:00.0000001")]
    public void A_planned_date_goes_before_a_guiding_one_and_never_beyond_the_laws(bool guarded, string planned, string due) =>
        Assert.Equal(At(due), Due(CutOff(guarded), new StageDates(2023, null, At(planned)), "2023-02-01T08:00:00").At);

    [Fact]
    public void A_planned_date_shortens_a_period_and_dates_a_stage_that_has_none()
    {
        var early = new StageDates(2023, null, At("2023-02-10T00:00:00"));
        var late = new StageDates(2023, null, At("2023-03-10T00:00:00"));

        Assert.Equal(At("2023-02-10T00:00:00"), Due(Review(), early, "2023-02-01T08:00:00").At);
        Assert.Equal(At("2023-02-23T00:00:00"), Due(Review(), late, "2023-02-01T08:00:00").At);
        Assert.Equal(late.Planned, Due(Review() with { DueWorkingDays = null }, late, "2023-02-01T08:00:00").At);
    }

    private static Due Due(Stage stage, StageDates dates, string opened) => Deadlines.DueOf(stage, dates, At(opened), 0, Calendar);

    private static DateTimeOffset? DueAt(Stage stage, string opened) => Due(stage, new StageDates(2023, null, null), opened).At;

    private static Stage CutOff(bool guarded) =>
        new("submission")
        {
            Kind = StageKind.Submission,
            Title = "Trình",
            Level = "district",
            Role = "leader",
            DueBefore = new MonthDay(4, 10),
            Guards = guarded ? [Guard.BeforeCutOff] : [],
        };

    private static Stage Review() =>
        new("review")
        {
            Kind = StageKind.Review,
            Title = "Thẩm tra",
            Level = "district",
            Role = "reviewer",
            DueWorkingDays = 15,
        };

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+07:00", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Features.Work;

namespace Ntm.Planning.Tests.Domain;

public sealed class WorkItemTests
{
    private static readonly PlanUnit Village = new("18175-01", "Thôn Một", "42/439/18175/18175-01", PlanLevel.Village);

    private static readonly PlanContent Weekly = SmallPlan.Content();

    private static readonly PlanContent Daily = Weekly with
    {
        Rules =
        [
            new PlanRule
            {
                Key = "R-CARRY",
                Kind = "carry-over",
                Text = "Việc chưa xong chuyển sang ngày sau",
                Measure = "ngày",
            },
        ],
    };

    [Fact]
    public void A_week_is_a_reporting_span_or_begins_on_a_monday_of_the_plan()
    {
        Assert.Equal(new WorkWeek(new(2023, 3, 4), new(2023, 3, 10)), WorkWeek.Of(Weekly, new(2023, 3, 4)));
        Assert.Equal(new WorkWeek(new(2023, 3, 6), new(2023, 3, 12)), WorkWeek.Of(Weekly, new(2023, 3, 6)));
        Assert.Null(WorkWeek.Of(Weekly, new(2023, 3, 7)));
        Assert.Null(WorkWeek.Of(Weekly, new(2023, 7, 3)));
        Assert.Null(WorkWeek.Of(Weekly, DateOnly.MaxValue));
    }

    [Fact]
    public void What_is_left_keeps_its_text_and_counts_how_often_it_went_over()
    {
        var item = Item(new(2023, 3, 6), on: null, endsOn: new(2023, 3, 12));

        var first = item.CarryOver(Weekly, Guid.CreateVersion7())!;
        var second = first.CarryOver(Weekly, Guid.CreateVersion7())!;

        Assert.Equal((new DateOnly(2023, 3, 13), 1, item.Id), (first.Week, first.Carried, first.CarriedFrom!.Value));
        Assert.Equal((new DateOnly(2023, 3, 20), 2, "Trồng cây"), (second.Week, second.Carried, second.Text));
        Assert.True(item.Left);
    }

    [Fact]
    public void Work_of_a_sunday_goes_to_the_monday_after_by_the_daily_rule()
    {
        var item = Item(new(2023, 3, 6), new(2023, 3, 11), new(2023, 3, 11));

        var sunday = item.CarryOver(Daily, Guid.CreateVersion7())!;
        var monday = sunday.CarryOver(Daily, Guid.CreateVersion7())!;

        Assert.Equal((new DateOnly(2023, 3, 6), new DateOnly(2023, 3, 12)), (sunday.Week, sunday.On!.Value));
        Assert.Equal((new DateOnly(2023, 3, 13), new DateOnly(2023, 3, 13)), (monday.Week, monday.EndsOn));
    }

    [Fact]
    public void After_the_plan_nothing_goes_over_and_what_is_left_stays_left()
    {
        var item = Item(new(2023, 6, 26), on: null, endsOn: new(2023, 7, 2));

        Assert.Null(item.CarryOver(Weekly, Guid.CreateVersion7()));
        Assert.True(item.Left);
    }

    [Fact]
    public void A_week_that_an_edition_moved_goes_to_the_next_one_that_there_is()
    {
        var item = Item(new(2023, 3, 4), on: null, endsOn: new(2023, 3, 10));

        var next = item.CarryOver(Weekly with { Reporting = [] }, Guid.CreateVersion7())!;

        Assert.Equal(new DateOnly(2023, 3, 13), next.Week);
    }

    /// <summary>Of the week from Monday 6 March, on Wednesday.</summary>
    [Theory]
    [InlineData(true, "2023-03-10", "2023-03-10")]
    [InlineData(true, "2023-03-08", "2023-03-08")]
    [InlineData(true, "2023-03-07", "2023-03-08")]
    [InlineData(true, null, "2023-03-12")]
    [InlineData(false, "2023-03-07", "2023-03-12")]
    public void Work_ends_with_its_day_by_the_daily_rule_and_else_with_its_week(bool byDay, string? on, string end)
    {
        var week = new WorkWeek(new DateOnly(2023, 3, 6), new DateOnly(2023, 3, 12));
        var placed = new PlacedWork(week, [], byDay, new DateOnly(2023, 3, 8));
        DateOnly? day = on is null ? null : DateOnly.Parse(on, CultureInfo.InvariantCulture);

        Assert.Equal(DateOnly.Parse(end, CultureInfo.InvariantCulture), placed.EndOf(day));
    }

    [Theory]
    [InlineData("ngày", true)]
    [InlineData(" Ngày ", true)]
    [InlineData("tuần", false)]
    [InlineData(null, false)]
    public void The_plans_rule_says_whether_work_goes_over_by_the_day(string? measure, bool byDay) =>
        Assert.Equal(byDay, WorkWeek.GoesByDay(Daily with { Rules = [Daily.Rules[0] with { Measure = measure }] }));

    private static WorkItem Item(DateOnly week, DateOnly? on, DateOnly endsOn)
    {
        var item = WorkItem.New(Guid.CreateVersion7(), Guid.CreateVersion7(), Village, new WorkWeek(week, week.AddDays(6)));
        item.Register("Trồng cây", null, on, endsOn, 1, "reporter-1", onBehalf: false);
        return item;
    }
}

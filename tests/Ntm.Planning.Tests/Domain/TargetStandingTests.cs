using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Dates;
using Ntm.Planning.Domain.Figures;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Tests.Domain;

public sealed class TargetStandingTests
{
    private static readonly DateOnly Monday = new(2023, 3, 6);
    private static readonly PlanTarget Km = SmallPlan.Target("T", "km", 10);
    private static readonly PlanTarget ToDate = Km with { Counting = Counting.ToDate };
    private static readonly PlanTarget Share = SmallPlan.Target("T", "% hộ", 80);

    private static readonly PlanContent Content = SmallPlan.Content() with
    {
        Periods = [SmallPlan.Period("G0", Monday, Monday.AddDays(69))],
    };

    [Fact]
    public void Weeks_add_up_by_period_and_the_last_one_counts_to_date()
    {
        Assert.Equal(7, Sum(Km, Figure(0, 3), Figure(1, 4)).Value);
        Assert.Equal(4, Sum(ToDate, Figure(0, 3), Figure(1, 4)).Value);
        Assert.Equal(4, Sum(Km with { Kind = TargetKind.KeepAbove }, Figure(0, 3), Figure(1, 4)).Value);
    }

    [Fact]
    public void A_late_figure_of_an_earlier_week_is_never_added_twice()
    {
        var before = Contribution.Of(ToDate, [Figure(0, 3), Figure(2, 9)]);
        var after = Contribution.Of(ToDate, [Figure(0, 3), Figure(1, 5), Figure(2, 9)]);

        var changes = Contribution.Difference(before, after);

        Assert.Equal(new Amount(2, 0, 1), changes[Monday.AddDays(7)]);
        Assert.Equal(new Amount(-2, 0, 0), changes[Monday.AddDays(14)]);
        Assert.Equal(2, changes.Count);
    }

    [Fact]
    public void Parts_of_a_share_add_up_and_its_whole_does_not()
    {
        var sum = Sum(Share, Figure(0, 10, 60), Figure(1, 20, 60));

        Assert.Equal((30m, 60m), (sum.Value, sum.Of));
        Assert.Equal(50, TargetMath.ValueOf(Share, sum));
    }

    [Fact]
    public void A_share_of_some_villages_is_one_of_all_households()
    {
        var target = Share with { Total = 400 };

        Assert.Equal(25, TargetMath.ValueOf(target, new Amount(100, 100, 1)));
        Assert.Equal(100, TargetMath.ValueOf(Share, new Amount(100, 100, 1)));
    }

    [Fact]
    public void Figures_in_another_measure_are_never_added()
    {
        Assert.Empty(Contribution.Of(Km with { Measure = "m" }, [Figure(0, 3)]));
        Assert.Empty(Contribution.Of(null, [Figure(0, 3)]));
    }

    [Fact]
    public void Nothing_reported_differs_from_nothing_done()
    {
        Assert.Equal(TargetStatus.NoFigures, On(Km, 20).Status);
        Assert.Equal(TargetStatus.Behind, On(Km, 20, Figure(0, 0)).Status);
        Assert.Equal(0, On(Km, 20, Figure(0, 0)).Value);
    }

    [Theory]
    [InlineData(13, 2, TargetStatus.OnTrack)]
    [InlineData(13, 1.9, TargetStatus.Behind)]
    [InlineData(19, 2, TargetStatus.OnTrack)]
    [InlineData(20, 2, TargetStatus.Behind)]
    [InlineData(20, 10, TargetStatus.Reached)]
    [InlineData(69, 9.9, TargetStatus.Behind)]
    [InlineData(70, 9.9, TargetStatus.Missed)]
    [InlineData(70, 10, TargetStatus.Reached)]
    public void The_last_whole_week_decides_until_the_due(int days, double value, TargetStatus status) =>
        Assert.Equal(status, On(Km, days, Figure(0, (decimal)value)).Status);

    [Fact]
    public void After_the_due_nothing_reported_is_missed() => Assert.Equal(TargetStatus.Missed, On(Km, 70).Status);

    [Fact]
    public void The_line_runs_from_the_baseline_to_the_due()
    {
        var due = new Due { Kind = DueKind.BeforeDay, Day = Monday.AddDays(10) };
        var line = TargetLine.Of(Content, Km with { Baseline = 5, Due = due })!;

        Assert.Equal(Monday.AddDays(9), line.To);
        Assert.Equal((5m, 5.5m, 10m, 10m), (line.At(Monday.AddDays(-1)), line.At(Monday), line.At(line.To), line.At(line.To.AddDays(9))));
    }

    [Fact]
    public void What_is_counted_by_period_starts_from_the_baseline()
    {
        Assert.Equal(8, On(Km with { Baseline = 5 }, 20, Figure(0, 3)).Value);
        Assert.Equal(40, On(Km with { Baseline = 50, Kind = TargetKind.BringDown }, 20, Figure(0, 4), Figure(1, 6)).Value);
        Assert.Equal(3, On(ToDate with { Baseline = 5 }, 20, Figure(0, 3)).Value);
    }

    [Fact]
    public void Bringing_down_is_on_track_at_the_line_or_below()
    {
        var target = ToDate with { Kind = TargetKind.BringDown, Baseline = 20, Operator = "<=" };

        Assert.Equal(TargetStatus.OnTrack, On(target, 13, Figure(0, 18)).Status);
        Assert.Equal(TargetStatus.Behind, On(target, 13, Figure(0, 18.1m)).Status);
        Assert.Equal(TargetStatus.Reached, On(target, 13, Figure(0, 10)).Status);
    }

    [Fact]
    public void What_is_kept_is_reached_at_its_end_only()
    {
        var target = Km with { Kind = TargetKind.KeepWithin, Value = 8, Upper = 10 };

        Assert.Equal(TargetStatus.OnTrack, On(target, 20, Figure(0, 9)).Status);
        Assert.Equal(TargetStatus.Behind, On(target, 20, Figure(0, 11)).Status);
        Assert.Equal(TargetStatus.Reached, On(target, 70, Figure(0, 9)).Status);
        Assert.Equal(TargetStatus.Missed, On(target, 70, Figure(0, 11)).Status);
        Assert.Null(On(target, 20, Figure(0, 9)).Forecast());
    }

    [Fact]
    public void More_than_ten_is_not_ten()
    {
        Assert.Equal(TargetStatus.Missed, On(Km with { Operator = ">" }, 70, Figure(0, 10)).Status);
        Assert.Equal(TargetStatus.Reached, On(Km with { Operator = ">" }, 70, Figure(0, 10.1m)).Status);
    }

    [Fact]
    public void The_forecast_follows_the_last_four_weeks()
    {
        // Four weeks of 0,5 after one of 2: 4 are done, 6 are left at 0,5 a week.
        Figure[] figures = [Figure(0, 2), Figure(1, 0.5m), Figure(2, 0.5m), Figure(3, 0.5m), Figure(4, 0.5m)];

        var standing = On(Km, 34, figures);

        Assert.Equal(4, standing.Value);
        Assert.Equal(Monday.AddDays(34 + (12 * 7)), standing.Forecast());
        Assert.Null(On(Km, 69, figures).Forecast());
        Assert.Null(On(Km, 34, Figure(0, 10)).Forecast());
        Assert.Null(On(Km, 34).Forecast());
    }

    [Fact]
    public void Every_week_has_its_value_and_its_plan()
    {
        var weeks = On(Km, 20, Figure(0, 3), Figure(2, 4)).Weeks().ToList();

        Assert.Equal([Monday, Monday.AddDays(7), Monday.AddDays(14)], weeks.Select(week => week.Week));
        Assert.Equal([3m, 3m, 7m], weeks.Select(week => week.Value));
        Assert.Equal([1m, 2m, 3m], weeks.Select(week => week.Planned));
    }

    [Fact]
    public void A_target_without_a_value_is_not_measured() =>
        Assert.Equal(TargetStatus.NotMeasured, On(Km with { Value = null }, 20, Figure(0, 3)).Status);

    private static TargetStanding On(PlanTarget target, int days, params Figure[] figures) =>
        TargetStanding.Of(
            Content,
            target,
            [.. Contribution.Of(target, figures).Select(change => new WeekChange(change.Key, change.Value))],
            Monday.AddDays(days)
        );

    private static Amount Sum(PlanTarget target, params Figure[] figures) =>
        Contribution.Of(target, figures).Values.Aggregate((left, right) => left + right);

    private static Figure Figure(int week, decimal value, decimal? of = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PlanId = Guid.Empty,
            Target = "T",
            UnitPath = "42/439/1/1-01",
            From = Monday.AddDays(7 * week),
            To = Monday.AddDays((7 * week) + 6),
            Value = value,
            Of = of,
            Measure = of is null ? "km" : "% hộ",
            ReportId = Guid.Empty,
            FiledAt = PlanningPlatform.Start,
        };
}

using System.Globalization;

namespace Ntm.Planning.Tests.Dates;

public sealed class DueTests
{
    /// <summary>Instants are local to Asia/Ho_Chi_Minh; the first one that is too late, and the last one in time a tick before.</summary>
    [Theory]
    [InlineData(DueKind.ByEndOfDay, "2023-04-30", null, "2023-05-01T00:00:00+07:00")]
    [InlineData(DueKind.BeforeDay, "2023-04-30", null, "2023-04-30T00:00:00+07:00")]
    [InlineData(DueKind.BeforeInstant, "2023-04-30", "14:30", "2023-04-30T14:30:00+07:00")]
    [InlineData(DueKind.BeforeInstant, "2023-05-01", "00:00", "2023-04-30T17:00:00Z")]
    [InlineData(DueKind.WithinMonth, "2024-02-29", null, "2024-03-01T00:00:00+07:00")]
    [InlineData(DueKind.QuarterEnd, "2023-12-31", null, "2024-01-01T00:00:00+07:00")]
    [InlineData(DueKind.ByEndOfDay, "2024-02-10", null, "2024-02-11T00:00:00+07:00")] // Tết never moves a due
    public void A_due_takes_what_comes_to_its_last_tick(DueKind kind, string day, string? time, string late)
    {
        var due = new Due
        {
            Kind = kind,
            Day = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            Time = time is null ? null : TimeOnly.Parse(time, CultureInfo.InvariantCulture),
        };
        var end = DateTimeOffset.Parse(late, CultureInfo.InvariantCulture);

        Assert.Null(due.WhyNot());
        Assert.Equal((end, TimeSpan.Zero), (due.Before!.Value, due.Before.Value.Offset));
        Assert.True(due.Accepts(end.AddTicks(-1)));
        Assert.False(due.Accepts(end));
    }

    [Theory]
    [InlineData(DueKind.None, "2023-04-30", null)]
    [InlineData(DueKind.ByEndOfDay, null, null)]
    [InlineData(DueKind.ByEndOfDay, "2009-12-31", null)]
    [InlineData(DueKind.ByEndOfDay, "2023-04-30", "14:30")]
    [InlineData(DueKind.BeforeInstant, "2023-04-30", null)]
    [InlineData(DueKind.WithinMonth, "2023-04-29", null)]
    [InlineData(DueKind.QuarterEnd, "2023-04-30", null)]
    public void Kind_day_and_hour_fit_together(DueKind kind, string? day, string? time) =>
        Assert.NotNull(
            new Due
            {
                Kind = kind,
                Day = day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture),
                Time = time is null ? null : TimeOnly.Parse(time, CultureInfo.InvariantCulture),
            }.WhyNot()
        );

    [Fact]
    public void Where_nothing_is_said_nothing_is_late() => Assert.True(Due.None.Accepts(DateTimeOffset.MaxValue));
}

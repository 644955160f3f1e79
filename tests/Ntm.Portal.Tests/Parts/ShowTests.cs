using Ntm.Portal.Api;

namespace Ntm.Portal.Tests.Parts;

public sealed class ShowTests
{
    [Fact]
    public void Dates_times_and_numbers_are_written_the_Vietnamese_way()
    {
        var instant = new DateTimeOffset(2026, 4, 9, 17, 0, 0, TimeSpan.Zero);

        Assert.Equal("10/04/2026", Show.Day(instant));
        Assert.Equal("00:00, 10/04/2026", Show.Instant(instant));
        Assert.Equal("09/04/2026", Show.LastDay(instant));
        Assert.Equal(["3.200", "0,38", "92,3"], new[] { 3200m, 0.38m, 92.30m }.Select(Show.Number));
        Assert.Equal(["1 KB", "2 KB", "1,5 MB"], new long[] { 10, 2048, 1_572_864 }.Select(Show.Size));
    }

    [Theory]
    [InlineData("3.200", 3200)]
    [InlineData("0,38", 0.38)]
    [InlineData(" 1 000 ", 1000)]
    public void Numbers_are_read_as_people_type_them(string text, double number) => Assert.Equal((decimal)number, Show.ReadNumber(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("7.5")]
    [InlineData("0.85")]
    [InlineData("1.2345")]
    [InlineData("1,2,3")]
    [InlineData(null)]
    public void What_is_no_number_is_none(string? text) => Assert.Null(Show.ReadNumber(text));

    [Theory]
    [InlineData("05/09/2026")]
    [InlineData("5/9/2026")]
    [InlineData(" 05/9/2026 ")]
    [InlineData("2026-09-05")]
    public void Days_are_read_as_people_and_addresses_write_them(string text) => Assert.Equal(new DateOnly(2026, 9, 5), Show.ReadDay(text));

    [Theory]
    [InlineData("")]
    [InlineData("31/02/2026")]
    [InlineData("9/13/2026")]
    [InlineData("05/09/26")]
    [InlineData("05-09-2026")]
    [InlineData("2026-9-5")]
    [InlineData("hôm nay")]
    [InlineData(null)]
    public void What_is_no_day_is_none(string? text) => Assert.Null(Show.ReadDay(text));

    [Theory]
    [InlineData("7:05", 7, 5)]
    [InlineData("07:05", 7, 5)]
    [InlineData("17h30", 17, 30)]
    [InlineData("0:00", 0, 0)]
    public void Times_are_read_as_people_type_them(string text, int hour, int minute) =>
        Assert.Equal(new TimeOnly(hour, minute), Show.ReadTime(text));

    [Theory]
    [InlineData("24:00")]
    [InlineData("7")]
    [InlineData("7:5")]
    [InlineData("7:05 PM")]
    [InlineData(null)]
    public void What_is_no_time_is_none(string? text) => Assert.Null(Show.ReadTime(text));

    [Fact]
    public void A_refusal_is_shown_at_its_field_and_the_rest_above()
    {
        var problem = ApiProblem.Read(
            409,
            """{"code":"a.b","title":"T","detail":"D","errors":[{"field":"number","message":"N"},{"field":null,"message":"W"}]}"""
        );

        Assert.Equal("N", problem.Of("number"));
        Assert.Null(problem.Of("date"));
        Assert.Equal(["W"], problem.Beside(["number"]));
        Assert.Equal(["D"], ApiProblem.Read(400, """{"code":"a.b","detail":"D"}""").Beside([]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"detail":"x"}""")]
    public void An_answer_that_is_no_refusal_says_that_the_platform_is_away(string text) =>
        Assert.Equal((502, "portal.platform_away"), (ApiProblem.Read(502, text).Status, ApiProblem.Read(502, text).Code));
}

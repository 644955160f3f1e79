using Ntm.Assessment.Domain.Surveys;

namespace Ntm.Assessment.Tests.Domain;

public sealed class MinutesCheckTests
{
    private static readonly DateOnly Opened = new(2023, 2, 1);
    private static readonly DateOnly Today = new(2023, 3, 1);
    private static readonly Signatory Somebody = new("Nguyễn Văn A", "Trưởng ban");

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_number_has_1_to_60_characters(int length, bool fits) =>
        Assert.Equal(fits ? [] : ["minutesNumber"], Fields(new string('1', length), Today, [Somebody]));

    [Theory]
    [InlineData("2023-01-31", false)]
    [InlineData("2023-02-01", true)]
    [InlineData("2023-03-01", true)]
    [InlineData("2023-03-02", false)]
    public void The_date_is_from_the_day_of_opening_to_today(string date, bool fits) =>
        Assert.Equal(fits ? [] : ["minutesDate"], Fields("1", DateOnly.ParseExact(date, "yyyy-MM-dd", null), [Somebody]));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void One_to_20_people_sign(int people, bool fits) =>
        Assert.Equal(fits ? [] : ["signatories"], Fields("1", Today, [.. Enumerable.Repeat(Somebody, people)]));

    [Fact]
    public void A_signatory_has_name_and_position_of_at_most_100_characters()
    {
        Assert.Empty(Fields("1", Today, [new Signatory(new string('a', 100), new string('b', 100))]));
        Assert.All(
            [null!, new Signatory(" ", "b"), new Signatory("a", ""), new Signatory(new string('a', 101), "b")],
            signatory => Assert.Equal(["signatories"], Fields("1", Today, [Somebody, signatory]))
        );
    }

    [Fact]
    public void All_faults_are_named_at_once() =>
        Assert.Equal(["minutesNumber", "minutesDate", "signatories"], Fields(" ", Today.AddDays(1), []));

    private static IEnumerable<string?> Fields(string number, DateOnly date, IReadOnlyList<Signatory> signatories) =>
        MinutesCheck.Check(number, date, signatories, Opened, Today).Select(error => error.Field);
}

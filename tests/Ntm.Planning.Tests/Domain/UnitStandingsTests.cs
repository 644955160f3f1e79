using Ntm.Planning.Domain.Standings;

namespace Ntm.Planning.Tests.Domain;

public sealed class UnitStandingsTests
{
    [Fact]
    public void Who_carried_least_is_praised_where_units_differ()
    {
        UnitFacts[] units = [Unit("1") with { Work = 5, Carried = 1 }, Unit("2") with { Work = 4, Carried = 2 }, Unit("3")];

        var praised = UnitStandings.Praise(units).Single();

        Assert.Equal(("1", "Ít việc phải chuyển tiếp nhất: 1 trong 5 việc."), (praised.UnitCode, praised.Reasons.Single().Text));
        Assert.Empty(UnitStandings.Praise([units[0], units[0] with { Code = "4" }]));
    }

    [Fact]
    public void One_late_report_is_enough_to_miss_the_praise()
    {
        Assert.Empty(UnitStandings.Praise([Unit("1") with { Due = 8, InTime = 7 }]));
        Assert.Single(UnitStandings.Praise([Unit("1") with { Due = 8, InTime = 8 }]));
        Assert.Empty(UnitStandings.Praise([Unit("1")]));
    }

    [Fact]
    public void Each_reason_for_a_reminder_is_named_with_its_number()
    {
        var reminded = UnitStandings.Reminders([Unit("1") with { Missing = 2, CarriedOften = 1, Overdue = 3 }, Unit("2")]);

        Assert.Equal(
            ["Còn 2 báo cáo quá hạn chưa gửi.", "Có 1 việc đã chuyển tiếp quá hai lần mà chưa xong.", "Có 3 nhiệm vụ quá hạn."],
            reminded.Single().Reasons.Select(reason => reason.Text)
        );
    }

    private static UnitFacts Unit(string code) => new(code, $"Thôn {code}", $"42/{code}");
}

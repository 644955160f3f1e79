using System.Globalization;
using Ntm.Planning.Domain.ModelSites;

namespace Ntm.Planning.Tests.Domain;

public sealed class ModelSiteTests
{
    private static readonly PlanContent SevenOfTen = SmallPlan.Content() with
    {
        Rules = [Rule("minimum", "KDC", 7), .. Enumerable.Range(1, 3).Select(number => Rule("hard-criterion", $"KDC-{number}", 1))],
    };

    [Theory]
    [InlineData("1 2 3 4 5 6 7", true)]
    [InlineData("1 2 3 7 8 9 10", true)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", true)]
    [InlineData("1 2 3 4 5 6", false)]
    [InlineData("1 2 4 5 6 7 8 9 10", false)]
    [InlineData("4 5 6 7 8 9 10", false)]
    [InlineData("1 2 3", false)]
    [InlineData("", false)]
    public void Seven_criteria_are_enough_where_the_three_hard_ones_are_among_them(string met, bool reached)
    {
        var rule = ModelRule.Of(SevenOfTen, ModelSiteKind.Area);

        Assert.Equal(reached, rule.IsReached(met.Split(' ').Select(number => $"KDC-{number}").ToHashSet()));
        Assert.Equal(["KDC-1", "KDC-2", "KDC-3"], rule.Hard);
    }

    [Theory]
    [InlineData(null, 10, 5)]
    [InlineData("0", 10, 5)]
    [InlineData("11", 10, 5)]
    [InlineData("6.5", 7, 5)]
    [InlineData("1", 1, 1)]
    [InlineData("5", 5, 5)]
    public void Without_a_minimum_that_fits_every_criterion_is_needed(string? value, int area, int garden)
    {
        decimal? minimum = value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture);
        var content = SmallPlan.Content() with { Rules = [Rule("minimum", "KDC", minimum), Rule("minimum", "VM", minimum)] };

        Assert.Equal(area, ModelRule.Of(content, ModelSiteKind.Area).Minimum);
        Assert.Equal(garden, ModelRule.Of(content, ModelSiteKind.Garden).Minimum);
        Assert.Empty(ModelRule.Of(SevenOfTen, ModelSiteKind.Garden).Hard);
    }

    [Fact]
    public void A_hard_criterion_that_is_lost_undoes_what_was_reached_until_it_is_met_again()
    {
        var (site, states, rule) = (Site(), new List<CriterionState>(), ModelRule.Of(SevenOfTen, ModelSiteKind.Area));
        foreach (var number in Enumerable.Range(1, 7))
        {
            Assert.False(site.Reached);
            Note(number, true, number);
        }

        Assert.Equal((7, 0, true), (site.Met, site.Lost, site.Reached));
        Note(2, false, 10);
        Assert.Equal((6, 1, false), (site.Met, site.Lost, site.Reached));
        Note(8, true, 11);
        Assert.Equal((7, 1, false), (site.Met, site.Lost, site.Reached));
        Note(2, true, 12);
        Assert.Equal((8, 0, true), (site.Met, site.Lost, site.Reached));

        void Note(int criterion, bool met, int day)
        {
            var state = State(site, criterion, met, day);
            Assert.False(site.Note(rule, states, state, By()).Refused);
            states.Add(state);
        }
    }

    [Fact]
    public void What_was_recognised_stays_recognised_and_shows_what_is_lost()
    {
        var (site, rule) = (Site(), new ModelRule("KDC", 10, 1, []));
        var met = State(site, 1, true, 1);
        site.Note(rule, [], met, By());
        Assert.False(site.Recognise("45/QĐ-UBND", new DateOnly(2023, 3, 1), By()).Refused);

        site.Note(rule, [met], State(site, 1, false, 5), By());

        Assert.Equal(("45/QĐ-UBND", false, 1), (site.RecognisedBy, site.Reached, site.Lost));
        Assert.Equal("planning.recognised_before", site.Recognise("46/QĐ-UBND", new DateOnly(2023, 3, 6), By()).Errors.Single().Code);
        Assert.Equal("45/QĐ-UBND", site.RecognisedBy);
    }

    [Theory]
    [InlineData(true, 5, "planning.state_unchanged")]
    [InlineData(false, 2, "planning.state_before_last")]
    [InlineData(false, 3, null)]
    public void A_state_is_another_one_and_not_before_the_last(bool met, int day, string? code)
    {
        var (site, rule) = (Site(), new ModelRule("KDC", 10, 1, []));
        var first = State(site, 1, true, 3);
        site.Note(rule, [], first, By());

        var result = site.Note(rule, [first], State(site, 1, met, day), By());

        Assert.Equal(code, result.Refused ? result.Errors.Single().Code : null);
        Assert.Equal(code is null ? (2, 0, 1) : (1, 1, 0), (site.Version, site.Met, site.Lost));
    }

    private static CriterionState State(ModelSite site, int criterion, bool met, int day) =>
        new()
        {
            SiteId = site.Id,
            Number = site.Version + 1,
            Criterion = $"KDC-{criterion}",
            Met = met,
            On = new DateOnly(2023, 2, day),
        };

    private static ModelSite Site() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PlanId = Guid.CreateVersion7(),
            Kind = ModelSiteKind.Area,
            UnitCode = "18175-01",
            UnitName = "Thôn Một",
            UnitPath = "42/439/18175/18175-01",
            Number = 0,
            SortKey = "",
        };

    private static PlanRule Rule(string kind, string criterion, decimal? value) =>
        new()
        {
            Key = $"R-{kind}-{criterion}",
            Kind = kind,
            Text = "Số tiêu chí",
            Value = value,
            Criterion = criterion,
        };

    private static Act By() => new("officer-1", "Cán bộ", PlanningPlatform.Start, null);
}

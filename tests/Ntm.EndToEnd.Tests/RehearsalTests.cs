using System.Globalization;
using System.Text.RegularExpressions;
using Ntm.Host.Commands;
using Ntm.Persistence;
using Ntm.Rehearsal;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>Every scenario that the host can rehearse, on the database of this test run.</summary>
public sealed partial class RehearsalTests
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_rehearsal_ends_as_its_scenario_says(string name)
    {
        var story = new StringWriter();
        var scenario = Scenario.All.Single(one => one.Name == name);

        var result = await RehearsalRun.RunAsync(
            scenario,
            new Narrator(story),
            RehearsalHost.Venue(await DatabaseAsync()),
            CancellationToken.None
        );

        Assert.Equal(scenario.Recognised, result.Recognised);
        Assert.True(result.Refusals > 0, "Every scenario tries something that must be refused.");
        Assert.True(result.Events > 10 || scenario.Recognised == 0);
    }

    [Theory]
    [InlineData("2026-01-02")]
    [InlineData("2026-02-15")]
    [InlineData("2026-11-29")]
    [InlineData("2026-12-31")]
    [InlineData("2027-02-28")]
    [InlineData("2028-02-29")]
    [InlineData("2030-12-31")]
    public async Task The_rehearsal_of_today_passes_on_every_day(string day)
    {
        var story = new StringWriter();

        var result = await RunTodayAsync(day, story);

        Assert.Equal(1, result.Recognised);
        Assert.Single(story.ToString().Split('\n'), line => Day().IsMatch(line));
    }

    [Fact]
    public async Task A_year_whose_campaign_is_not_known_is_refused_today_as_ever()
    {
        var failure = await Assert.ThrowsAsync<RehearsalFailure>(() => RunTodayAsync("2031-01-02", new StringWriter()));

        Assert.Contains("dossier.campaign", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The scenario of today, on a clock that stands on a day instead of the machine's; each in a folder of its own, so that none clears
    /// away what the one before has only just let go of.
    /// </summary>
    private static async Task<RehearsalResult> RunTodayAsync(string day, TextWriter story) =>
        await RehearsalRun.RunAsync(
            Scenario.All.Single(one => one.Start is null) with
            {
                Name = "hom-nay-" + day,
                Start = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            },
            new Narrator(story),
            RehearsalHost.Venue(await DatabaseAsync()),
            CancellationToken.None
        );

    private static async Task<Dictionary<string, string?>> DatabaseAsync() =>
        TestPlatform.Provider is DatabaseProvider.Sqlite
            ? []
            : new()
            {
                ["Persistence:Provider"] = TestPlatform.Provider.ToString(),
                ["Persistence:ConnectionString"] = await TestDatabase.ConnectionStringAsync(""),
            };

    [GeneratedRegex(@"^\s*\d\d/\d\d/\d{4}\s*$")]
    private static partial Regex Day();
}

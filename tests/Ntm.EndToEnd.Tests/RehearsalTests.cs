using Ntm.Host.Commands;
using Ntm.Persistence;
using Ntm.Rehearsal;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>Every scenario that the host can rehearse, on the database of this test run.</summary>
public sealed class RehearsalTests
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

    private static async Task<Dictionary<string, string?>> DatabaseAsync() =>
        TestPlatform.Provider is DatabaseProvider.Sqlite
            ? []
            : new()
            {
                ["Persistence:Provider"] = TestPlatform.Provider.ToString(),
                ["Persistence:ConnectionString"] = await TestDatabase.ConnectionStringAsync(""),
            };
}

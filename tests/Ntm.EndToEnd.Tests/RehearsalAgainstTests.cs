using Ntm.Host.Commands;
using Ntm.Rehearsal;

namespace Ntm.EndToEnd.Tests;

/// <summary>Scenarios one after the other on a platform that runs already, where each leaves behind what it decided.</summary>
public sealed class RehearsalAgainstTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("bo-tieu-chi-tinh", "hom-nay")]
    [InlineData("nam-2026", "hom-nay", "hom-nay")]
    [InlineData("ngoai-bac-trung-bo", "rut-ho-so")]
    public async Task What_a_scenario_leaves_behind_keeps_no_other_from_its_end(params string[] names)
    {
        foreach (var scenario in names.Select(name => Scenario.All.Single(one => one.Name == name)))
        {
            var result = await RehearsalRun.RunAsync(
                // Elsewhere the same scenario runs in a folder of its name.
                scenario with
                {
                    Name = scenario.Name + "-against",
                },
                new Narrator(new StringWriter()),
                RehearsalHost.Venue(new Dictionary<string, string?>()),
                CancellationToken.None,
                host.Address
            );

            Assert.Equal(scenario.Recognised, result.Recognised);
        }
    }
}

using System.Text.Json;
using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class PathScenarioTests
{
    public static TheoryData<string, string> Scenarios()
    {
        var rows = new TheoryData<string, string>();
        foreach (var key in PathFiles.Recorded)
        {
            foreach (var scenario in Load(key))
            {
                rows.Add(key, scenario.Scenario);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_scenario_opens_the_same_stages_as_the_workflow_engine(string key, string name)
    {
        var path = PathFiles.Read(key);
        var state = PathState.Empty;
        foreach (var step in Load(key).Single(scenario => scenario.Scenario == name).Steps)
        {
            var answer = step.Start
                ? PathMachine.Start(path)
                : PathMachine.Advance(path, state, new StageSignal(step.Complete!, step.Outcome!)).Value!;
            state = answer.State;

            Assert.Equal(step.Open, state.Open.ToArray());
            Assert.Equal(step.Finished, state.Finished);
            Assert.Equal(step.Finished, answer.Effects.OfType<PathFinished>().Any());
        }
    }

    [Fact]
    public void Seven_scenarios_stand_for_each_recorded_path()
    {
        Assert.All(PathFiles.Recorded, key => Assert.Equal(7, Load(key).Count));
    }

    [Fact]
    public void A_stage_that_opens_again_counts_its_rounds()
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        var state = PathMachine.Start(path).State;
        foreach (
            var (stage, outcome) in new[]
            {
                ("self-assessment", "Passed"),
                ("commune-dossier", "Completed"),
                ("district-examination", "Returned"),
                ("commune-dossier", "Completed"),
            }
        )
        {
            state = PathMachine.Advance(path, state, new StageSignal(stage, outcome)).Value!.State;
        }

        Assert.Equal(2, state.RoundOf("district-examination"));
        Assert.Equal(2, state.RoundOf("commune-dossier"));
        Assert.Equal(0, state.RoundOf("decision"));
    }

    [Fact]
    public void The_effects_say_what_closed_and_then_what_opened_and_by_which_outcome()
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        var state = PathState.Empty with { Open = PathState.Empty.Open.Add("district-submission") };

        var answer = PathMachine.Advance(path, state, new StageSignal("district-submission", "Submitted"));

        Assert.Collection(
            answer.Value!.Effects,
            effect => Assert.Equal("district-submission", Assert.IsType<StageClosed>(effect).Stage.Key),
            effect => Assert.Equal(("province-appraisal", "Appraisal"), Entered(effect)),
            effect => Assert.Equal(("satisfaction-survey", "Survey"), Entered(effect))
        );
    }

    private static (string Stage, string? By) Entered(PathEffect effect)
    {
        var entered = Assert.IsType<StageEntered>(effect);
        return (entered.Stage.Key, entered.By);
    }

    private static List<PathScenario> Load(string key) =>
        JsonSerializer.Deserialize<List<PathScenario>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Assets", key + ".scenarios.json")),
            JsonSerializerOptions.Web
        )!;

    internal sealed record PathScenario(string Scenario, IReadOnlyList<PathScenarioStep> Steps);

    internal sealed record PathScenarioStep(bool Start, string? Complete, string? Outcome, IReadOnlyList<string> Open, bool Finished);
}

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

    [Theory]
    [InlineData("survey-remedy", null)]
    [InlineData(null, "satisfaction-survey.Met")]
    public void A_rejection_in_one_branch_cancels_the_other_before_the_refusal_opens(string? open, string? waiting)
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        var state = PathState.Empty with { Open = PathState.Empty.Open.Add("province-appraisal") };
        state = open is null ? state with { Waiting = state.Waiting.Add(waiting!) } : state with { Open = state.Open.Add(open) };

        var answer = PathMachine.Advance(path, state, new StageSignal("province-appraisal", "Rejected")).Value!;

        Assert.Equal(
            open is null ? ["Rejected"] : ["Rejected", "Cancelled"],
            answer.Effects.OfType<StageClosed>().Select(closed => closed.Outcome)
        );
        Assert.Equal(("refused", "Rejected"), Entered(answer.Effects[^1]));
        Assert.Equal(["refused"], answer.State.Open);
        Assert.Empty(answer.State.Waiting);
    }

    [Fact]
    public void A_withdrawal_closes_whatever_is_open_and_finishes_the_path()
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        var state = PathState.Empty with { Open = PathState.Empty.Open.Add("survey-remedy").Add("province-appraisal") };

        var answer = PathMachine.Withdraw(path, state);

        Assert.Equal(
            [("province-appraisal", "Withdrawn"), ("survey-remedy", "Withdrawn")],
            answer.Effects.OfType<StageClosed>().Select(closed => (closed.Stage.Key, closed.Outcome))
        );
        Assert.Null(Assert.IsType<PathFinished>(answer.Effects[^1]).LastStage);
        Assert.Empty(answer.State.Open);
    }

    [Fact]
    public void What_is_done_anew_depends_on_how_the_path_goes_back()
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        IEnumerable<string> Undone(string stage, string outcome) =>
            path.UndoneBy(path.StageOf(stage), outcome).Where(key => path.FindStage(key) is not null);

        Assert.DoesNotContain("commune-dossier", Undone("district-examination", "Returned"));
        Assert.Contains("district-submission", Undone("district-examination", "Returned"));
        Assert.DoesNotContain("district-submission", Undone("province-appraisal", "Returned"));
        Assert.Contains("province-appraisal", Undone("province-appraisal", "Returned"));
        Assert.Contains("survey-remedy", Undone("satisfaction-survey", "NotMet"));
        Assert.DoesNotContain("province-appraisal", Undone("satisfaction-survey", "NotMet"));
        Assert.Equal(
            path.Stages.Select(stage => stage.Key).Where(key => key != "self-assessment").Order(),
            Undone("council-vote", "Lost").Order()
        );
        Assert.Empty(Undone("province-appraisal", "Approved"));
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

using FsCheck;
using FsCheck.Fluent;
using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class PathMachineProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120);

    [Theory]
    [InlineData("xa-ntm-3-cap")]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    public void Random_signals_keep_exactly_one_whole_token(string key)
    {
        var path = PathFiles.Read(key);
        Check.One(
            Runs,
            Prop.ForAll(
                Signals(path),
                signals =>
                {
                    foreach (var state in Walk(path, signals))
                    {
                        Assert.Equal(state.Finished ? 0.0 : 1.0, WeightOf(state));
                    }
                }
            )
        );
    }

    [Theory]
    [InlineData("xa-ntm-3-cap")]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    public void Every_state_that_random_signals_reach_can_still_end(string key)
    {
        var path = PathFiles.Read(key);
        var canEnd = new HashSet<string>();
        Check.One(
            Runs,
            Prop.ForAll(
                Signals(path),
                signals =>
                {
                    Assert.All(Walk(path, signals), state => Assert.True(CanEnd(path, state, canEnd), KeyOf(state)));
                }
            )
        );
    }

    [Theory]
    [InlineData("xa-ntm-3-cap")]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    public void A_signal_for_a_closed_or_unknown_stage_or_outcome_is_refused(string key)
    {
        var path = PathFiles.Read(key);
        Check.One(
            Runs,
            Prop.ForAll(
                Signals(path),
                signals =>
                {
                    var state = PathMachine.Start(path).State;
                    foreach (var signal in signals)
                    {
                        var answer = PathMachine.Advance(path, state, signal);
                        Assert.Equal(Expected(path, state, signal), answer.Errors.SingleOrDefault()?.Code);
                        state = answer.Value?.State ?? state;
                    }
                }
            )
        );
    }

    [Theory]
    [InlineData("xa-ntm-3-cap")]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    public void No_stage_opens_while_it_is_open_and_each_opening_counts_one_round(string key)
    {
        var path = PathFiles.Read(key);
        Check.One(
            Runs,
            Prop.ForAll(
                Signals(path),
                signals =>
                {
                    var state = PathMachine.Start(path).State;
                    foreach (var signal in signals)
                    {
                        var answer = PathMachine.Advance(path, state, signal);
                        foreach (var entered in (answer.Value?.Effects ?? []).OfType<StageEntered>())
                        {
                            Assert.True(!state.Open.Contains(entered.Stage.Key) || entered.Stage.Key == signal.Stage);
                            Assert.Equal(state.RoundOf(entered.Stage.Key) + 1, entered.Round);
                        }

                        state = answer.Value?.State ?? state;
                    }
                }
            )
        );
    }

    private static Arbitrary<StageSignal[]> Signals(PathDefinition path)
    {
        var lawful = from stage in path.Stages from outcome in Outcomes.All(stage.Kind) select new StageSignal(stage.Key, outcome);
        StageSignal[] all =
        [
            .. lawful,
            new("no-such-stage", "Completed"),
            new("decision", "Carried"),
            new("join", "Done"),
            new("fork", "Survey"),
        ];
        // Most random signals miss the open stages, so the arrays are long: the walk still gets far.
        return Gen.Elements(all).ArrayOf().ToArbitrary();
    }

    private static IEnumerable<PathState> Walk(PathDefinition path, StageSignal[] signals)
    {
        var state = PathMachine.Start(path).State;
        yield return state;
        foreach (var signal in signals)
        {
            // A signal for a closed stage is turned to an open one, so that walks reach every corner.
            var stage = state.Open.Contains(signal.Stage) ? signal.Stage : state.Open.FirstOrDefault();
            if (stage is null)
            {
                yield break;
            }

            var outcomes = path.OutcomesOf(path.StageOf(stage));
            var outcome = outcomes[signal.GetHashCode() is var hash ? (int)((uint)hash % outcomes.Count) : 0];
            state = PathMachine.Advance(path, state, new StageSignal(stage, outcome)).Value!.State;
            yield return state;
        }
    }

    private static string? Expected(PathDefinition path, PathState state, StageSignal signal)
    {
        if (path.FindStage(signal.Stage) is not { } stage)
        {
            return "dossier.stage_unknown";
        }

        if (!state.Open.Contains(signal.Stage))
        {
            return "dossier.stage_not_open";
        }

        return path.OutcomesOf(stage).Contains(signal.Outcome) ? null : "dossier.outcome_unknown";
    }

    /// <summary>A token in one of two parallel branches weighs a half.</summary>
    private static double WeightOf(PathState state)
    {
        string[] branches = ["province-appraisal", "commune-supplement", "satisfaction-survey", "survey-remedy"];
        return state.Open.Sum(stage => branches.Contains(stage) ? 0.5 : 1.0) + (state.Waiting.Count * 0.5);
    }

    private static bool CanEnd(PathDefinition path, PathState from, HashSet<string> known)
    {
        var seen = new HashSet<string>();
        var next = new Queue<PathState>([from]);
        while (next.TryDequeue(out var state))
        {
            if (state.Finished || known.Contains(KeyOf(state)))
            {
                known.Add(KeyOf(from));
                return true;
            }

            if (!seen.Add(KeyOf(state)))
            {
                continue;
            }

            foreach (var stage in state.Open.Select(path.StageOf))
            {
                foreach (var outcome in path.OutcomesOf(stage))
                {
                    next.Enqueue(PathMachine.Advance(path, state, new StageSignal(stage.Key, outcome)).Value!.State);
                }
            }
        }

        return false;
    }

    private static string KeyOf(PathState state) => string.Join(',', state.Open) + "|" + string.Join(',', state.Waiting);
}

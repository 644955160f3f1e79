using System.Diagnostics;

namespace Ntm.Dossier.Domain.Paths;

/// <summary>
/// Executes a path as a pure function. Tokens, not counters: completing a stage consumes its token and emits one
/// along its outcome, a stage starts on any token, a join starts when each of its ways in holds one.
/// </summary>
internal static class PathMachine
{
    public static PathStep Start(PathDefinition path)
    {
        var effects = new List<PathEffect>();
        return new PathStep(Enter(path, PathState.Empty, path.Start, from: null, effects), effects);
    }

    /// <summary>Completes an open stage; refused for one that is not open and for an outcome that the path does not have there.</summary>
    public static Result<PathStep> Advance(PathDefinition path, PathState state, StageSignal signal)
    {
        if (path.FindStage(signal.Stage) is not { } stage)
        {
            return DossierErrors.StageUnknown(signal.Stage);
        }

        if (!state.Open.Contains(stage.Key))
        {
            return DossierErrors.StageNotOpen(stage);
        }

        if (!path.OutcomesOf(stage).Contains(signal.Outcome))
        {
            return DossierErrors.OutcomeUnknown(stage, signal.Outcome, path.OutcomesOf(stage));
        }

        var effects = new List<PathEffect> { new StageClosed(stage, state.RoundOf(stage.Key), signal.Outcome) };
        var port = new Port(stage.Key, signal.Outcome);
        var next = state with { Open = state.Open.Remove(stage.Key) };
        if (signal.Outcome == Outcomes.Rejected)
        {
            next = Clear(path, next, Outcomes.Cancelled, effects);
        }

        if (path.Connections.TryGetValue(port, out var target))
        {
            next = Enter(path, next, target, port, effects);
        }

        if (next.Finished)
        {
            effects.Add(new PathFinished(stage));
        }

        return new PathStep(next, effects);
    }

    /// <summary>Ends the path wherever it is; every open stage closes without its actor.</summary>
    public static PathStep Withdraw(PathDefinition path, PathState state)
    {
        var effects = new List<PathEffect>();
        var next = Clear(path, state, Outcomes.Withdrawn, effects);
        return new PathStep(next, [.. effects, new PathFinished(null)]);
    }

    /// <summary>Takes every token away.</summary>
    private static PathState Clear(PathDefinition path, PathState state, string outcome, List<PathEffect> effects)
    {
        effects.AddRange(state.Open.Select(open => new StageClosed(path.StageOf(open), state.RoundOf(open), outcome)));
        return state with { Open = state.Open.Clear(), Waiting = state.Waiting.Clear() };
    }

    private static PathState Enter(PathDefinition path, PathState state, string key, Port? from, List<PathEffect> effects)
    {
        switch (path.Nodes[key])
        {
            case Stage stage:
                return Open(state, stage, from, effects);
            case Fork fork:
                foreach (var port in fork.Branches.Select(branch => new Port(key, branch)))
                {
                    state = Enter(path, state, path.Connections[port], port, effects);
                }

                return state;
            case Join:
                return Arrive(path, state, key, from, effects);
            default:
                throw new UnreachableException(key);
        }
    }

    private static PathState Open(PathState state, Stage stage, Port? from, List<PathEffect> effects)
    {
        if (state.Open.Contains(stage.Key))
        {
            // The reader refuses definitions in which two tokens could meet at a stage.
            throw new UnreachableException($"Stage {stage.Key} is open already.");
        }

        var round = state.RoundOf(stage.Key) + 1;
        effects.Add(new StageEntered(stage, round, from?.Name));
        return state with { Open = state.Open.Add(stage.Key), Rounds = state.Rounds.SetItem(stage.Key, round) };
    }

    private static PathState Arrive(PathDefinition path, PathState state, string join, Port? from, List<PathEffect> effects)
    {
        var waiting = state.Waiting.Add(from!.Value.ToString());
        var ways = path.WaysInto(join).Select(way => way.ToString()).ToList();
        if (!ways.TrueForAll(waiting.Contains))
        {
            return state with { Waiting = waiting };
        }

        var done = new Port(join, Join.Done);
        return Enter(path, state with { Waiting = waiting.Except(ways) }, path.Connections[done], done, effects);
    }
}

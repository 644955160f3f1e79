using Ntm.Portal.Api;

namespace Ntm.Portal.Parts;

/// <summary>A stage's place in the drawing of a path, both from 0.</summary>
public sealed record PlacedStage(StageRecord Stage, int Column, int Row);

/// <summary>A line between two stages.</summary>
/// <param name="From">Where it leaves.</param>
/// <param name="To">Where it arrives.</param>
/// <param name="Return">Whether the dossier was sent back along it.</param>
public sealed record Wire(PlacedStage From, PlacedStage To, bool Return);

/// <summary>A lane: who acts, and the rows that belong to it.</summary>
public sealed record Lane(string Name, int FirstRow, int Rows);

/// <summary>
/// Draws a path: a lane for each who acts, a column after the latest predecessor, parallel stages of a lane below each other. A stage that
/// can no longer come, or that only a return would open, is left out.
/// </summary>
public sealed record PathDrawing(
    IReadOnlyList<Lane> Lanes,
    IReadOnlyList<PlacedStage> Stages,
    IReadOnlyList<Wire> Wires,
    int Columns,
    int Rows
)
{
    public static string Front => Words.RoleOf("surveyor");

    private static string[] Order => [Words.LevelOf("commune"), Words.LevelOf("district"), Words.LevelOf("province"), Front];

    public static PathDrawing Of(DossierRecord dossier)
    {
        var following = dossier.Stages.SelectMany(stage => stage.Next).ToHashSet();
        var drawn = dossier
            .Stages.Where(stage =>
                stage.State != "ahead" || (dossier.Status == "Running" && stage.Kind != "Refusal" && following.Contains(stage.Key))
            )
            .ToList();
        var columns = ColumnsOf(drawn);
        var (lanes, stages) = Place(drawn, columns);
        return new PathDrawing(
            lanes,
            stages,
            [.. Forward(stages), .. Returns(stages, dossier.Returned)],
            columns.Count == 0 ? 0 : columns.Values.Max() + 1,
            lanes.Sum(lane => lane.Rows)
        );
    }

    /// <summary>Lane of a stage.</summary>
    public static string LaneOf(StageRecord stage) => stage.Role == "surveyor" ? Front : Words.LevelOf(stage.Level);

    /// <summary>One column after the latest of its predecessors.</summary>
    private static Dictionary<string, int> ColumnsOf(List<StageRecord> stages)
    {
        var columns = stages.ToDictionary(stage => stage.Key, _ => 0);
        for (var round = 0; round < stages.Count; round++)
        {
            var moved = false;
            foreach (var stage in stages)
            {
                foreach (var next in stage.Next.Where(columns.ContainsKey).Where(next => columns[next] <= columns[stage.Key]))
                {
                    columns[next] = columns[stage.Key] + 1;
                    moved = true;
                }
            }

            if (!moved)
            {
                break;
            }
        }

        // A stage that only a return leads to stands before where it leads.
        var first = stages.FirstOrDefault()?.Key;
        var following = stages.SelectMany(stage => stage.Next).ToHashSet();
        foreach (var stage in stages.Where(stage => stage.Key != first && !following.Contains(stage.Key)))
        {
            columns[stage.Key] = Math.Max(
                0,
                stage.Next.Where(columns.ContainsKey).Select(next => columns[next]).DefaultIfEmpty(1).Min() - 1
            );
        }

        return columns;
    }

    private static (List<Lane> Lanes, List<PlacedStage> Stages) Place(List<StageRecord> stages, Dictionary<string, int> columns)
    {
        var (lanes, placed, row) = (new List<Lane>(), new List<PlacedStage>(), 0);
        foreach (var lane in stages.GroupBy(LaneOf).OrderBy(lane => Array.IndexOf(Order, lane.Key)))
        {
            var depth = lane.GroupBy(stage => columns[stage.Key]).Max(column => column.Count());
            lanes.Add(new Lane(lane.Key, row, depth));
            foreach (var column in lane.GroupBy(stage => columns[stage.Key]))
            {
                placed.AddRange(column.Select((stage, index) => new PlacedStage(stage, column.Key, row + index)));
            }

            row += depth;
        }

        return (lanes, [.. placed.OrderBy(stage => stage.Column).ThenBy(stage => stage.Row)]);
    }

    private static IEnumerable<Wire> Forward(List<PlacedStage> stages) =>
        from stage in stages
        from next in stage.Stage.Next
        let target = stages.Find(one => one.Stage.Key == next)
        where target is not null && target.Column > stage.Column
        select new Wire(stage, target, false);

    private static IEnumerable<Wire> Returns(List<PlacedStage> stages, IReadOnlyList<ReturnedRecord> returned) =>
        from pair in returned.Select(one => (one.Stage, one.AnswerStage)).Distinct()
        let source = stages.Find(one => one.Stage.Key == pair.Stage)
        let target = stages.Find(one => one.Stage.Key == pair.AnswerStage)
        where source is not null && target is not null
        select new Wire(source, target, true);
}

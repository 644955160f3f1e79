using Ntm.Portal.Api;
using Ntm.Portal.Parts;

namespace Ntm.Portal.Tests.Parts;

public sealed class PathDrawingTests
{
    [Fact]
    public void A_stage_stands_after_the_latest_of_its_predecessors_and_in_the_lane_of_who_acts()
    {
        var drawing = PathDrawing.Of(Forked());

        Assert.Equal(["Xã", "Tỉnh", PathDrawing.Front], drawing.Lanes.Select(lane => lane.Name));
        Assert.Equal(
            [("submit", 0, 0), ("review", 1, 1), ("survey", 1, 2), ("vote", 2, 1)],
            drawing.Stages.Select(stage => (stage.Stage.Key, stage.Column, stage.Row))
        );
        Assert.Equal((3, 3), (drawing.Columns, drawing.Rows));
    }

    [Fact]
    public void Parallel_stages_of_a_lane_stand_below_each_other()
    {
        var drawing = PathDrawing.Of(Dossier(Stage("a", "commune", ["b", "c"]), Stage("b", "province", []), Stage("c", "province", [])));

        Assert.Equal([(1, 1), (1, 2)], drawing.Stages.Skip(1).Select(stage => (stage.Column, stage.Row)));
        Assert.Equal(2, drawing.Lanes[1].Rows);
    }

    [Fact]
    public void A_return_is_drawn_once_and_as_a_return()
    {
        var dossier = Forked() with { Returned = [Back("review"), Back("review")] };

        var wires = PathDrawing.Of(dossier).Wires;

        Assert.Equal(
            ("review", "submit"),
            wires.Where(wire => wire.Return).Select(wire => (wire.From.Stage.Key, wire.To.Stage.Key)).Single()
        );
        Assert.Equal(4, wires.Count(wire => !wire.Return));
    }

    [Fact]
    public void What_can_no_longer_come_is_not_drawn()
    {
        var running = Dossier(
            Stage("a", "commune", ["b"], "done"),
            Stage("b", "province", [], "ahead"),
            Stage("r", "province", [], "ahead", "Refusal")
        );

        Assert.Equal(["a", "b"], PathDrawing.Of(running).Stages.Select(stage => stage.Stage.Key));
        Assert.Equal(["a"], PathDrawing.Of(running with { Status = "Withdrawn" }).Stages.Select(stage => stage.Stage.Key));
    }

    [Fact]
    public void A_stage_that_only_a_return_opens_is_drawn_once_it_was_open_and_before_where_it_leads()
    {
        var stages = new[] { Stage("a", "commune", ["b"]), Stage("b", "province", []), Stage("mend", "commune", ["b"], "ahead") };

        Assert.Equal(["a", "b"], PathDrawing.Of(Dossier(stages)).Stages.Select(stage => stage.Stage.Key));
        stages[2] = stages[2] with { State = "open" };
        Assert.Equal(0, PathDrawing.Of(Dossier(stages)).Stages.Single(stage => stage.Stage.Key == "mend").Column);
    }

    [Fact]
    public void Stages_that_lead_in_a_circle_end_the_drawing_all_the_same()
    {
        var drawing = PathDrawing.Of(Dossier(Stage("a", "commune", ["b"]), Stage("b", "commune", ["a"])));

        Assert.Equal(2, drawing.Stages.Count);
    }

    private static DossierRecord Forked() =>
        Dossier(
            Stage("submit", "commune", ["review", "survey"]),
            Stage("review", "province", ["vote"]),
            Stage("survey", "province", ["vote"]) with
            {
                Role = "surveyor",
            },
            Stage("vote", "province", [])
        );

    private static DossierRecord Dossier(params StageRecord[] stages) => new() { Status = "Running", Stages = stages };

    private static StageRecord Stage(string key, string level, string[] next, string state = "open", string kind = "Review") =>
        new(key, key, kind, 1, state, level, "reviewer", next, []);

    private static ReturnedRecord Back(string stage) =>
        new(stage, "submit", "criterion", "2", "Thiếu.", DateTimeOffset.UnixEpoch, null, null);
}

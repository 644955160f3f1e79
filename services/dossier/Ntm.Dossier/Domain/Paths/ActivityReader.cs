namespace Ntm.Dossier.Domain.Paths;

/// <summary>Reads one activity of a flowchart: a fork, a join, or a stage with its inputs.</summary>
internal static class ActivityReader
{
    private static readonly string[] Frame = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata"];

    private const string JoinMode = "Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core";

    public static PathNode? Read(JsonPlace activity, IReadOnlyList<string> titles)
    {
        if (!activity.IsObject())
        {
            return null;
        }

        var id = activity.RequireText("id");
        var type = activity.RequireText("type");
        if (activity.Find("version") is { } version)
        {
            version.Whole(1, 1);
        }

        switch (type)
        {
            case "":
                return null;
            case "Elsa.FlowFork":
                activity.AllowOnly([.. Frame, "branches"]);
                return new Fork(id, ReadBranches(activity));
            case "Elsa.FlowJoin":
                activity.AllowOnly([.. Frame, "mode"]);
                if (InputReader.Literal(activity, "mode", JoinMode, required: true)?.Text() is { } mode && mode != "WaitAll")
                {
                    activity.FaultAt("mode", $"“{mode}” không được hỗ trợ, chỉ dùng WaitAll");
                }

                return new Join(id);
            default:
                return ReadStage(activity, id, type, titles);
        }
    }

    private static IReadOnlyList<string> ReadBranches(JsonPlace activity)
    {
        var branches = InputReader.Object(activity, "branches", "String[]", required: true)?.Texts() ?? [];
        if (branches.Count < 2)
        {
            activity.FaultAt("branches", "phải có ít nhất hai nhánh");
        }

        return branches;
    }

    private static Stage? ReadStage(JsonPlace activity, string id, string type, IReadOnlyList<string> titles)
    {
        if (
            !type.StartsWith("Ntm.", StringComparison.Ordinal)
            || !Enum.TryParse<StageKind>(type.AsSpan(4), out var kind)
            || kind.ToString() != type[4..]
        )
        {
            activity.FaultAt("type", $"loại bước “{type}” không được hỗ trợ");
            return null;
        }

        activity.AllowOnly([
            .. Frame,
            "key",
            "title",
            "level",
            "role",
            "documents",
            "guards",
            "dueBefore",
            "cutOff",
            "dueWorkingDays",
            "period",
            "reminders",
            "departments",
            "voteRule",
        ]);
        if (InputReader.Text(activity, "key", required: true) is { } key && key != id)
        {
            activity.FaultAt("key", $"“{key}” khác với id “{id}”");
        }

        var stage = new Stage(id)
        {
            Kind = kind,
            Title = InputReader.Text(activity, "title", required: true) ?? "",
            Level = InputReader.OneOf(activity, "level", Actors.Levels) ?? "",
            Role = InputReader.OneOf(activity, "role", Actors.Roles) ?? "",
            Documents = StageInputs.Documents(activity),
            Guards = StageInputs.Guards(activity, kind),
            DueBefore = StageInputs.DueBefore(activity),
            CutOff = StageInputs.CutOff(activity, kind),
            Period = StageInputs.Period(activity),
            DueWorkingDays = InputReader.Literal(activity, "dueWorkingDays", "Int32", required: false)?.Whole(1, 365),
            Departments = StageInputs.Departments(activity, kind, titles),
            VoteRule = InputReader.Text(activity, "voteRule", required: kind == StageKind.CouncilVote),
        };
        StageInputs.CheckEffect(activity, stage);
        return StageInputs.WithReminders(activity, stage);
    }
}

/// <summary>Who may be named as the actor of a stage.</summary>
internal static class Actors
{
    public static readonly string[] Levels = ["commune", "district", "province"];
    public static readonly string[] Roles = ["officer", "leader", "reviewer", "appraiser", "council", "surveyor"];
}

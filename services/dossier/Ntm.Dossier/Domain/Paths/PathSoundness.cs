namespace Ntm.Dossier.Domain.Paths;

/// <summary>
/// Checks that a path can always end and that no two tokens can meet: no dead end, nothing unreachable,
/// and every fork matched by one join which all of its branches, and only they, lead into.
/// </summary>
internal static class PathSoundness
{
    public static IEnumerable<PathFault> Check(PathDefinition path)
    {
        var faults = new List<PathFault>();
        if (path.FindStage(path.Start) is null)
        {
            faults.Add(new PathFault("root.start", $"không có bước “{path.Start}”"));
        }

        faults.AddRange(DeadEnds(path));
        faults.AddRange(Unreachable(path));
        faults.AddRange(Endless(path));
        faults.AddRange(Unmatched(path));
        faults.AddRange(RepeatedDocuments(path));
        faults.AddRange(RepeatedSurvey(path));
        faults.AddRange(Returns(path));
        faults.AddRange(Rejections(path));
        faults.AddRange(Unconfirmed(path));
        faults.AddRange(OfOtherPurpose(path));
        return faults;
    }

    private static IEnumerable<PathFault> DeadEnds(PathDefinition path)
    {
        foreach (var node in path.Nodes.Values)
        {
            var ends = node is Stage stage && Outcomes.Ends(stage.Kind);
            foreach (var port in NeededPorts(node).Where(port => path.Connections.ContainsKey(port) == ends))
            {
                yield return new PathFault(
                    Place(node.Key),
                    ends ? $"bước kết thúc không được nối tiếp (“{port.Name}”)" : $"ngõ cụt: kết quả “{port.Name}” không dẫn đến đâu"
                );
            }
        }
    }

    private static IEnumerable<PathFault> Unreachable(PathDefinition path)
    {
        var reached = path.Walk(path.Start, _ => true);
        return path.Nodes.Keys.Where(key => !reached.Contains(key)).Select(key => new PathFault(Place(key), "không thể đi tới bước này"));
    }

    private static IEnumerable<PathFault> Endless(PathDefinition path) =>
        from key in path.Nodes.Keys
        where !path.Walk(key, _ => true).Any(reached => IsEnd(path, reached))
        select new PathFault(Place(key), "từ bước này không thể đi tới kết thúc");

    private static IEnumerable<PathFault> Unmatched(PathDefinition path)
    {
        var matched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fork in path.Nodes.Values.OfType<Fork>())
        {
            var join = path.Nodes.Values.OfType<Join>().FirstOrDefault(candidate => Matches(path, fork, candidate));
            if (join is null)
            {
                yield return new PathFault(Place(fork.Key), "các nhánh song song không gặp lại nhau đúng một lần tại một Elsa.FlowJoin");
            }
            else
            {
                matched.Add(join.Key);
            }
        }

        foreach (var join in path.Nodes.Values.OfType<Join>().Where(join => !matched.Contains(join.Key)))
        {
            yield return new PathFault(Place(join.Key), "không có Elsa.FlowFork tương ứng");
        }
    }

    /// <summary>The result of a survey names its round and no stage, so a path has one survey stage at most.</summary>
    private static IEnumerable<PathFault> RepeatedSurvey(PathDefinition path) =>
        path
            .Stages.Where(stage => stage.Kind == StageKind.Survey)
            .Skip(1)
            .Select(stage => new PathFault(Place(stage.Key), "quy trình chỉ được có một bước Ntm.Survey"));

    private static bool Matches(PathDefinition path, Fork fork, Join join)
    {
        var ways = path.WaysInto(join.Key).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var branch in fork.Branches)
        {
            var port = new Port(fork.Key, branch);
            if (!path.Connections.TryGetValue(port, out var first))
            {
                return false;
            }

            // A rejection leaves its branch and cancels the others.
            var region = first == join.Key ? [] : path.Walk(first, way => way.Name != Outcomes.Rejected, stopAt: join.Key);
            var waysOut = ways.Count(way => region.Contains(way.Activity) || way == port);
            if (
                waysOut != 1
                || region.Contains(fork.Key)
                || region.Contains(path.Start)
                || region.Any(key => IsEnd(path, key) || !seen.Add(key))
            )
            {
                return false;
            }
        }

        // A way into a branch from outside would put a second token there.
        return ways.Count == fork.Branches.Count
            && path.Connections.All(way => !seen.Contains(way.Value) || seen.Contains(way.Key.Activity) || way.Key.Activity == fork.Key);
    }

    private static IEnumerable<PathFault> RepeatedDocuments(PathDefinition path) =>
        from stage in path.Stages
        from document in stage.Documents.GroupBy(document => document.Key)
        where document.Count() > 1
        select new PathFault(Place(stage.Key), $"lặp lại thành phần hồ sơ “{document.Key}”");

    /// <summary>A returned item must be answered by its preparer, so a return leads to a preparation.</summary>
    private static IEnumerable<PathFault> Returns(PathDefinition path) =>
        from stage in path.Stages
        where
            path.Connections.TryGetValue(new Port(stage.Key, Outcomes.Returned), out var target)
            && path.FindStage(target) is not { Kind: StageKind.Preparation }
        select new PathFault(Place(stage.Key), "kết quả “Returned” phải dẫn đến một bước Ntm.Preparation");

    /// <summary>A rejection cancels whatever else is open, so it leads to the refusal and nowhere else.</summary>
    private static IEnumerable<PathFault> Rejections(PathDefinition path) =>
        from stage in path.Stages
        where
            path.Connections.TryGetValue(new Port(stage.Key, Outcomes.Rejected), out var target)
            && path.FindStage(target) is not { Kind: StageKind.Refusal }
        select new PathFault(Place(stage.Key), "kết quả “Rejected” phải dẫn đến một bước Ntm.Refusal");

    /// <summary>A stage that is done by confirmed figures is for provinces that have confirmed them.</summary>
    private static IEnumerable<PathFault> Unconfirmed(PathDefinition path) =>
        path.NeedsProcedure
            ? []
            : path
                .Stages.Where(stage => stage.NeedsProcedure)
                .Select(stage => new PathFault(
                    Place(stage.Key),
                    "bước dùng số liệu của quy trình được xác nhận; quy trình phải có customProperties.procedure = confirmed"
                ));

    /// <summary>An upkeep gives no title, and a recognition does not end by confirming one.</summary>
    private static IEnumerable<PathFault> OfOtherPurpose(PathDefinition path) =>
        from stage in path.Stages
        where
            path.Purpose == PathPurpose.Upkeep
                ? stage.Kind is StageKind.CouncilVote or StageKind.Decision or StageKind.Announcement
                : stage.Kind is StageKind.Upkeep
        select new PathFault(Place(stage.Key), $"bước loại {stage.Kind} không hợp với mục đích của quy trình (customProperties.purpose)");

    private static IEnumerable<Port> NeededPorts(PathNode node) =>
        node switch
        {
            Stage stage => Outcomes.Required(stage.Kind).Select(outcome => new Port(stage.Key, outcome)),
            Fork fork => fork.Branches.Select(branch => new Port(fork.Key, branch)),
            _ => [new Port(node.Key, Join.Done)],
        };

    private static bool IsEnd(PathDefinition path, string key) => path.FindStage(key) is { } stage && Outcomes.Ends(stage.Kind);

    private static string Place(string key) => $"root.activities[{key}]";
}

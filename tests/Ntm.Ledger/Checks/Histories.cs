namespace Ntm.Ledger.Checks;

/// <summary>I6: the events of a dossier have no gap, each was lawful after the ones before, and all of them together give what is
/// stored.</summary>
internal sealed class Histories(IReadOnlyDictionary<string, ServiceDatabase> databases, IReadOnlyList<FeedEvent> events, Findings findings)
{
    private readonly Dictionary<string, HashSet<string>> open = databases["dossier"]
        .Rows(
            $"""SELECT {ServiceDatabase.Id("\"DossierId\"")}, "Stage" || ' ' || "Round" FROM "OpenStages" """,
            row => (Dossier: row.GetString(0), Stage: row.GetString(1))
        )
        .GroupBy(row => row.Dossier)
        .ToDictionary(group => group.Key, group => group.Select(row => row.Stage).ToHashSet());

    public void Check()
    {
        var byDossier = events.GroupBy(one => one.Dossier).ToDictionary(group => group.Key, group => group.ToList());
        foreach (
            var (id, events, status) in databases["dossier"]
                .Rows(
                    $"""SELECT {ServiceDatabase.Id("\"Id\"")}, "Sequence", "Status" FROM "Dossiers" """,
                    row => (row.GetString(0), row.GetInt64(1), row.GetString(2))
                )
        )
        {
            Check(id, events, status, byDossier.GetValueOrDefault(id, []));
        }
    }

    private void Check(string id, long events, string status, List<FeedEvent> history)
    {
        findings.InOrder(
            "I6",
            $"sequence of {id}",
            Enumerable.Range(1, (int)events).Select(place => $"{place}"),
            history.Select(one => $"{one.Sequence}")
        );
        var replay = new Replay();
        foreach (var fault in history.Select(replay.Take).OfType<string>())
        {
            findings.Add("I6", $"history of {id}: {fault}");
        }

        findings.Same("I6", $"open stages of {id}", replay.Open, open.GetValueOrDefault(id, []));
        if (replay.Closed == (status == "Running"))
        {
            findings.Add("I6", $"state of {id}: {status}, though its events say {(replay.Closed ? "closed" : "open")}");
        }
    }

    /// <summary>A dossier as its events report it.</summary>
    private sealed class Replay
    {
        private readonly HashSet<string> open = [];
        private readonly Dictionary<string, int> rounds = [];
        private bool opened;

        public IReadOnlyCollection<string> Open => open;

        public bool Closed { get; private set; }

        /// <summary>Why this event cannot follow what was reported before; null when it can.</summary>
        public string? Take(FeedEvent one)
        {
            if (Closed || opened == (one.Type == "vn.ntm.dossier.opened"))
            {
                return $"{one.Text} at {one.Sequence} {(Closed ? "after the end" : opened ? "a second time" : "before the beginning")}";
            }

            opened = true;
            switch (one.Type)
            {
                case "vn.ntm.dossier.stage-entered":
                    var stage = one.Stage!.Split(' ');
                    var round = rounds[stage[0]] = rounds.GetValueOrDefault(stage[0]) + 1;
                    return open.Add(one.Stage) && stage[1] == $"{round}" ? null : $"{one.Stage} opens at {one.Sequence} as round {round}";
                case "vn.ntm.dossier.stage-completed"
                or "vn.ntm.dossier.survey-closed"
                or "vn.ntm.dossier.announced"
                or "vn.ntm.assessment.submitted":
                    return open.Remove(one.Stage!) ? null : $"{one.Stage} ends at {one.Sequence} and was not open";
                case "vn.ntm.dossier.closed":
                    Closed = true;
                    return null;
                default:
                    return null;
            }
        }
    }
}

using System.Globalization;

namespace Ntm.Dossier.Domain.Paths;

/// <summary>What a dossier on a path is for.</summary>
internal enum PathPurpose
{
    /// <summary>To be recognised with a title.</summary>
    Recognition,

    /// <summary>To show that a recognised unit still deserves its title.</summary>
    Upkeep,
}

/// <summary>The names of the purposes in path files and on the wire.</summary>
internal static class Purposes
{
    public const string Recognition = "recognition";
    public const string Upkeep = "upkeep";

    /// <summary>The purpose of a name, recognition where none is given; null for one that there is not.</summary>
    public static PathPurpose? Find(string? name) =>
        name switch
        {
            null or Recognition => PathPurpose.Recognition,
            Upkeep => PathPurpose.Upkeep,
            _ => null,
        };

    public static string NameOf(PathPurpose purpose) => purpose == PathPurpose.Upkeep ? Upkeep : Recognition;
}

/// <summary>One version of a recognition path, as read from a workflow definition and found sound.</summary>
internal sealed record PathDefinition
{
    public required string Key { get; init; }
    public required int Version { get; init; }

    /// <summary>SHA-256 of the file's text, lower-case hex; line ends do not count.</summary>
    public required string Hash { get; init; }
    public required string Title { get; init; }

    public PathPurpose Purpose { get; init; }

    /// <summary>First legal day on which a dossier may be opened on this path.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while it has no end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Title codes that are sought on this path.</summary>
    public required IReadOnlyList<string> Titles { get; init; }
    public required IReadOnlyList<string> SourceOfLaw { get; init; }

    /// <summary>Whether a dossier may be opened on it only where the province has confirmed the procedure with its figures.</summary>
    public bool NeedsProcedure { get; init; }
    public required string Start { get; init; }
    public required IReadOnlyDictionary<string, PathNode> Nodes { get; init; }
    public required IReadOnlyDictionary<Port, string> Connections { get; init; }

    public IEnumerable<Stage> Stages => Nodes.Values.OfType<Stage>();

    public Stage? FindStage(string key) => Nodes.GetValueOrDefault(key) as Stage;

    public Stage StageOf(string key) => FindStage(key) ?? throw new InvalidOperationException($"Path {Key} v{Version} has no stage {key}.");

    /// <summary>Outcomes that can be chosen at the stage: those the path leads on, or the end itself.</summary>
    public IReadOnlyList<string> OutcomesOf(Stage stage) =>
        Outcomes.Ends(stage.Kind)
            ? Outcomes.All(stage.Kind)
            : [.. Outcomes.All(stage.Kind).Where(outcome => Connections.ContainsKey(new Port(stage.Key, outcome)))];

    /// <summary>The stages next after one, past forks and joins: those further on, or those it sends the dossier back to.</summary>
    public IReadOnlyList<string> NextOf(Stage stage, bool back)
    {
        var found = new List<string>();
        Follow(stage.Key, port => Outcomes.LeadsBack(port.Name) == back);
        return found;

        void Follow(string from, Predicate<Port> along)
        {
            foreach (
                var way in Connections
                    .Where(way => way.Key.Activity == from && along(way.Key))
                    .OrderBy(way => way.Key.Name, StringComparer.Ordinal)
            )
            {
                if (Nodes.GetValueOrDefault(way.Value) is Fork or Join)
                {
                    Follow(way.Value, _ => true);
                }
                else if (FindStage(way.Value) is not null && !found.Contains(way.Value))
                {
                    found.Add(way.Value);
                }
            }
        }
    }

    /// <summary>The stage and what can follow it without going back.</summary>
    public IReadOnlySet<string> Onward(string stage) => Walk(stage, port => !Outcomes.LeadsBack(port.Name));

    /// <summary>
    /// The stages whose work no longer counts once the dossier went back by an outcome. A return keeps what its preparation holds,
    /// which answers single items; after a lost vote nothing counts from there on.
    /// </summary>
    public IReadOnlySet<string> UndoneBy(Stage stage, string outcome) =>
        Outcomes.LeadsBack(outcome) && Connections.TryGetValue(new Port(stage.Key, outcome), out var target)
            ? outcome switch
            {
                Outcomes.Lost => Walk(target, _ => true),
                Outcomes.Returned => Onward(target).Where(undone => undone != target).ToHashSet(),
                _ => Onward(target),
            }
            : new HashSet<string>();

    /// <summary>Activities that are reached from one, itself included, along some of the connections.</summary>
    public HashSet<string> Walk(string from, Predicate<Port> along, string? stopAt = null)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([from]);
        while (next.TryPop(out var key))
        {
            if (key != stopAt && Nodes.ContainsKey(key) && reached.Add(key))
            {
                foreach (var way in Connections.Where(way => way.Key.Activity == key && along(way.Key)))
                {
                    next.Push(way.Value);
                }
            }
        }

        return reached;
    }

    /// <summary>Ways into a join. A sound path has one from each branch of its fork, all of them forward.</summary>
    public IEnumerable<Port> WaysInto(string join) =>
        Connections.Where(connection => connection.Value == join).Select(connection => connection.Key);
}

/// <summary>Where a connection starts: an activity and one of its outcome ports.</summary>
internal readonly record struct Port(string Activity, string Name)
{
    public override string ToString() => $"{Activity}.{Name}";
}

internal abstract record PathNode(string Key);

internal sealed record Fork(string Key, IReadOnlyList<string> Branches) : PathNode(Key);

/// <summary>Waits for a token from every branch of its fork.</summary>
internal sealed record Join(string Key) : PathNode(Key)
{
    public const string Done = "Done";
}

/// <summary>A stage of the path, at which people act.</summary>
internal sealed record Stage(string Key) : PathNode(Key)
{
    public required StageKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary><c>commune</c>, <c>district</c> or <c>province</c>: level of the unit that acts.</summary>
    public required string Level { get; init; }
    public required string Role { get; init; }
    public IReadOnlyList<DocumentRequirement> Documents { get; init; } = [];
    public IReadOnlyList<Guard> Guards { get; init; } = [];

    /// <summary>Legal cut-off: the stage must be done before 00:00 of this day of the dossier's year.</summary>
    public MonthDay? DueBefore { get; init; }

    /// <summary>Name of the dated rule that sets <see cref="DueBefore"/> for a province and year; null where the path sets it.</summary>
    public string? CutOff { get; init; }

    /// <summary>Working days the actor has, counted from the day after the stage opened.</summary>
    public int? DueWorkingDays { get; init; }

    /// <summary>The same in days of the calendar.</summary>
    public int? DueCalendarDays { get; init; }

    /// <summary>Name of the procedure's figure that sets the days the actor has; null where the path sets them.</summary>
    public string? Period { get; init; }

    /// <summary>Working days before the deadline at which the actor is reminded.</summary>
    public IReadOnlyList<int> Reminders { get; init; } = [];

    /// <summary>Departments that judge in parallel, each its own criteria; empty means one reviewer judges all.</summary>
    public IReadOnlyList<Department> Departments { get; init; } = [];

    /// <summary>Key of the dated voting rule of a council vote.</summary>
    public string? VoteRule { get; init; }

    /// <summary>True where the dossier is prepared; at every other stage somebody judges, decides or announces.</summary>
    public bool Prepares =>
        Kind is StageKind.SelfAssessment or StageKind.Preparation or StageKind.PublicNotice or StageKind.Meeting or StageKind.Submission;

    /// <summary>True where somebody judges: of what is done there nobody else learns before it is over.</summary>
    public bool Judges => Kind is StageKind.Review or StageKind.CouncilVote;

    /// <summary>Whether the path leaves a deadline of the stage to dated rules.</summary>
    public bool NamesFigures => CutOff is not null || Period is not null;

    /// <summary>Whether the stage is done by figures that only a confirmed procedure has.</summary>
    public bool NeedsProcedure => Kind is StageKind.PublicNotice or StageKind.Meeting || Period is not null || VoteRule == OfProcedure;

    /// <summary><see cref="VoteRule"/> of a council that votes by the confirmed procedure.</summary>
    public const string OfProcedure = "procedure";

    public bool Has(Guard guard) => Guards.Contains(guard);
}

/// <summary>A document of a stage; the dated checklist holds its name and the files it takes.</summary>
/// <param name="Key">Stable key in the checklist.</param>
/// <param name="Step">Step of the procedure that produces it, e.g. <c>C7</c>.</param>
/// <param name="Required">Whether the stage cannot be completed without it.</param>
internal sealed record DocumentRequirement(string Key, string Step, bool Required);

/// <summary>A department (sở, ngành) that takes part in a review.</summary>
/// <param name="Key">Code that grants carry, e.g. <c>SGTVT</c>.</param>
/// <param name="Title">Official Vietnamese name.</param>
/// <param name="Criteria">Title code → criteria it judges.</param>
/// <param name="Consolidates">Whether it also judges what no department has, and concludes the review.</param>
internal sealed record Department(
    string Key,
    string Title,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Criteria,
    bool Consolidates = false
)
{
    public IReadOnlyList<string> CriteriaFor(string title) => Criteria.GetValueOrDefault(title, []);
}

internal readonly record struct MonthDay(int Month, int Day)
{
    public DateOnly In(int year) => new(year, Month, Day);

    /// <summary>Reads <c>MM-dd</c>; null for anything else and for 29 February, which is not in every year.</summary>
    public static MonthDay? Parse(string text) =>
        DateOnly.TryParseExact("2023-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new MonthDay(day.Month, day.Day)
            : null;
}

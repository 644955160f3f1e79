namespace Ntm.Dossier.Domain.Procedures;

/// <summary>How the days of a period are counted.</summary>
public enum DayKind
{
    /// <summary>Working days (ngày làm việc).</summary>
    Working,

    /// <summary>Days of the calendar.</summary>
    Calendar,
}

/// <summary>A number of days; the day on which they begin does not count.</summary>
/// <param name="Days">From 1 to 365; of the public notice also 0.</param>
/// <param name="Kind">How they are counted.</param>
/// <example>{ "days": 15, "kind": "Calendar" }</example>
public sealed record DaysFigure(int Days, DayKind Kind);

/// <summary>A share as an exact fraction.</summary>
/// <param name="Numerator">From 1 to the denominator.</param>
/// <param name="Denominator">From 1 to 1000.</param>
/// <example>{ "numerator": 90, "denominator": 100 }</example>
public sealed record ShareFigure(int Numerator, int Denominator);

/// <summary>The cut-off of submissions of one year.</summary>
/// <param name="Year">Year that the title is sought for.</param>
/// <param name="Before">Day of that year before which a dossier must be submitted ("trước ngày").</param>
/// <example>{ "year": 2026, "before": "2026-10-01" }</example>
public sealed record CutOffFigure(int Year, DateOnly Before);

/// <summary>
/// The figures of a procedure. Those that a stage cannot be decided without must be there; of the others, what the document does not
/// name sets no deadline.
/// </summary>
public sealed record ProcedureFigures
{
    /// <summary>Members of the council who must be present and not recused, as a share of all its members.</summary>
    public required ShareFigure Quorum { get; init; }

    /// <summary>Votes in favour that the council needs, as a share of its members present and not recused.</summary>
    public required ShareFigure Majority { get; init; }

    /// <summary>Votes in favour that the meeting of the commune needs, as a share of those present.</summary>
    public required ShareFigure MeetingShare { get; init; }

    /// <summary>How long the result report must be open to the public; 0 days where the document sets no shortest time, so that the
    /// notice may end on its first day.</summary>
    public required DaysFigure NoticeDays { get; init; }

    /// <summary>How often it must be read out on the loudspeakers, 1 to 50.</summary>
    public required int Broadcasts { get; init; }

    /// <summary>Cut-offs of submissions, each year once; in a year without one no submission is too late.</summary>
    public IReadOnlyList<CutOffFigure> CutOffs { get; init; } = [];

    /// <summary>Time of the province for examination and appraisal; null without a limit.</summary>
    public DaysFigure? AppraisalDays { get; init; }

    /// <summary>Time of the Fatherland Front for the survey; null without a limit.</summary>
    public DaysFigure? SurveyDays { get; init; }

    /// <summary>Time for the decision; null without a limit.</summary>
    public DaysFigure? DecisionDays { get; init; }

    /// <summary>Time for the announcement; null without a limit.</summary>
    public DaysFigure? AnnouncementDays { get; init; }

    /// <summary>Wording of the council's ballot, up to 1,000 characters; null while the province has confirmed none.</summary>
    public string? BallotText { get; init; }

    /// <summary>The time that a stage has, by the name that path files give it.</summary>
    internal DaysFigure? PeriodOf(string name) =>
        name switch
        {
            "appraisal" => AppraisalDays,
            "survey" => SurveyDays,
            "decision" => DecisionDays,
            "announcement" => AnnouncementDays,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };

    /// <summary>Names of the periods in path files.</summary>
    internal static readonly string[] Periods = ["appraisal", "survey", "decision", "announcement"];
}

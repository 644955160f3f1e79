using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Domain.Difficulties;

/// <summary>A difficulty (khó khăn, vướng mắc) with a plan. It is raised by one unit and lies with one above it, which answers it or
/// passes it on.</summary>
internal sealed class Difficulty : IPlanRecord
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }
    public required PlanLevel Level { get; init; }

    /// <summary>Key of the target concerned; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>Key of the task concerned; null for none.</summary>
    public string? Task { get; init; }
    public required string Text { get; init; }

    /// <summary>Day until which a solution is wanted; null for none.</summary>
    public DateOnly? WantedBy { get; init; }

    /// <summary>SHA-256 of what was sent.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it stands in lists: the newest first.</summary>
    public required string SortKey { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public DifficultyState State { get; private set; }

    /// <summary>Unit with which it lies.</summary>
    public string AtCode { get; private set; } = "";
    public string AtName { get; private set; } = "";
    public string AtPath { get; private set; } = "";

    /// <summary>First instant that is too late for an answer; null where the calendar does not reach so far.</summary>
    public DateTimeOffset? AnswerBefore { get; private set; }

    /// <summary>The newest answer; null while there is none.</summary>
    public string? Answer { get; private set; }

    /// <summary>Whether it was reopened, which happens once.</summary>
    public bool Reopened { get; private set; }
    public int Version { get; private set; }

    public string AuditKey => $"difficulty/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            UnitCode,
            Target,
            Task,
            Text,
            WantedBy,
            State = State.ToString(),
            AtCode,
            Answer,
            Reopened,
            Version,
        };

    /// <summary>Whether the answer is late.</summary>
    public bool IsOverdue(DateTimeOffset now) => State == DifficultyState.Open && AnswerBefore <= now;

    /// <summary>Brings a new one to the unit above.</summary>
    public Result<RecordStep> Raise(PlanUnit above, int workingDays, Act act)
    {
        LieWith(above, workingDays, act);
        return Step("raised", null, act);
    }

    /// <summary>Passes it on to the unit above the one with which it lies.</summary>
    public Result<RecordStep> Pass(PlanUnit above, string reason, int workingDays, Act act)
    {
        if (State != DifficultyState.Open)
        {
            return DifficultyErrors.NotOpen;
        }

        LieWith(above, workingDays, act);
        return Step("passed", reason, act);
    }

    /// <summary>Answers it.</summary>
    public Result<RecordStep> Reply(string text, Act act)
    {
        if (State != DifficultyState.Open)
        {
            return DifficultyErrors.NotOpen;
        }

        (State, Answer) = (DifficultyState.Answered, text.Trim());
        return Step("answered", text, act);
    }

    /// <summary>Opens it again, once.</summary>
    public Result<RecordStep> Reopen(string reason, int workingDays, Act act)
    {
        if (State == DifficultyState.Open)
        {
            return DifficultyErrors.NotAnswered;
        }

        if (Reopened)
        {
            return DifficultyErrors.ReopenedBefore;
        }

        (State, Reopened) = (DifficultyState.Open, true);
        AnswerBefore = EndOf(workingDays, act);
        return Step("reopened", reason, act);
    }

    /// <summary>Closes it, answered or not.</summary>
    public Result<RecordStep> Close(Act act)
    {
        if (State == DifficultyState.Closed)
        {
            return DifficultyErrors.ClosedBefore;
        }

        State = DifficultyState.Closed;
        return Step("closed", null, act);
    }

    /// <summary>Goes with the units that raised it and with which it lies to another name or place, or to those that took their places;
    /// the time for an answer stays. Null where nothing changes.</summary>
    /// <param name="raiser">The unit that stands for the one that raised it; null for none.</param>
    /// <param name="at">The unit that stands for the one with which it lies; null for none.</param>
    /// <param name="act">The calendar's act.</param>
    public RecordStep? GoTo(PlanUnit? raiser, PlanUnit? at, Act act)
    {
        var before = (UnitCode, UnitName, UnitPath, AtCode, AtName, AtPath);
        (UnitCode, UnitName, UnitPath) = raiser is null ? (UnitCode, UnitName, UnitPath) : (raiser.Code, raiser.Name, raiser.Path);
        (AtCode, AtName, AtPath) = at is null ? (AtCode, AtName, AtPath) : (at.Code, at.Name, at.Path);
        return before == (UnitCode, UnitName, UnitPath, AtCode, AtName, AtPath) ? null : Step("moved", $"{UnitName}, {AtName}", act);
    }

    /// <summary>Notes that the answer is late; null where it is not, or came.</summary>
    public RecordStep? Miss(DateTimeOffset now) => IsOverdue(now) ? Step("overdue", null, RecordStep.ByCalendar(now)) : null;

    private void LieWith(PlanUnit unit, int workingDays, Act act)
    {
        (AtCode, AtName, AtPath) = (unit.Code, unit.Name, unit.Path);
        AnswerBefore = EndOf(workingDays, act);
    }

    private static DateTimeOffset? EndOf(int workingDays, Act act) =>
        WorkingDayCalendar.VietNam.Covers(act.Day) && WorkingDayCalendar.VietNam.TryAddWorkingDays(act.Day, workingDays, out var last)
            ? VietnamTime.EndOf(last)
            : null;

    private RecordStep Step(string kind, string? text, Act act)
    {
        Version++;
        return RecordStep.Of(this, kind, text, act);
    }
}

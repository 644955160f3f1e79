using System.Globalization;

namespace Ntm.Planning.Domain.Tasks;

/// <summary>The part that a body has in a task of a plan's newest edition, at one unit.</summary>
internal sealed class Assignment : IAudited
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Unit whose officers keep the plan.</summary>
    public string OfficePath { get; private set; } = "";

    /// <summary>Key of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Key of the body.</summary>
    public required string Body { get; init; }
    public required string UnitCode { get; init; }
    public string UnitName { get; private set; } = "";
    public string UnitPath { get; private set; } = "";

    /// <summary>Whether the unit lies below the plan's own and so does its own share of the task alone.</summary>
    public required bool Below { get; init; }
    public string Text { get; private set; } = "";
    public string BodyName { get; private set; } = "";
    public AssignmentPart Part { get; private set; }

    /// <summary>Role of who acts for the body; null where nobody signs in for it and the plan's officer does.</summary>
    public string? Role { get; private set; }

    /// <summary>Department in that role; null for every holder.</summary>
    public string? Department { get; private set; }

    /// <summary>Due as the plan words it; null for none.</summary>
    public string? DueText { get; private set; }

    /// <summary>The first instant that is too late; null where nothing is said.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The due before the last edition that moved it; null where none did.</summary>
    public DateTimeOffset? DueBefore { get; private set; }

    /// <summary>Keys of the tasks that come before it.</summary>
    public IReadOnlyList<string> DependsOn { get; private set; } = [];

    /// <summary>Keys of the targets, or codes of the criteria, that it serves.</summary>
    public IReadOnlyList<string> Serves { get; private set; } = [];
    public AssignmentState State { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public string? DoneBy { get; private set; }
    public string? DoneByName { get; private set; }

    /// <summary>Account in whose place it was marked under a letter of delegation.</summary>
    public string? DoneFor { get; private set; }

    /// <summary>Whether the plan's officer marked it in the body's place.</summary>
    public bool OnBehalf { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Why it was opened again; null where it never was.</summary>
    public string? ReopenReason { get; private set; }

    /// <summary>Where it stands in lists: what is to be done by due, then what is not.</summary>
    public string SortKey { get; private set; } = "";

    public bool IsDone => State == AssignmentState.Done;

    /// <summary>Whether who has it may say that the task is done.</summary>
    public bool Finishes => Part != AssignmentPart.Coordinating;

    public string AuditKey => $"plan/{PlanId:N}/task/{Task}/{Body}/{UnitCode}";

    public object? AuditContent() =>
        DoneBy is null && ReopenReason is null
            ? null
            : new
            {
                State = IsDone ? "done" : "open",
                DoneBy,
                DoneFor,
                OnBehalf,
                Note,
                ReopenReason,
            };

    public static Assignment Of(Plan plan, string officePath, AssignmentTerms terms, DateTimeOffset now)
    {
        var row = new Assignment
        {
            Id = Guid.CreateVersion7(now),
            PlanId = plan.Id,
            Task = terms.Task.Key,
            Body = terms.Body,
            UnitCode = terms.Unit.Code,
            Below = UnitScope.IsBelow(plan.UnitPath, terms.Unit.Path),
        };
        row.Take(terms, officePath);
        row.Place();
        return row;
    }

    /// <summary>Takes what a later edition says; what was done stays. Says whether its people must know.</summary>
    public bool Follow(AssignmentTerms terms, string officePath)
    {
        var before = (Text, Part, Role, Department, DueAt, UnitPath, OfficePath);
        Take(terms, officePath);
        if (before.DueAt != DueAt)
        {
            DueBefore = before.DueAt;
            State = IsDone ? State : AssignmentState.Open;
        }

        Place();
        return !IsDone && before != (Text, Part, Role, Department, DueAt, UnitPath, OfficePath);
    }

    /// <summary>It is done.</summary>
    public void Finish(Act act, bool onBehalf, string? note)
    {
        (State, DoneAt, OnBehalf, Note) = (AssignmentState.Done, act.At, onBehalf, note?.Trim());
        (DoneBy, DoneByName, DoneFor) = (act.By, act.Name, act.OnBehalfOf);
        Place();
    }

    /// <summary>A part that a later edition adds to a task that is done is done with it.</summary>
    public void FinishWith(Assignment other)
    {
        (State, DoneAt, OnBehalf, Note) = (other.State, other.DoneAt, other.OnBehalf, other.Note);
        (DoneBy, DoneByName, DoneFor) = (other.DoneBy, other.DoneByName, other.DoneFor);
        Place();
    }

    /// <summary>Takes over what is open of the part that a unit had whose place its own took.</summary>
    public void TakeOver(Assignment other)
    {
        (State, DueBefore, ReopenReason) = (other.State, other.DueBefore, other.ReopenReason);
        Place();
    }

    /// <summary>It is not done after all.</summary>
    public void Reopen(string reason, DateTimeOffset now)
    {
        (State, ReopenReason) = (DueAt <= now ? AssignmentState.Overdue : AssignmentState.Open, reason.Trim());
        (DoneAt, DoneBy, DoneByName, DoneFor, OnBehalf, Note) = (null, null, null, null, false, null);
        Place();
    }

    /// <summary>Its due has passed.</summary>
    public void Miss() => State = AssignmentState.Overdue;

    /// <summary>It was not done, and is not expected any more.</summary>
    public void End()
    {
        State = IsDone ? State : AssignmentState.Closed;
        Place();
    }

    private void Take(AssignmentTerms terms, string officePath)
    {
        (UnitName, UnitPath, OfficePath) = (terms.Unit.Name, terms.Unit.Path, officePath);
        (Text, BodyName, Part, Role, Department) = (terms.Task.Text, terms.BodyName, terms.Part, terms.Role, terms.Department);
        (DueText, DueAt) = (terms.Task.Due.Text, terms.Task.Due.Before);
        (DependsOn, Serves) = (terms.Task.DependsOn, terms.Task.Serves);
    }

    private void Place()
    {
        var rank = State is AssignmentState.Done or AssignmentState.Closed ? 1 : 0;
        SortKey = string.Create(
            CultureInfo.InvariantCulture,
            $"{rank}/{DueAt ?? DateTimeOffset.MaxValue:yyyyMMddHHmm}/{PlanId:N}/{Task}/{Id:N}"
        );
    }
}

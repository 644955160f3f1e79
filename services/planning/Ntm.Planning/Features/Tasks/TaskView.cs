using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Features.Tasks;

/// <summary>The part of a body in a task of a plan, at one unit.</summary>
public sealed record TaskSummary
{
    /// <summary>Id of the part.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Number of the plan without blanks, e.g. <c>14-KH/BCĐ</c>.</summary>
    public required string PlanNumber { get; init; }

    /// <summary>Key of the task in the plan, e.g. <c>K01</c>.</summary>
    public required string Task { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>Key of the body in the plan.</summary>
    public required string Body { get; init; }

    /// <summary>Short name of the body.</summary>
    public required string BodyName { get; init; }

    /// <summary>What the body does in it.</summary>
    public required AssignmentPart Part { get; init; }

    /// <summary>Official code of the unit at which the body acts.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Where it stands.</summary>
    public required AssignmentState State { get; init; }

    /// <summary>Due as the plan words it; null where it says none.</summary>
    public required string? DueText { get; init; }

    /// <summary>First instant that is too late, UTC; null where the plan says none.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Time left in words, e.g. <c>còn 3 ngày 4 giờ</c>; null without a due and for what is done.</summary>
    public required string? TimeLeft { get; init; }

    /// <summary>The due before the last edition that moved it, UTC; null where none did.</summary>
    public required DateTimeOffset? DueBefore { get; init; }

    /// <summary>Keys of the tasks that come before it and are not done.</summary>
    public required IReadOnlyList<string> WaitsFor { get; init; }

    /// <summary>Keys of the targets, or codes of the criteria, that it serves.</summary>
    public required IReadOnlyList<string> Serves { get; init; }

    /// <summary>When it was marked as done, UTC; null while it is not.</summary>
    public required DateTimeOffset? DoneAt { get; init; }

    /// <summary>Name of the official who marked it; null while it is not done.</summary>
    public required string? DoneByName { get; init; }

    /// <summary>Whether the plan's officer marked it in the body's place.</summary>
    public required bool OnBehalf { get; init; }

    /// <summary>What was remarked when it was marked; null for nothing.</summary>
    public required string? Note { get; init; }

    /// <summary>Why it was opened again; null where it never was.</summary>
    public required string? ReopenReason { get; init; }

    /// <summary>What the caller may do now: <c>complete</c>, <c>reopen</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }

    /// <summary>Shows a part.</summary>
    /// <param name="row">The part.</param>
    /// <param name="number">Number of the plan.</param>
    /// <param name="waitsFor">Tasks that come before and are not done.</param>
    /// <param name="may">Whether the caller may mark it: he may mark the part itself, and the plan is not closed.</param>
    /// <param name="now">Present instant.</param>
    internal static TaskSummary Of(Assignment row, string number, IReadOnlyList<string> waitsFor, bool may, DateTimeOffset now) =>
        new()
        {
            Id = row.Id,
            PlanId = row.PlanId,
            PlanNumber = number,
            Task = row.Task,
            Text = row.Text,
            Body = row.Body,
            BodyName = row.BodyName,
            Part = row.Part,
            UnitCode = row.UnitCode,
            UnitName = row.UnitName,
            State = row.State,
            DueText = row.DueText,
            DueAt = row.DueAt,
            TimeLeft =
                row.DueAt is { } due && row.State is not (AssignmentState.Done or AssignmentState.Closed)
                    ? VietnamTime.TimeLeft(now, due)
                    : null,
            DueBefore = row.DueBefore,
            WaitsFor = waitsFor,
            Serves = row.Serves,
            DoneAt = row.DoneAt,
            DoneByName = row.DoneByName,
            OnBehalf = row.OnBehalf,
            Note = row.Note,
            ReopenReason = row.ReopenReason,
            AllowedActions =
                !may ? []
                : row.IsDone ? ["reopen"]
                : waitsFor.Count == 0 ? ["complete"]
                : [],
        };
}

using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Persistence;

/// <summary>The events about tasks; one plan's arrive in order.</summary>
internal static class TaskEvents
{
    /// <summary>Adds the event that a task is given to bodies, changed or opened again.</summary>
    public static void PublishAssigned(
        this PlanningDbContext db,
        Plan plan,
        IReadOnlyList<Assignment> parts,
        bool reopened,
        DateTimeOffset at
    ) => db.PublishAssigned(plan, parts[0].Task, parts[0].Text, parts[0].DueAt, [.. Assignees(parts)], null, reopened, at);

    /// <summary>Adds the event that a task is given to other units than before, for their people alone.</summary>
    public static void PublishAssigned(
        this PlanningDbContext db,
        Plan plan,
        IReadOnlyList<Assignment> parts,
        IReadOnlySet<string> unitPaths,
        DateTimeOffset at
    )
    {
        var assignees = Assignees(parts.Where(row => unitPaths.Contains(row.UnitPath))).ToList();
        db.PublishAssigned(plan, parts[0].Task, parts[0].Text, parts[0].DueAt, assignees, [.. unitPaths.Order()], reopened: false, at);
    }

    /// <summary>Adds the event that an edition has a task no longer.</summary>
    public static void PublishDropped(this PlanningDbContext db, Plan plan, string task, DateTimeOffset at) =>
        db.PublishAssigned(plan, task, "", null, [], null, reopened: false, at);

    /// <summary>Adds the event that the due of a task has passed.</summary>
    public static void PublishOverdue(this PlanningDbContext db, Plan plan, IReadOnlyList<Assignment> parts, DateTimeOffset at)
    {
        var accountable = Assignees(parts.Where(row => row.Part == AssignmentPart.Accountable && row.Role is not null)).ToList();
        var leader = new TaskAssignee("leader", null, parts[0].OfficePath, parts[0].BodyName, Name(AssignmentPart.Accountable));
        db.Publish(
            new TaskOverdue
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Number = plan.Number,
                Task = parts[0].Task,
                Text = parts[0].Text,
                DueAt = parts[0].DueAt!.Value,
                Assignees = accountable.Count > 0 ? accountable : [leader],
            }
        );
    }

    /// <summary>Adds the event that a task, or a part of it, is done.</summary>
    public static void PublishDone(this PlanningDbContext db, Plan plan, IReadOnlyList<Assignment> finished, bool whole, DateTimeOffset at)
    {
        db.Publish(
            new TaskDone
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Task = finished[0].Task,
                Whole = whole,
                UnitPaths = [.. finished.Select(row => row.UnitPath).Distinct()],
            }
        );
    }

    private static void PublishAssigned(
        this PlanningDbContext db,
        Plan plan,
        string task,
        string text,
        DateTimeOffset? dueAt,
        IReadOnlyList<TaskAssignee> assignees,
        IReadOnlyList<string>? unitPaths,
        bool reopened,
        DateTimeOffset at
    )
    {
        db.Publish(
            new TaskAssigned
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Number = plan.Number,
                Task = task,
                Text = text,
                DueAt = dueAt,
                Reopened = reopened,
                Assignees = assignees,
                UnitPaths = unitPaths,
            }
        );
    }

    private static IEnumerable<TaskAssignee> Assignees(IEnumerable<Assignment> parts) =>
        parts
            .Where(row => row.State is AssignmentState.Open or AssignmentState.Overdue)
            .Select(row => new TaskAssignee(
                row.Role ?? "officer",
                row.Department,
                row.Role is null ? row.OfficePath : row.UnitPath,
                row.BodyName,
                Name(row.Part)
            ));

    private static string Name(AssignmentPart part) => part.ToString().ToLowerInvariant();
}

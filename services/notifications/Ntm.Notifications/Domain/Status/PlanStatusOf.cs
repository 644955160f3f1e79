using Ntm.Contracts.Planning.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>What of an event about a plan is public. Every field is copied by name, none because it is there.</summary>
internal static class PlanStatusOf
{
    public static StatusData Event(IPlanEvent @event) =>
        @event switch
        {
            PlanPublished published => Published(published),
            PlanClosed closed => new PlanClosedStatus { Edition = closed.Edition },
            PlanUnitChanged changed => new PlanUnitChangedStatus
            {
                Edition = changed.Edition,
                UnitName = changed.UnitName,
                FormerUnitPath = changed.FormerUnitPath,
            },
            TargetReached reached => new TargetReachedStatus { Edition = reached.Edition, Target = reached.Target },
            DifficultyRaised raised => new DifficultyRaisedStatus
            {
                DifficultyId = raised.DifficultyId,
                AtPath = raised.AtPath,
                AnswerBefore = raised.AnswerBefore,
                Reopened = raised.Reopened,
            },
            DifficultyAnswered answered => new DifficultyAnsweredStatus { DifficultyId = answered.DifficultyId, AtPath = answered.AtPath },
            DifficultyOverdue overdue => new DifficultyOverdueStatus
            {
                DifficultyId = overdue.DifficultyId,
                AtPath = overdue.AtPath,
                AnswerBefore = overdue.AnswerBefore,
            },
            ReportDue or ReportFiled or ReportLate => Report(@event),
            TaskAssigned or TaskDone or TaskOverdue => Task(@event),
            _ => throw new InvalidOperationException($"{@event.GetType().Name} has no public form in this version."),
        };

    private static PlanPublishedStatus Published(PlanPublished published) =>
        new()
        {
            Edition = published.Edition,
            Year = published.Year,
            Number = published.Number,
            IssuedOn = published.IssuedOn,
            From = published.From,
            To = published.To,
            Dates =
            [
                .. published.Dates.Select(date => new PlannedStep
                {
                    Step = date.Step,
                    Task = date.Task,
                    From = date.From,
                    Before = date.Before,
                }),
            ],
        };

    private static ReportStatus Report(IPlanEvent @event) =>
        @event switch
        {
            ReportDue due => new ReportDueStatus
            {
                Rule = due.Rule,
                From = due.From,
                To = due.To,
                DutyId = due.DutyId,
                DueAt = due.DueAt,
                Reminded = due.RemindedBy is not null,
            },
            ReportFiled filed => new ReportFiledStatus
            {
                Rule = filed.Rule,
                From = filed.From,
                To = filed.To,
                ReportId = filed.ReportId,
                Revision = filed.Revision,
                Late = filed.Late,
                OnBehalf = filed.OnBehalf,
            },
            ReportLate late => new ReportLateStatus
            {
                Rule = late.Rule,
                From = late.From,
                To = late.To,
                DutyId = late.DutyId,
                DueAt = late.DueAt,
            },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is about no report."),
        };

    private static TaskStatusData Task(IPlanEvent @event) =>
        @event switch
        {
            TaskAssigned assigned => new TaskAssignedStatus
            {
                Edition = assigned.Edition,
                Task = assigned.Task,
                Number = assigned.Number,
                DueAt = assigned.DueAt,
                Reopened = assigned.Reopened,
                Assignees = Parts(assigned.Assignees),
                UnitPaths = assigned.UnitPaths,
            },
            TaskDone done => new TaskDoneStatus
            {
                Edition = done.Edition,
                Task = done.Task,
                Whole = done.Whole,
                UnitPaths = done.UnitPaths,
            },
            TaskOverdue overdue => new TaskOverdueStatus
            {
                Edition = overdue.Edition,
                Task = overdue.Task,
                Number = overdue.Number,
                DueAt = overdue.DueAt,
                Assignees = Parts(overdue.Assignees),
            },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is about no task."),
        };

    private static IReadOnlyList<TaskPart> Parts(IReadOnlyList<TaskAssignee> assignees) =>
        [
            .. assignees.Select(to => new TaskPart
            {
                Role = to.Role,
                Department = to.Department,
                UnitPath = to.UnitPath,
                Part = to.Part,
            }),
        ];
}

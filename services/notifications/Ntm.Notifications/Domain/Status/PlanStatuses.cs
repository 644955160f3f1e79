using Ntm.Contracts.Planning.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>A unit published a plan, or amended one: the newest edition replaces every earlier one.</summary>
[StatusType("vn.ntm.plan.published", typeof(PlanPublished))]
internal sealed record PlanPublishedStatus : StatusData
{
    /// <summary>Counts the editions of the plan from 1, without gaps.</summary>
    public required int Edition { get; init; }

    /// <summary>Year of the campaign.</summary>
    public required int Year { get; init; }

    /// <summary>Number of the plan without blanks, e.g. <c>14-KH/BCĐ</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>First legal day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Dates that it sets for steps of the recognition path in the unit and below it; none or one a step.</summary>
    public required IReadOnlyList<PlannedStep> Dates { get; init; }
}

/// <summary>A date that a plan sets for a step of the recognition path.</summary>
internal sealed record PlannedStep
{
    /// <summary>The step.</summary>
    [Names("self-assessment", "dossier", "examination", "submission", "survey")]
    public required string Step { get; init; }

    /// <summary>Key of the task in the plan that sets it.</summary>
    public required string Task { get; init; }

    /// <summary>First instant, UTC, of a month or quarter in which it happens; absent otherwise.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First instant that is too late, UTC.</summary>
    public required DateTimeOffset Before { get; init; }
}

/// <summary>A unit closed a plan.</summary>
[StatusType("vn.ntm.plan.closed", typeof(PlanClosed))]
internal sealed record PlanClosedStatus : StatusData
{
    /// <summary>Number of the last edition.</summary>
    public required int Edition { get; init; }
}

/// <summary>Administrative units changed and a published plan went along with its unit, or to the unit that took its place.</summary>
[StatusType("vn.ntm.plan.unit-changed", typeof(PlanUnitChanged))]
internal sealed record PlanUnitChangedStatus : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public required int Edition { get; init; }

    /// <summary>Vietnamese name of the unit whose plan it is from now on.</summary>
    public required string UnitName { get; init; }

    /// <summary>Path of the unit before; the same where it was only renamed.</summary>
    public required string FormerUnitPath { get; init; }
}

/// <summary>Reports on a plan and on the plans below it reached the value of a target.</summary>
[StatusType("vn.ntm.plan.target-reached", typeof(TargetReached))]
internal sealed record TargetReachedStatus : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public required int Edition { get; init; }

    /// <summary>Key of the target in the plan.</summary>
    public required string Target { get; init; }
}

/// <summary>What every status event about a report on a plan says.</summary>
internal abstract record ReportStatus : StatusData
{
    /// <summary>Key of the reporting rule in the plan.</summary>
    public required string Rule { get; init; }

    /// <summary>First legal day that the report is about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day that the report is about.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>A report of a unit on a plan is due soon and not filed, or somebody reminds of one.</summary>
[StatusType("vn.ntm.plan.report-due", typeof(ReportDue))]
internal sealed record ReportDueStatus : ReportStatus
{
    /// <summary>Id of what is due: one for each unit, rule and span.</summary>
    public required Guid DutyId { get; init; }

    /// <summary>First instant that is too late, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether somebody reminds, and not the calendar.</summary>
    public required bool Reminded { get; init; }
}

/// <summary>A unit filed a report on a plan, or corrected one.</summary>
[StatusType("vn.ntm.plan.report-filed", typeof(ReportFiled))]
internal sealed record ReportFiledStatus : ReportStatus
{
    /// <summary>Id of the report, the same for its corrections.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Number of the revision, from 1; above 1 for a correction.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether the first revision came after the due.</summary>
    public required bool Late { get; init; }

    /// <summary>Whether the commune filed it in a village's place.</summary>
    public required bool OnBehalf { get; init; }
}

/// <summary>The due of a unit's report on a plan has passed, and nothing was filed.</summary>
[StatusType("vn.ntm.plan.report-late", typeof(ReportLate))]
internal sealed record ReportLateStatus : ReportStatus
{
    /// <summary>Id of what was due.</summary>
    public required Guid DutyId { get; init; }

    /// <summary>First instant that was too late, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>What every status event about a difficulty with a plan says.</summary>
internal abstract record DifficultyStatus : StatusData
{
    /// <summary>Id of the difficulty.</summary>
    public required Guid DifficultyId { get; init; }

    /// <summary>Path of the unit with which it lies.</summary>
    public required string AtPath { get; init; }
}

/// <summary>A difficulty with a plan came to a unit that has to answer it: raised, passed on to it, or reopened.</summary>
[StatusType("vn.ntm.plan.difficulty-raised", typeof(DifficultyRaised))]
internal sealed record DifficultyRaisedStatus : DifficultyStatus
{
    /// <summary>First instant that is too late for an answer, UTC; absent where the calendar does not reach so far.</summary>
    public DateTimeOffset? AnswerBefore { get; init; }

    /// <summary>Whether it was reopened before or by this.</summary>
    public required bool Reopened { get; init; }
}

/// <summary>A unit answered a difficulty with a plan.</summary>
[StatusType("vn.ntm.plan.difficulty-answered", typeof(DifficultyAnswered))]
internal sealed record DifficultyAnsweredStatus : DifficultyStatus;

/// <summary>The time for an answer to a difficulty with a plan has passed, and none came.</summary>
[StatusType("vn.ntm.plan.difficulty-overdue", typeof(DifficultyOverdue))]
internal sealed record DifficultyOverdueStatus : DifficultyStatus
{
    /// <summary>First instant that was too late, UTC.</summary>
    public required DateTimeOffset AnswerBefore { get; init; }
}

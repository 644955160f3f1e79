using Ntm.Contracts.Planning.V1;
using Ntm.Web;

namespace Ntm.Notifications.Tests;

/// <summary>Events about plans as the planning service would publish them.</summary>
internal static class PlanEventSamples
{
    /// <summary>Subject of the account that acts in them.</summary>
    public const string Account = "account-of-somebody";

    private static readonly DateTimeOffset At = NotificationsPlatform.Start;

    public static PlanPublished Published(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Year = 2023,
            Number = "01/KH-BCĐ",
            Subject = "Xây dựng nông thôn mới",
            IssuedOn = new DateOnly(2023, 2, 25),
            From = new DateOnly(2023, 3, 1),
            To = new DateOnly(2023, 6, 30),
            Dates = [],
            Addressees = [new PlanAddressee("officer", unit + "/1")],
            PublishedBy = Account,
        };

    public static PlanClosed Closed(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            ClosedBy = Account,
        };

    public static ReportDue Due(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            DutyId = Guid.CreateVersion7(),
            Rule = "R01",
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            From = new DateOnly(2023, 3, 1),
            To = new DateOnly(2023, 3, 3),
            DueAt = At.AddDays(3),
            RemindedBy = Account,
        };

    public static ReportFiled Filed(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            ReportId = Guid.CreateVersion7(),
            Rule = "R01",
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            From = new DateOnly(2023, 3, 1),
            To = new DateOnly(2023, 3, 3),
            Revision = 1,
            Late = false,
            OnBehalf = false,
        };

    public static DifficultyRaised Raised(Guid plan, string unit, string at) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            DifficultyId = Guid.CreateVersion7(),
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            AtPath = at,
            AnswerBefore = At.AddDays(10),
            Reopened = false,
        };

    public static DifficultyAnswered Answered(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            DifficultyId = Guid.CreateVersion7(),
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            AtPath = unit,
            AnsweredBy = Account,
        };

    public static TargetReached Reached(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Target = "T01",
        };

    public static TaskAssigned Assigned(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Number = "01/KH-BCĐ",
            Task = "K01",
            Text = "Trồng hàng rào",
            Reopened = false,
            Assignees = [new TaskAssignee("officer", null, unit, "LHPN", "accountable")],
        };

    public static TaskOverdue Overdue(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Number = "01/KH-BCĐ",
            Task = "K01",
            Text = "Trồng hàng rào",
            DueAt = At,
            Assignees = [new TaskAssignee("officer", null, unit, "LHPN", "accountable")],
        };

    public static TaskDone Done(Guid plan, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = At,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Task = "K01",
            Whole = true,
            UnitPaths = [unit],
        };
}

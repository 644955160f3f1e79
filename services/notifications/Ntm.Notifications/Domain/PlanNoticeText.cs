using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Notifications.Domain;

/// <summary>Notices whose matter an event ends.</summary>
/// <param name="Matter">What of the plan it is about; empty for all of it.</param>
/// <param name="Kind">Kind of the notices; null for every kind.</param>
/// <param name="UnitPaths">Units to which they are addressed; null for every unit.</param>
internal sealed record DoneMatter(string Matter, NoticeKind? Kind, IReadOnlyList<string>? UnitPaths = null);

/// <summary>Which notices follow from an event about a plan, with their text, and which are done by it.</summary>
internal static class PlanNoticeText
{
    /// <summary>Bodies that a notice names; its text stays within what is stored.</summary>
    private const int MostBodies = 8;

    public static IReadOnlyList<Notice> For(IPlanEvent @event) =>
        @event switch
        {
            PlanPublished published => [.. published.Addressees.Select((to, place) => Published(published, to, place))],
            ReportDue due => [Due(due)],
            ReportLate late when IsVillage(late) => [Late(late, late.UnitPath, 0), Late(late, UnitScope.ParentOf(late.UnitPath)!, 1)],
            ReportLate late => [Late(late, late.UnitPath, 0)],
            TargetReached reached => [Reached(reached, "officer", 0), Reached(reached, "leader", 1)],
            DifficultyRaised or DifficultyAnswered or DifficultyOverdue => DifficultyNoticeText.For(@event),
            TaskAssigned assigned => [.. Readers(assigned.Assignees).Select((to, place) => Assigned(assigned, to, place))],
            TaskOverdue overdue => [.. Readers(overdue.Assignees).Select((to, place) => Overdue(overdue, to, place))],
            _ => [],
        };

    /// <summary>The notices that an event ends; null for none.</summary>
    public static DoneMatter? DoneBy(IPlanEvent @event) =>
        @event switch
        {
            PlanPublished { Edition: > 1 } => new DoneMatter("", NoticeKind.PlanPublished),
            PlanClosed => new DoneMatter("", null),
            DifficultyRaised or DifficultyAnswered => DifficultyNoticeText.DoneBy(@event),
            ReportFiled filed => new DoneMatter(MatterOf(filed.Rule, filed.UnitCode, filed.From), null),
            TaskAssigned assigned => new DoneMatter(MatterOf(assigned.Task), null, assigned.UnitPaths),
            TaskDone done => new DoneMatter(MatterOf(done.Task), null, done.Whole ? null : done.UnitPaths),
            _ => null,
        };

    private static Notice Published(PlanPublished published, PlanAddressee to, int place) =>
        Make(
            published,
            NoticeKind.PlanPublished,
            to.Role,
            to.UnitPath,
            "",
            null,
            (published.Edition == 1 ? "Kế hoạch mới" : "Kế hoạch được sửa đổi")
                + $": {published.Number} ngày {VietnamTime.Display(published.IssuedOn)}, {published.Subject}.",
            place
        );

    private static Notice Due(ReportDue due) =>
        Make(
            due,
            NoticeKind.ReportDue,
            RoleAt(due),
            due.UnitPath,
            MatterOf(due.Rule, due.UnitCode, due.From),
            due.DueAt,
            $"Báo cáo {Span(due.From, due.To)} phải gửi trước {VietnamTime.Display(due.DueAt)}.",
            0
        );

    private static Notice Late(ReportLate late, string unitPath, int place) =>
        Make(
            late,
            NoticeKind.ReportLate,
            place == 0 ? RoleAt(late) : "officer",
            unitPath,
            MatterOf(late.Rule, late.UnitCode, late.From),
            late.DueAt,
            $"Quá hạn báo cáo {Span(late.From, late.To)} của đơn vị {late.UnitCode}, hạn {VietnamTime.Display(late.DueAt)}.",
            place
        );

    private static Notice Reached(TargetReached reached, string role, int place) =>
        Make(
            reached,
            NoticeKind.TargetReached,
            role,
            reached.UnitPath,
            reached.Target,
            null,
            $"Đã đạt chỉ tiêu {reached.Target} của kế hoạch.",
            place
        );

    private static Notice Assigned(TaskAssigned assigned, (string Role, string UnitPath, string Bodies) to, int place) =>
        Make(
            assigned,
            NoticeKind.TaskAssigned,
            to.Role,
            to.UnitPath,
            MatterOf(assigned.Task),
            assigned.DueAt,
            (assigned.Reopened ? "Nhiệm vụ được mở lại" : "Nhiệm vụ được giao")
                + $" cho {to.Bodies}: {assigned.Text} (kế hoạch {assigned.Number}"
                + (assigned.DueAt is { } due ? $", trước {VietnamTime.Display(due)})." : ")."),
            place
        );

    private static Notice Overdue(TaskOverdue overdue, (string Role, string UnitPath, string Bodies) to, int place) =>
        Make(
            overdue,
            NoticeKind.TaskOverdue,
            to.Role,
            to.UnitPath,
            MatterOf(overdue.Task),
            overdue.DueAt,
            $"Quá hạn nhiệm vụ của {to.Bodies}: {overdue.Text} (kế hoạch {overdue.Number}, hạn {VietnamTime.Display(overdue.DueAt)}).",
            place
        );

    /// <summary>Who holds the same role at the same unit reads one notice for all bodies.</summary>
    private static IEnumerable<(string Role, string UnitPath, string Bodies)> Readers(IReadOnlyList<TaskAssignee> assignees) =>
        assignees
            .GroupBy(to => (to.Role, to.UnitPath))
            .Select(group => (group.Key.Role, group.Key.UnitPath, BodiesOf(group.Select(to => to.Body).Distinct().ToList())));

    private static string BodiesOf(List<string> names) =>
        string.Join(", ", names.Take(MostBodies)) + (names.Count > MostBodies ? $" và {names.Count - MostBodies} đơn vị khác" : "");

    private static string MatterOf(string task) => $"task/{task}";

    /// <summary>What a report is about, by which later events find its notices.</summary>
    private static string MatterOf(string rule, string unitCode, DateOnly from) => $"{rule}/{unitCode}/{from:yyyy-MM-dd}";

    private static string Span(DateOnly from, DateOnly to) =>
        from == to ? $"ngày {VietnamTime.Display(from)}" : $"từ {VietnamTime.Display(from)} đến {VietnamTime.Display(to)}";

    /// <summary>The code of a village is that of its commune with a suffix.</summary>
    internal static bool IsVillage(IPlanEvent @event) => @event.UnitCode.Contains('-', StringComparison.Ordinal);

    /// <summary>The role that acts for the unit of an event.</summary>
    internal static string RoleAt(IPlanEvent @event) => IsVillage(@event) ? "reporter" : "officer";

    /// <summary>A notice of a plan.</summary>
    internal static Notice Make(
        IPlanEvent @event,
        NoticeKind kind,
        string role,
        string unitPath,
        string matter,
        DateTimeOffset? dueAt,
        string text,
        int place
    ) =>
        new()
        {
            Id = NoticeId.Of(@event.EventId, place),
            Kind = kind,
            PlanId = @event.PlanId,
            Role = role,
            UnitPath = unitPath,
            Stage = matter,
            DueAt = dueAt,
            At = @event.OccurredAt,
            Text = text,
        };
}

using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;

namespace Ntm.Notifications.Domain;

/// <summary>Notices whose matter an event ends.</summary>
/// <param name="Matter">What of the plan it is about; empty for all of it.</param>
/// <param name="Kind">Kind of the notices; null for every kind.</param>
internal sealed record DoneMatter(string Matter, NoticeKind? Kind);

/// <summary>Which notices follow from an event about a plan, with their text, and which are done by it.</summary>
internal static class PlanNoticeText
{
    public static IReadOnlyList<Notice> For(IPlanEvent @event) =>
        @event switch
        {
            PlanPublished published => [.. published.Addressees.Select((to, place) => Published(published, to, place))],
            ReportDue due => [Due(due)],
            ReportLate late when IsVillage(late) => [Late(late, late.UnitPath, 0), Late(late, Above(late.UnitPath), 1)],
            ReportLate late => [Late(late, late.UnitPath, 0)],
            TargetReached reached => [Reached(reached, "officer", 0), Reached(reached, "leader", 1)],
            DifficultyRaised or DifficultyAnswered or DifficultyOverdue => DifficultyNoticeText.For(@event),
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

    /// <summary>What a report is about, by which later events find its notices.</summary>
    private static string MatterOf(string rule, string unitCode, DateOnly from) => $"{rule}/{unitCode}/{from:yyyy-MM-dd}";

    private static string Span(DateOnly from, DateOnly to) =>
        from == to ? $"ngày {VietnamTime.Display(from)}" : $"từ {VietnamTime.Display(from)} đến {VietnamTime.Display(to)}";

    /// <summary>The code of a village is that of its commune with a suffix.</summary>
    private static bool IsVillage(IPlanEvent @event) => @event.UnitCode.Contains('-', StringComparison.Ordinal);

    private static string RoleAt(IPlanEvent @event) => IsVillage(@event) ? "reporter" : "officer";

    private static string Above(string path) => path[..path.LastIndexOf('/')];

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

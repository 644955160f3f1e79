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
            _ => [],
        };

    /// <summary>The notices that an event ends; null for none.</summary>
    public static DoneMatter? DoneBy(IPlanEvent @event) =>
        @event switch
        {
            PlanPublished { Edition: > 1 } => new DoneMatter("", NoticeKind.PlanPublished),
            PlanClosed => new DoneMatter("", null),
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

    private static Notice Make(
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

using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;

namespace Ntm.Notifications.Domain;

/// <summary>Which notices follow from an event about a difficulty with a plan, with their text.</summary>
internal static class DifficultyNoticeText
{
    public static IReadOnlyList<Notice> For(IPlanEvent @event) =>
        @event switch
        {
            DifficultyRaised raised => [Raised(raised)],
            DifficultyAnswered answered => [Answered(answered)],
            DifficultyOverdue overdue => [Overdue(overdue, "officer", 0), Overdue(overdue, "leader", 1)],
            _ => [],
        };

    /// <summary>The notices that an event ends: those to the unit with which it lay, and those to the unit that raised it.</summary>
    public static DoneMatter? DoneBy(IPlanEvent @event) =>
        @event switch
        {
            DifficultyRaised raised => new DoneMatter(MatterOf(raised.DifficultyId), null),
            DifficultyAnswered answered => new DoneMatter(MatterOf(answered.DifficultyId), null),
            _ => null,
        };

    private static Notice Raised(DifficultyRaised raised) =>
        PlanNoticeText.Make(
            raised,
            NoticeKind.DifficultyRaised,
            "officer",
            raised.AtPath,
            MatterOf(raised.DifficultyId),
            raised.AnswerBefore,
            $"Đơn vị {raised.UnitCode} nêu vướng mắc chờ trả lời"
                + (raised.AnswerBefore is { } end ? $" trước {VietnamTime.Display(end)}." : "."),
            0
        );

    private static Notice Answered(DifficultyAnswered answered) =>
        PlanNoticeText.Make(
            answered,
            NoticeKind.DifficultyAnswered,
            PlanNoticeText.RoleAt(answered),
            answered.UnitPath,
            MatterOf(answered.DifficultyId),
            null,
            "Vướng mắc của đơn vị đã được trả lời. Hãy xem và đóng, hoặc mở lại nếu chưa được giải quyết.",
            0
        );

    private static Notice Overdue(DifficultyOverdue overdue, string role, int place) =>
        PlanNoticeText.Make(
            overdue,
            NoticeKind.DifficultyOverdue,
            role,
            overdue.AtPath,
            MatterOf(overdue.DifficultyId),
            overdue.AnswerBefore,
            $"Quá hạn trả lời vướng mắc của đơn vị {overdue.UnitCode}, hạn {VietnamTime.Display(overdue.AnswerBefore)}.",
            place
        );

    private static string MatterOf(Guid difficulty) => $"difficulty/{difficulty:N}";
}

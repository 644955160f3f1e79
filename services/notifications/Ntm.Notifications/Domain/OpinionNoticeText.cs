using Ntm.Contracts.Dossier.V1;
using Ntm.LegalTime;

namespace Ntm.Notifications.Domain;

/// <summary>Which notices follow from an event about an opinion asked of others, with their text. Words of question and answer are not
/// in them.</summary>
internal static class OpinionNoticeText
{
    public static IReadOnlyList<Notice> For(IOpinionEvent @event) =>
        @event switch
        {
            OpinionAsked asked =>
            [
                Make(
                    asked,
                    NoticeKind.OpinionAsked,
                    RoleOf(asked.AskedRole, asked.AskedDepartment),
                    asked.AskedUnitPath,
                    asked.DueAt,
                    $"Xin ý kiến phối hợp về {About(asked)}, trả lời trước {VietnamTime.Display(asked.DueAt)}."
                ),
            ],
            OpinionReminded { Cause: "Missed" } missed =>
            [
                Reminder(missed, $"Đã quá hạn cho ý kiến về {About(missed)}, hạn {VietnamTime.Display(missed.DueAt)}."),
                Make(
                    missed,
                    NoticeKind.OpinionMissed,
                    missed.ActorRole,
                    missed.ActorUnitPath,
                    missed.DueAt,
                    $"Câu hỏi số {missed.Number} xin ý kiến về {About(missed)} đã quá hạn mà chưa có trả lời.",
                    NoticeId.Of(missed.EventId, 1)
                ),
            ],
            OpinionReminded { Cause: "Approaching" } near =>
            [
                Reminder(near, $"Còn 1 ngày làm việc để cho ý kiến về {About(near)}, trước {VietnamTime.Display(near.DueAt)}."),
            ],
            OpinionReminded reminded =>
            [
                Reminder(reminded, $"Nhắc cho ý kiến về {About(reminded)}, hạn {VietnamTime.Display(reminded.DueAt)}."),
            ],
            OpinionAnswered answered =>
            [
                Make(
                    answered,
                    NoticeKind.OpinionAnswered,
                    answered.ActorRole,
                    answered.ActorUnitPath,
                    null,
                    $"Đã có trả lời cho câu hỏi số {answered.Number} xin ý kiến về {About(answered)}."
                ),
            ],
            _ => [],
        };

    /// <summary>What a notice about an opinion stands for: the stage that asks, and the number.</summary>
    public static string MatterOf(IOpinionEvent @event) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{MattersOf(@event.Stage)}{@event.Number}");

    /// <summary>What the notices about opinions of a stage have in common.</summary>
    public static string MattersOf(string stage) => stage + "/opinion/";

    private static Notice Reminder(OpinionReminded reminded, string text) =>
        Make(
            reminded,
            NoticeKind.OpinionReminded,
            RoleOf(reminded.AskedRole, reminded.AskedDepartment),
            reminded.AskedUnitPath,
            reminded.DueAt,
            text
        );

    private static Notice Make(
        IOpinionEvent @event,
        NoticeKind kind,
        string role,
        string unitPath,
        DateTimeOffset? dueAt,
        string text,
        Guid? id = null
    ) =>
        new()
        {
            Id = id ?? @event.EventId,
            Kind = kind,
            DossierId = @event.DossierId,
            Role = role,
            UnitPath = unitPath,
            Stage = MatterOf(@event),
            DueAt = dueAt,
            At = @event.OccurredAt,
            Text = text,
        };

    private static string RoleOf(string role, string? department) => department is null ? role : $"{role}#{department}";

    private static string About(IOpinionEvent @event) => $"hồ sơ của {@event.UnitName}, bước “{@event.StageTitle}”";
}

using System.Globalization;
using Ntm.Contracts.Dossier.V1;
using Ntm.LegalTime;

namespace Ntm.Notifications.Domain;

/// <summary>Which notices follow from an event, with their text.</summary>
internal static class NoticeText
{
    public static IReadOnlyList<Notice> For(IDossierEvent @event) =>
        @event switch
        {
            CriterionLossRecorded lost =>
            [
                Make(lost, NoticeKind.CriterionLost, "officer", lost.UnitPath, "", null, LossOf(lost)),
                Make(lost, NoticeKind.CriterionLost, "appraiser", lost.ProvincePath, "", null, LossOf(lost), NoticeId.Of(lost.EventId, 1)),
            ],
            // The leader submitted it, the officer mends it.
            ItemsReturned returned =>
            [
                Make(returned, NoticeKind.Returned, "officer", returned.UnitPath, returned.Stage, null, ReturnOf(returned)),
                Make(
                    returned,
                    NoticeKind.Returned,
                    "leader",
                    returned.UnitPath,
                    returned.Stage,
                    null,
                    ReturnOf(returned),
                    NoticeId.Of(returned.EventId, 1)
                ),
            ],
            DossierWithdrawn withdrawn =>
            [
                .. withdrawn.EndedWork.Select(
                    (work, place) =>
                        Make(
                            withdrawn,
                            NoticeKind.Closed,
                            work.ActorRole,
                            work.ActorUnitPath,
                            work.Stage,
                            null,
                            (withdrawn.ContinuedIn is null ? "Hồ sơ đã được xã rút" : "Hồ sơ đã kết thúc do sáp nhập xã")
                                + $", không còn việc “{work.StageTitle}”. Lý do: {withdrawn.Reason}",
                            NoticeId.Of(withdrawn.EventId, place)
                        )
                ),
            ],
            DossierUnitChanged changed => [.. changed.HandedOver.SelectMany((stage, place) => HandedOver(changed, stage, place))],
            _ => One(@event) is { } notice ? [notice] : [],
        };

    private static Notice? One(IDossierEvent @event) =>
        @event switch
        {
            StageOpened { EditableCriteria: null or { Count: > 0 }, Kind: "Preparation", Round: > 1 } opened => Make(
                opened,
                NoticeKind.Returned,
                opened.ActorRole,
                opened.ActorUnitPath,
                opened.Stage,
                opened.DueAt,
                $"Hồ sơ bị trả lại để hoàn thiện: {opened.StageTitle}{Due(opened.DueAt)}."
            ),
            StageOpened opened => Make(
                opened,
                NoticeKind.StageOpened,
                opened.ActorRole,
                opened.ActorUnitPath,
                opened.Stage,
                opened.DueAt,
                $"Có việc mới: {opened.StageTitle}{Due(opened.DueAt)}{Unknown(opened)}."
            ),
            DeadlineApproaching near => Make(
                near,
                NoticeKind.DeadlineApproaching,
                near.ActorRole,
                near.ActorUnitPath,
                near.Stage,
                near.DueAt,
                $"Còn {near.WorkingDaysLeft} ngày làm việc: {near.StageTitle}{Due(near.DueAt)}."
            ),
            DeadlineMissed missed => Make(
                missed,
                NoticeKind.DeadlineMissed,
                missed.ActorRole,
                missed.ActorUnitPath,
                missed.Stage,
                missed.DueAt,
                $"Đã quá hạn: {missed.StageTitle}{Due(missed.DueAt)}."
            ),
            DeadlineSet set => Make(
                set,
                NoticeKind.DeadlineSet,
                set.ActorRole,
                set.ActorUnitPath,
                set.Stage,
                set.DueAt,
                $"Đã xác định thời hạn: {set.StageTitle}{Due(set.DueAt)}."
            ),
            SubmissionExtended extended => Make(
                extended,
                NoticeKind.DeadlineExtended,
                "officer",
                extended.UnitPath,
                extended.Stage,
                extended.Until,
                (extended.Correction is null ? "Được gia hạn" : "Đính chính thời hạn")
                    + $" theo văn bản {extended.DocumentNumber}{Due(extended.Until)}."
            ),
            DossierClosed closed => Make(
                closed,
                NoticeKind.Closed,
                "officer",
                closed.UnitPath,
                "",
                null,
                "Hồ sơ đã kết thúc" + Outcome(closed.Outcome) + "."
            ),
            _ => null,
        };

    private static IEnumerable<Notice> HandedOver(DossierUnitChanged changed, HandedOverStage stage, int place) =>
        [
            Make(
                changed,
                NoticeKind.HandedOver,
                stage.ActorRole,
                stage.FormerActorUnitPath,
                stage.Stage,
                null,
                $"Việc “{stage.StageTitle}” của {changed.UnitName} đã chuyển cho đơn vị kế thừa do sắp xếp đơn vị hành chính.",
                NoticeId.Of(changed.EventId, 2 * place)
            ),
            Make(
                changed,
                NoticeKind.StageOpened,
                stage.ActorRole,
                stage.ActorUnitPath,
                stage.Stage,
                stage.DueAt,
                $"Tiếp nhận việc do sắp xếp đơn vị hành chính: {stage.StageTitle} của {changed.UnitName}{Due(stage.DueAt)}.",
                NoticeId.Of(changed.EventId, (2 * place) + 1)
            ),
        ];

    private static Notice Make(
        IDossierEvent @event,
        NoticeKind kind,
        string role,
        string unitPath,
        string stage,
        DateTimeOffset? dueAt,
        string text,
        Guid? id = null
    ) =>
        new()
        {
            // From the event's own id: an event makes the same notices, however often it is delivered.
            Id = id ?? @event.EventId,
            Kind = kind,
            DossierId = @event.DossierId,
            Role = role,
            UnitPath = unitPath,
            Stage = stage,
            DueAt = dueAt,
            At = @event.OccurredAt,
            Text = text,
        };

    private static string ReturnOf(ItemsReturned returned) =>
        $"Trả lại {returned.Items.Count} nội dung: {string.Join("; ", returned.Items.Select(Item))}.";

    private static string LossOf(CriterionLossRecorded lost) =>
        $"Rớt chuẩn: tiêu chí {lost.CriterionCode} của đơn vị {lost.UnitCode} không còn đạt theo lần tự đánh giá thứ {lost.Revision}.";

    /// <summary>An enum name of a later version is left out, never replaced by another.</summary>
    private static string Outcome(string outcome) =>
        outcome switch
        {
            "Recognised" => ": được công nhận",
            "Kept" => ": giữ vững danh hiệu",
            "NotKept" => ": chưa giữ vững danh hiệu",
            "Refused" => ": không được công nhận",
            "Withdrawn" => ": xã đã rút",
            _ => "",
        };

    private static string Item(ReturnedItem item) =>
        item.Kind switch
        {
            "criterion" => "tiêu chí ",
            "document" => "tài liệu ",
            _ => "mục ",
        } + item.Key;

    private static string Unknown(StageOpened opened) =>
        opened.DueUnknown ? ", thời hạn sẽ được thông báo khi có lịch làm việc của năm" : "";

    private static string Due(DateTimeOffset? dueAt) =>
        dueAt is { } instant
            ? ", trước " + instant.ToOffset(VietnamTime.Offset).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture)
            : "";
}

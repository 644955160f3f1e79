using System.Globalization;
using Ntm.BuildingBlocks.Time;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Notifications.Domain;

/// <summary>Which notices follow from a fact, and in which words.</summary>
internal static class NoticeText
{
    public static Notice? For(IDossierFact fact) => fact switch
    {
        StageOpened { EditableCriteria: null or { Count: > 0 }, Kind: "Preparation", Round: > 1 } opened => Make(
            opened, NoticeKind.Returned, opened.ActorRole, opened.ActorUnitPath, opened.Stage, opened.DueAt,
            $"Hồ sơ bị trả lại để hoàn thiện: {opened.StageTitle}{Due(opened.DueAt)}."),
        StageOpened opened => Make(
            opened, NoticeKind.StageOpened, opened.ActorRole, opened.ActorUnitPath, opened.Stage, opened.DueAt,
            $"Có việc mới: {opened.StageTitle}{Due(opened.DueAt)}."),
        ItemsReturned returned => Make(
            returned, NoticeKind.Returned, "officer", returned.UnitPath, returned.Stage, null,
            $"Trả lại {returned.Items.Count} nội dung: {string.Join("; ", returned.Items.Select(Item))}."),
        DeadlineApproaching near => Make(
            near, NoticeKind.DeadlineApproaching, near.ActorRole, near.ActorUnitPath, near.Stage, near.DueAt,
            $"Còn {near.WorkingDaysLeft} ngày làm việc: {near.StageTitle}{Due(near.DueAt)}."),
        DeadlineMissed missed => Make(
            missed, NoticeKind.DeadlineMissed, missed.ActorRole, missed.ActorUnitPath, missed.Stage, missed.DueAt,
            $"Đã quá hạn: {missed.StageTitle}{Due(missed.DueAt)}."),
        SubmissionExtended extended => Make(
            extended, NoticeKind.DeadlineExtended, "officer", extended.UnitPath, extended.Stage, extended.Until,
            $"Được gia hạn theo văn bản {extended.DocumentNumber}{Due(extended.Until)}."),
        DossierClosed closed => Make(
            closed, NoticeKind.Closed, "officer", closed.UnitPath, "", null,
            "Hồ sơ đã kết thúc" + Outcome(closed.Outcome) + "."),
        _ => null,
    };

    private static Notice Make(
        IDossierFact fact, NoticeKind kind, string role, string unitPath, string stage, DateTimeOffset? dueAt, string text) => new()
        {
            // The fact's own id: a fact makes one notice, however often it is heard.
            Id = fact.EventId,
            Kind = kind,
            DossierId = fact.DossierId,
            Role = role,
            UnitPath = unitPath,
            Stage = stage,
            DueAt = dueAt,
            At = fact.OccurredAt,
            Text = text,
        };

    /// <summary>A word of a later version is said in no other word's place.</summary>
    private static string Outcome(string outcome) => outcome switch
    {
        "Recognised" => ": được công nhận",
        "Refused" => ": không được công nhận",
        _ => "",
    };

    private static string Item(ReturnedItem item) => item.Kind switch
    {
        "criterion" => "tiêu chí ",
        "document" => "tài liệu ",
        _ => "mục ",
    } + item.Key;

    private static string Due(DateTimeOffset? dueAt) => dueAt is { } instant
        ? ", trước " + instant.ToOffset(LegalTime.Zone.BaseUtcOffset).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture)
        : "";
}

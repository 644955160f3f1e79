using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>Refusals of a self-assessment. The codes are stable; programs may rely on them.</summary>
internal static class AssessmentErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "assessment.self_assessment_not_found",
        "Không có bản tự đánh giá của hồ sơ này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error NothingEditable = Error.Conflict(
        "assessment.not_editable",
        "Hồ sơ không ở bước tự đánh giá hoặc bổ sung; các tiêu chí đang khóa. Chỉ sửa được khi hồ sơ được mở hoặc trả lại tiêu chí."
    );

    public static readonly Error NothingToSubmit = Error.Conflict(
        "assessment.nothing_to_submit",
        "Chưa nhập giá trị của chỉ tiêu nào; hãy nhập trước khi gửi."
    );

    public static readonly Error EvidenceNotFound = Error.NotFound(
        "assessment.evidence_not_found",
        "Không có tệp minh chứng này, hoặc tài khoản không được xem."
    );

    public static readonly Error EvidenceNotAttached = Error.NotFound(
        "assessment.evidence_not_found",
        "Chỉ tiêu này không có tệp minh chứng đó."
    );

    public static readonly Error RevisionNotFound = Error.NotFound(
        "assessment.revision_not_found",
        "Không có lần gửi này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error CriteriaSetNotFound = Error.NotFound("assessment.criteria_set_not_found", "Không có bộ tiêu chí này.");

    public static readonly Error UnitUnknown = Error.NotFound(
        "assessment.unit_unknown",
        "Không có xã nào mang mã này trong danh mục đơn vị."
    );

    public static Error Forbidden(string message) => Error.Forbidden("assessment.forbidden", message);

    public static Error NoCriteriaSet(string title, DateOnly day) =>
        Error.Conflict(
            "assessment.no_criteria_set",
            $"Không có bộ tiêu chí nào của danh hiệu {ProvinceTitles.NameOf(title)} có hiệu lực vào ngày {VietnamTime.Display(day)}; "
                + "chưa thể tự đánh giá. "
                + WhyNone(title, day)
        );

    private static readonly DateOnly NewSetsFrom = new(2026, 2, 15);

    private static string WhyNone(string title, DateOnly day) =>
        title switch
        {
            "xa-ntm-nang-cao" when day >= NewSetsFrom =>
                "Bộ tiêu chí xã nông thôn mới nâng cao hết hiệu lực từ 15/02/2026 và không có bộ quốc gia thay thế; danh hiệu tiếp theo là "
                    + "xã nông thôn mới hiện đại (thí điểm, tiêu chí do tỉnh ban hành).",
            "xa-ntm-hien-dai" =>
                "Xã nông thôn mới hiện đại là danh hiệu thí điểm, tiêu chí do tỉnh ban hành; chờ tỉnh công bố bộ tiêu chí của mình.",
            _ => "Hãy báo cơ quan thường trực của tỉnh.",
        };

    public static Error CriterionLocked(string criterion, string field) =>
        Error.Conflict("assessment.criterion_locked", $"Tiêu chí {criterion} không nằm trong các tiêu chí được mở để đánh giá lại.", field);

    public static Error EvidenceMissing(IEnumerable<string> codes) =>
        Error.Conflict(
            "assessment.evidence_missing",
            $"Bộ tiêu chí yêu cầu minh chứng cho chỉ tiêu: {string.Join(", ", codes)}. Hãy đính kèm tệp minh chứng rồi gửi."
        );

    public static Error EvidenceFull(int most) =>
        Error.Conflict("assessment.evidence_full", $"Chỉ tiêu đã đủ {most} tệp minh chứng. Gỡ bớt tệp cũ trước khi thêm.", "file");
}

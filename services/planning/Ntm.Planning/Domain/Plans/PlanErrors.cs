namespace Ntm.Planning.Domain.Plans;

/// <summary>Refusals about plans. The codes are stable; programs may rely on them.</summary>
internal static class PlanErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.plan_not_found",
        "Không có kế hoạch này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error EditionNotFound = Error.NotFound("planning.edition_not_found", "Kế hoạch không có lần ban hành này.");

    public static readonly Error UnitUnknown = Error.NotFound(
        "planning.unit_unknown",
        "Không có đơn vị nào mang mã này trong danh mục đơn vị."
    );

    public static readonly Error Closed = Error.Conflict("planning.plan_closed", "Kế hoạch đã kết thúc; không sửa hay ban hành được nữa.");

    public static readonly Error NoDraft = Error.Conflict(
        "planning.no_draft",
        "Kế hoạch không có dự thảo nào đang chờ. Hãy lưu nội dung sửa đổi trước."
    );

    public static readonly Error DraftPending = Error.Conflict(
        "planning.draft_pending",
        "Kế hoạch đang có dự thảo sửa đổi. Hãy ban hành hoặc bỏ dự thảo trước."
    );

    public static readonly Error NotPublished = Error.Conflict("planning.not_published", "Kế hoạch chưa được ban hành.");

    public static readonly Error OwnDraft = Error.Forbidden(
        "planning.own_draft",
        "Người soạn dự thảo không tự ban hành. Hãy chuyển cho lãnh đạo khác của đơn vị."
    );

    public static readonly Error NumberMissing = Error.Conflict(
        "planning.number_missing",
        "Kế hoạch phải có số và ngày ban hành trước khi ban hành.",
        "header.number"
    );

    public static readonly Error IssuedInFuture = Error.Invalid(
        "planning.issued_in_future",
        "Ngày ban hành không thể ở tương lai.",
        "header.issuedOn"
    );

    public static readonly Error ReasonMissing = Error.Invalid(
        "planning.reason_missing",
        "Sửa đổi kế hoạch đã ban hành phải nêu lý do hoặc văn bản sửa đổi.",
        "reason"
    );

    public static readonly Error ParentNotInForce = Error.Conflict(
        "planning.parent_not_in_force",
        "Kế hoạch cấp trên được dẫn chưa ban hành, đã kết thúc hoặc không thuộc cấp trên của đơn vị.",
        "header.parentId"
    );

    public static readonly Error Unchanged = Error.Conflict(
        "planning.unchanged",
        "Dự thảo không khác bản đang có hiệu lực; không có gì để ban hành."
    );

    public static Error Forbidden(string message) => Error.Forbidden("planning.forbidden", message);

    public static Error NumberTaken(string number) =>
        Error.Conflict("planning.number_taken", $"Đơn vị đã có kế hoạch số {number} trong năm này.", "header.number");

    /// <summary>A fault of a plan's content, at its place.</summary>
    public static Error Content(ContentFault fault) => Error.Invalid("planning.content_invalid", fault.Message, fault.Path);
}

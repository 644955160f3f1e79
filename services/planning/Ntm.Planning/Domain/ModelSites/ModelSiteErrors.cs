namespace Ntm.Planning.Domain.ModelSites;

/// <summary>Refusals about model sites. The codes are stable; programs may rely on them.</summary>
internal static class ModelSiteErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.model_site_not_found",
        "Không có khu dân cư hay vườn mẫu này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error NotKeeper = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của xã được ghi khu dân cư kiểu mẫu, vườn mẫu."
    );

    public static readonly Error NotRecogniser = Error.Forbidden(
        "planning.forbidden",
        "Chỉ lãnh đạo của xã được ghi quyết định công nhận."
    );

    public static readonly Error IdTaken = Error.Conflict(
        "planning.model_site_id_taken",
        "Mã này đã dùng cho một bản ghi khác. Gửi lại với mã mới.",
        "id"
    );

    public static readonly Error NumberInvalid = Error.Invalid(
        "planning.garden_number",
        "Vườn mẫu phải có số thứ tự trong thôn, từ 1 đến 999; khu dân cư không ghi số.",
        "number"
    );

    public static readonly Error Exists = Error.Conflict(
        "planning.model_site_exists",
        "Thôn đã có bản ghi này trong kế hoạch. Hãy ghi tiếp vào bản ghi đó."
    );

    public static readonly Error Unchanged = Error.Conflict("planning.state_unchanged", "Trạng thái này đã được ghi.");

    public static readonly Error NotReached = Error.Conflict(
        "planning.model_not_reached",
        "Chưa đạt số tiêu chí tối thiểu hoặc còn thiếu tiêu chí cứng; chưa công nhận được."
    );

    public static readonly Error RecognisedBefore = Error.Conflict("planning.recognised_before", "Đã có quyết định công nhận.");

    public static readonly Error DayInFuture = Error.Invalid("planning.document_in_future", "Ngày không thể ở tương lai.", "day");

    public static readonly Error KindUnknown = Error.Invalid("planning.kind_unknown", "Loại phải là area hoặc garden.", "kind");

    public static Error BeforeLast(DateOnly day) =>
        Error.Invalid("planning.state_before_last", $"Ngày phải không trước lần ghi gần nhất, {VietnamTime.Display(day)}.", "day");

    public static Error BodyUnknown(string key) => Error.Invalid("planning.body_unknown", $"Kế hoạch không có tổ chức {key}.", "helpedBy");

    public static Error CriterionUnknown(ModelRule rule) =>
        Error.Invalid("planning.criterion_unknown", $"Tiêu chí phải từ {rule.Set}-1 đến {rule.Set}-{rule.Count}.", "criterion");
}

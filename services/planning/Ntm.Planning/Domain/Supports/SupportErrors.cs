namespace Ntm.Planning.Domain.Supports;

/// <summary>Refusals about the support of households; none names one. The codes are stable; programs may rely on them.</summary>
internal static class SupportErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.support_not_found",
        "Không có hồ sơ hỗ trợ này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error NotKeeper = Error.Forbidden("planning.forbidden", "Chỉ cán bộ, lãnh đạo của xã được ghi sổ hỗ trợ hộ.");

    public static readonly Error NotLeader = Error.Forbidden(
        "planning.forbidden",
        "Chỉ lãnh đạo của xã được duyệt hoặc từ chối hỗ trợ hộ."
    );

    public static readonly Error OwnEntry = Error.Forbidden(
        "planning.own_entry",
        "Người ghi hồ sơ không tự duyệt. Hãy chuyển cho lãnh đạo khác của xã."
    );

    public static readonly Error IdTaken = Error.Conflict(
        "planning.support_id_taken",
        "Mã này đã dùng cho một hồ sơ khác. Gửi lại với mã mới.",
        "id"
    );

    public static readonly Error FundUnfit = Error.Invalid(
        "planning.fund_not_for_households",
        "Nguồn này không hỗ trợ hộ: kế hoạch phải ghi diện được hưởng và mức hỗ trợ theo hộ, đơn vị VND/hộ.",
        "fund"
    );

    public static readonly Error HouseholdInvalid = Error.Invalid(
        "planning.household_invalid",
        "Mã hộ phải có chữ hoặc số, tối đa 40 ký tự.",
        "householdCode"
    );

    public static readonly Error NotEntered = Error.Conflict(
        "planning.support_not_entered",
        "Hồ sơ không còn ở bước này. Xem lại trạng thái hiện tại."
    );

    public static readonly Error DesignMissing = Error.Conflict(
        "planning.design_not_confirmed",
        "Chưa xác nhận công trình theo mẫu thiết kế chuẩn. Hãy xác nhận trước khi duyệt."
    );

    public static readonly Error NotApproved = Error.Conflict(
        "planning.support_not_approved",
        "Hồ sơ chưa được duyệt hoặc đã chi; không chi được."
    );

    public static readonly Error PaidInFuture = Error.Invalid(
        "planning.document_in_future",
        "Ngày của chứng từ không thể ở tương lai.",
        "day"
    );

    public static readonly Error StateUnknown = Error.Invalid(
        "planning.state_unknown",
        "Trạng thái phải là một trong: entered, approved, paid, rejected, withdrawn, repaid.",
        "state"
    );

    public static Error NotThere(SupportState state) =>
        Error.Conflict(
            "planning.support_state",
            state switch
            {
                SupportState.Paid => "Hồ sơ đã chi. Nếu phải thu hồi, hãy ghi hoàn trả.",
                SupportState.Entered => "Hồ sơ chưa chi nên không có gì để hoàn trả.",
                SupportState.Approved => "Hồ sơ đã duyệt, chưa chi. Hãy rút hồ sơ nếu không thực hiện.",
                _ => "Hồ sơ đã kết thúc.",
            }
        );

    public static Error CategoryUnknown(IEnumerable<string> categories) =>
        Error.Invalid("planning.category_unknown", $"Diện được hưởng phải là một trong: {string.Join("; ", categories)}.", "category");

    /// <summary>The household stands in the register already.</summary>
    public static Error SupportedBefore(int number, string plan) =>
        Error.Conflict(
            "planning.household_supported",
            $"Hộ này đã có hồ sơ số {number} của nguồn này tại xã, theo kế hoạch {plan}.",
            "householdCode"
        );
}

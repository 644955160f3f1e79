namespace Ntm.Planning.Domain.Reports;

/// <summary>Refusals about reports. The codes are stable; programs may rely on them.</summary>
internal static class ReportErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "planning.report_not_found",
        "Không có báo cáo này, hoặc tài khoản không thuộc phạm vi được xem."
    );

    public static readonly Error PlanNotFound = PlanErrors.NotFound with { Field = "planId" };

    public static readonly Error PlanNotPublished = PlanErrors.NotPublished with { Field = "planId" };

    public static readonly Error PlanClosed = Error.Conflict(
        "planning.plan_closed",
        "Kế hoạch đã kết thúc; không nhận báo cáo nữa.",
        "planId"
    );

    public static readonly Error UnitUnknown = Error.Invalid(
        "planning.unit_not_of_plan",
        "Đơn vị này không thuộc kế hoạch. Chọn đơn vị ban hành kế hoạch hoặc một đơn vị bên dưới.",
        "unitCode"
    );

    public static readonly Error NotYourUnit = new(
        "planning.not_your_unit",
        "Chỉ người báo cáo của thôn, hoặc cán bộ xã làm thay, được nộp báo cáo của thôn; báo cáo của xã do cán bộ, lãnh đạo xã nộp.",
        ErrorKind.Forbidden,
        "unitCode"
    );

    public static readonly Error InFuture = Error.Invalid(
        "planning.span_in_future",
        "Kỳ báo cáo này chưa bắt đầu. Hãy báo cáo khi kỳ đã bắt đầu.",
        "start"
    );

    public static readonly Error SpanClosed = Error.Conflict(
        "planning.week_closed",
        "Kỳ này đã được xã tổng hợp gửi lên trên; không nhận hay sửa báo cáo của kỳ nữa.",
        "start"
    );

    public static readonly Error OtherSpan = Error.Conflict(
        "planning.report_other_span",
        "Mã báo cáo này đã dùng cho kế hoạch, đơn vị hoặc kỳ khác. Lập báo cáo mới với mã mới.",
        "id"
    );

    public static readonly Error AmendmentUnmatched = Error.Conflict(
        "planning.report_filed_before",
        "Báo cáo này đã nộp với nội dung khác. Xem bản đã nộp, rồi gửi lại kèm If-Match là phiên bản đó."
    );

    public static readonly Error Empty = Error.Invalid(
        "planning.report_empty",
        "Báo cáo chưa có số nào và chưa có lời nào. Ghi ít nhất một trong hai.",
        "figures"
    );

    public static readonly Error ReturnedBefore = Error.Conflict(
        "planning.report_returned_before",
        "Báo cáo đã được trả lại và đang chờ đơn vị làm lại."
    );

    public static readonly Error NotReturner = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của đơn vị nhận báo cáo được trả lại báo cáo."
    );

    public static readonly Error NotSender = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của đơn vị ban hành kế hoạch được gửi báo cáo tổng hợp."
    );

    public static readonly Error NotSent = Error.Conflict("planning.not_sent", "Báo cáo tổng hợp của kỳ này chưa được gửi lên.");

    public static readonly Error ConsolidationNotFound = Error.NotFound(
        "planning.consolidation_not_found",
        "Kế hoạch không có chế độ báo cáo này, hoặc không có kỳ nào bắt đầu ngày này."
    );

    public static readonly Error RangeInvalid = Error.Invalid(
        "planning.range_invalid",
        "Ngày đầu phải không sau ngày cuối, và khoảng không quá 400 ngày.",
        "from"
    );

    public static Error RuleUnknown(string key) =>
        Error.Invalid("planning.rule_unknown", $"Kế hoạch không có chế độ báo cáo {key}.", "rule");

    public static Error NotReporter(string unit, string rule) =>
        Error.Invalid("planning.not_reporter", $"{unit} không phải nơi báo cáo theo chế độ {rule}.", "unitCode");

    public static Error NotInPlan(DateOnly? near) =>
        Error.Invalid(
            "planning.span_not_in_plan",
            "Không có kỳ báo cáo nào của kế hoạch bắt đầu ngày này."
                + (near is { } day ? $" Kỳ gần nhất bắt đầu ngày {VietnamTime.Display(day)}." : ""),
            "start"
        );

    public static Error StatusUnknown(IEnumerable<string> known) =>
        Error.Invalid("planning.status_unknown", $"Tình trạng phải là một trong: {string.Join(", ", known)}.", "status");

    /// <summary>Another report of the same unit for the same span is there.</summary>
    public static Error Exists(Guid id) =>
        Error.Conflict("planning.report_exists", $"Kỳ này đã có báo cáo {id} của đơn vị. Hãy sửa báo cáo đó.", "start");
}

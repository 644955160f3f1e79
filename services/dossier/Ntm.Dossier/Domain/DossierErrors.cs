using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain;

/// <summary>Refusals of a dossier. The codes are stable; programs may rely on them.</summary>
internal static class DossierErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "dossier.not_found",
        "Không tìm thấy hồ sơ, hoặc hồ sơ không thuộc địa bàn của bạn."
    );

    public static readonly Error NotActor = Error.Forbidden(
        "dossier.not_actor",
        "Bước này không thuộc vai trò và đơn vị của bạn. Hãy liên hệ đúng người phụ trách bước."
    );

    public static readonly Error NotReconciler = Error.Forbidden(
        "dossier.not_reconciler",
        "Chỉ lãnh đạo, quản trị viên cấp tỉnh được sửa sai lệch và kiểm toán viên cấp tỉnh được xem. Hãy chuyển cho họ."
    );

    public static readonly Error NotOverseer = Error.Forbidden(
        "dossier.not_overseer",
        "Chỉ lãnh đạo và quản trị viên xem được việc đang chờ của cả đơn vị. Hãy đề nghị họ."
    );

    public static readonly Error SeparationOfDuties = Error.Forbidden(
        "dossier.separation_of_duties",
        "Bạn đã tham gia lập hồ sơ này nên không được thẩm tra, thẩm định, biểu quyết, quyết định, công bố hay gia hạn. "
            + "Hãy giao cho người khác."
    );

    public static readonly Error AuditWithheld = Error.Forbidden(
        "dossier.audit_withheld",
        "Đang có bước thẩm tra, thẩm định hoặc biểu quyết: lúc này chỉ người kiểm tra, giám sát được đọc nhật ký. Hãy đọc khi bước đó xong."
    );

    public static readonly Error NothingGiven = Error.Invalid(
        "dossier.nothing_given",
        "Chưa nêu tiêu chí hoặc thành phần hồ sơ nào. Hãy chọn ít nhất một mục.",
        "items"
    );

    public static readonly Error ReturnNeedsItems = Error.Invalid(
        "dossier.return_needs_items",
        "Trả hồ sơ phải nêu rõ từng tiêu chí hoặc thành phần bị trả kèm lý do.",
        "items"
    );

    public static readonly Error SelfAssessmentMissing = Error.Conflict(
        "dossier.self_assessment_not_passed",
        "Chưa nộp bản tự đánh giá. Hãy nhập số liệu, rồi nộp bản tự đánh giá."
    );

    public static readonly Error SelfAssessmentNotPassed = Error.Conflict(
        "dossier.self_assessment_not_passed",
        "Bản tự đánh giá mới nhất chưa đạt tất cả tiêu chí. Hãy hoàn thiện và nộp lại bản tự đánh giá."
    );

    public static readonly Error MinutesOpen = Error.Conflict(
        "dossier.council_minutes_open",
        "Phiên họp Hội đồng chưa khép lại bằng biên bản."
    );

    public static readonly Error CouncilNotConvened = Error.Conflict(
        "dossier.council_not_convened",
        "Chưa mở phiên họp Hội đồng. Chủ tịch hoặc Thư ký Hội đồng triệu tập phiên họp trước."
    );

    public static readonly Error CouncilConvened = Error.Conflict(
        "dossier.council_convened",
        "Phiên họp Hội đồng đã có phiếu biểu quyết hoặc kết quả kiểm phiếu, không mở lại được."
    );

    public static readonly Error NotOnRoster = Error.Forbidden(
        "dossier.council_not_on_roster",
        "Bạn không có tên trong quyết định thành lập Hội đồng. Nếu có sai sót, đề nghị lãnh đạo UBND tỉnh kiện toàn Hội đồng."
    );

    public static readonly Error WithdrawalTooLate = Error.Conflict(
        "dossier.withdrawal_too_late",
        "Chỉ rút được hồ sơ trước khi Hội đồng thẩm định biểu quyết và khi hồ sơ chưa kết thúc."
    );

    public static readonly Error NoExtensionToCorrect = Error.Conflict(
        "dossier.no_extension_to_correct",
        "Bước này chưa được gia hạn nên không có gì để đính chính. Bỏ lý do đính chính nếu đây là lần gia hạn đầu.",
        "correction"
    );

    /// <summary>A year whose campaign is not open, with the reason.</summary>
    public static Error CampaignClosed(int year, Campaign? campaign, DateOnly day) =>
        Error.Invalid(
            "dossier.campaign_closed",
            campaign is null
                ? $"Chưa có quy định về đợt xét công nhận năm {year}. Hãy chọn năm đang mở hoặc chờ quy định."
                : $"Đợt xét công nhận năm {year} "
                    + (
                        day < campaign.OpensOn
                            ? $"chỉ mở từ ngày {VietnamTime.Display(campaign.OpensOn)}"
                            : $"đã đóng sau ngày {VietnamTime.Display(campaign.ClosesOn)}"
                    )
                    + $" (theo {campaign.Source}). Hãy chọn năm đang mở.",
            "year"
        );

    public static Error UnitUnknown(string code) =>
        Error.Invalid("dossier.unit_unknown", $"Không có đơn vị hành chính mã {code}. Kiểm tra lại mã.", "unitCode");

    public static Error UnitNotValid(string name, DateOnly day) =>
        Error.Conflict(
            "dossier.unit_not_valid",
            $"{name} không tồn tại vào ngày {VietnamTime.Display(day)}. Chọn đơn vị đang có hiệu lực.",
            "unitCode"
        );

    public static Error UnitLevel(string name) =>
        Error.Invalid("dossier.unit_level", $"{name} không phải là xã; danh hiệu này chỉ xét cho xã.", "unitCode");

    public static Error UnitChain(string level) =>
        Error.Conflict(
            "dossier.unit_chain",
            $"Chưa có dữ liệu đơn vị cấp {(level == "district" ? "huyện" : "tỉnh")} phía trên của xã. Hãy chờ dữ liệu địa giới được "
                + "cập nhật rồi thử lại.",
            "unitCode"
        );

    private static readonly DateOnly NoAdvancedTitleFrom = new(2026, 2, 15);

    public static Error NoPath(string title, string? name, DateOnly day) =>
        Error.Invalid(
            "dossier.no_path",
            $"Không có quy trình cho danh hiệu “{name ?? title}” vào ngày {VietnamTime.Display(day)}. "
                + (
                    title == "xa-ntm-nang-cao" && day >= NoAdvancedTitleFrom
                        ? "Từ 15/02/2026 (QĐ 51/2025/QĐ-TTg) không còn bộ tiêu chí xã nông thôn mới nâng cao; danh hiệu tiếp theo là xã "
                            + "nông thôn mới hiện đại, thí điểm, tiêu chí do tỉnh ban hành."
                        : "Kiểm tra lại danh hiệu."
                ),
            "title"
        );

    public static Error PurposeUnknown(string purpose) =>
        Error.Invalid(
            "dossier.purpose_unknown",
            $"Mục đích “{purpose}” không có; chỉ dùng {Purposes.Recognition} hoặc {Purposes.Upkeep}.",
            "purpose"
        );

    public static Error TitleNotHeld(string unit) =>
        Error.Conflict(
            "dossier.title_not_held",
            $"Hệ thống chưa ghi nhận {unit} đang giữ danh hiệu này. Nếu xã đã được công nhận trước đó, lãnh đạo UBND tỉnh ghi quyết "
                + "định vào hệ thống.",
            "title"
        );

    public static Error AlreadyKept(string unit, int year) =>
        Error.Conflict("dossier.already_kept", $"{unit} đã được ghi nhận giữ vững danh hiệu này năm {year}.");

    public static Error AlreadyOpen(string unit, int year) =>
        Error.Conflict(
            "dossier.already_open",
            $"{unit} đang có hồ sơ của danh hiệu này cho năm {year}. Hãy tiếp tục hồ sơ đó, hoặc rút nó rồi mở hồ sơ mới."
        );

    public static Error AlreadyRecognised(string unit, int year) =>
        Error.Conflict("dossier.already_recognised", $"{unit} đã được công nhận danh hiệu này cho năm {year}, không mở hồ sơ mới được.");

    public static Error StageUnknown(string stage) =>
        Error.NotFound("dossier.stage_unknown", $"Quy trình của hồ sơ không có bước “{stage}”.");

    public static Error StageNotOpen(Stage stage) =>
        Error.Conflict(
            "dossier.stage_not_open",
            $"Bước “{stage.Title}” không mở: chưa đến lượt hoặc đã có người hoàn thành. Hãy tải lại hồ sơ để xem bước đang mở."
        );

    public static Error WrongAct(Stage stage) =>
        Error.Conflict(
            "dossier.wrong_act",
            $"Thao tác này không dùng cho bước “{stage.Title}”. Hãy chọn trong các thao tác mà hồ sơ liệt kê."
        );

    public static Error OutcomeUnknown(Stage stage, string outcome, IEnumerable<string> known) =>
        Error.Invalid(
            "dossier.outcome_unknown",
            $"Bước “{stage.Title}” không có kết quả “{outcome}”; chỉ có: {string.Join(", ", known)}.",
            "outcome"
        );

    public static Error SubmissionClosed(DateTimeOffset cutOff, DateTimeOffset now) =>
        Error.Conflict(
            "dossier.submission_closed",
            $"Đã hết hạn trình hồ sơ: phải trình trước {VietnamTime.Display(cutOff)}, bây giờ là {VietnamTime.Display(now)}. "
                + "Hồ sơ vẫn được giữ nguyên ở dạng dự thảo; đề nghị UBND tỉnh gia hạn bằng văn bản rồi trình lại."
        );

    public static Error AssessmentTooLate(int revision) =>
        Error.Conflict(
            "dossier.assessment_too_late",
            $"Không bước nào đang chờ bản tự đánh giá lần {revision}. Bản này chỉ được ghi vào nhật ký."
        );

    public static Error SurveyNotAwaited(int round) =>
        Error.Conflict(
            "dossier.survey_not_awaited",
            $"Hồ sơ không chờ kết quả khảo sát lượt {round}. Kết quả này chỉ được ghi vào nhật ký."
        );

    public static Error CriterionLostAlready(string code) =>
        Error.Conflict("dossier.criterion_lost_already", $"Hồ sơ đã ghi nhận tiêu chí {code} rớt chuẩn.");

    public static readonly Error NoAlarmDue = Error.Conflict("dossier.no_alarm_due", "Chưa đến lúc nhắc hạn của bước này.");

    public static Error ItemUnknown(string item) =>
        Error.Invalid("dossier.review_item_unknown", $"Hồ sơ không có {item} để xem xét.", "items");

    public static Error NotYourItem(string item, string? department) =>
        Error.Forbidden(
            "dossier.not_your_item",
            department is null ? $"Chỉ cơ quan tổng hợp được cho ý kiến về {item}." : $"{department}, không phải bạn, cho ý kiến về {item}."
        );

    public static Error AlreadyAccepted(string item) =>
        Error.Conflict("dossier.item_already_accepted", $"Lần xem xét trước đã chấp nhận {item}; kết quả đó giữ nguyên.", "items");

    public static Error ReasonNeeded(string item) => Error.Invalid("dossier.reason_needed", $"Phải nêu lý do trả lại {item}.", "items");

    public static Error RejectionReason() => Error.Invalid("dossier.reason_needed", "Phải nêu lý do.", "reason");

    public static Error VerdictMissing(ReviewItem item, string name, string? department) =>
        Error.Conflict(
            "dossier.verdict_missing",
            $"Chưa có ý kiến về {name}" + (department is null ? "." : $" của {department}."),
            item.Key
        );

    public static Error ItemNotAccepted(ReviewItem item, string name) =>
        Error.Conflict(
            "dossier.item_not_accepted",
            $"Không thể chấp thuận hồ sơ khi đang trả lại {name}. Hãy trả hồ sơ hoặc xem xét lại mục này.",
            item.Key
        );

    public static Error ReturnedUnanswered(ReviewItem item, string name) =>
        Error.Conflict(
            "dossier.returned_item_unanswered",
            $"Chưa trả lời việc trả lại {name}. Hãy nộp bản mới của tài liệu, sửa số liệu hoặc minh chứng của tiêu chí rồi nộp lại "
                + "bản tự đánh giá, hoặc giải trình.",
            item.Key
        );

    public static Error ReturnedUnknown(string item) =>
        Error.NotFound("dossier.returned_item_unknown", $"Không có việc trả lại {item} đang chờ trả lời.");

    public static Error DocumentLocked(string document) =>
        Error.Conflict("dossier.document_locked", $"“{document}” không thay đổi được ở các bước đang mở của bạn.", "document");

    public static Error DocumentAccepted(string document) =>
        Error.Conflict("dossier.document_accepted", $"“{document}” đã được chấp nhận nên giữ nguyên.", "document");

    public static Error FileThere(string name) =>
        Error.Conflict("dossier.file_already_there", $"Tệp này đã có trong hồ sơ với tên “{name}”.", "file");

    public static readonly Error FileUnknown = Error.NotFound("dossier.file_unknown", "Không có tệp này trong hồ sơ.");

    public static readonly Error FileOfOthers = Error.Forbidden(
        "dossier.file_of_others",
        "Tệp này do người của bước khác hoặc của sở, ngành khác đưa vào nên chỉ họ gỡ được. Hãy liên hệ họ."
    );

    public static Error NoCutOff(Stage stage) =>
        Error.Conflict("dossier.no_cut_off", $"Bước “{stage.Title}” không có thời hạn luật định để gia hạn.");

    public static Error ExtensionTooEarly(DateOnly current) =>
        Error.Invalid(
            "dossier.extension_too_early",
            $"Hạn mới phải sau hạn hiện tại (trước ngày {VietnamTime.Display(current)}) và sau hôm nay. Nếu lần gia hạn trước ghi sai, "
                + "hãy nêu lý do đính chính.",
            "before"
        );

    public static Error ExtensionBeyondCampaign(int year, DateOnly latest) =>
        Error.Invalid(
            "dossier.extension_beyond_campaign",
            $"Hạn mới không được sau ngày {VietnamTime.Display(latest)}: đợt xét năm {year} đóng trước ngày đó. Kiểm tra lại năm.",
            "before"
        );

    public static Error FutureDate(string field) =>
        Error.Invalid("dossier.date_in_future", "Ngày của văn bản không được sau hôm nay.", field);

    public static Error DateTooEarly(string field, DateOnly first) =>
        Error.Invalid("dossier.date_too_early", $"Ngày không được trước {VietnamTime.Display(first)}.", field);
}

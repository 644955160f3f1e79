namespace Ntm.Portal;

/// <summary>The official words, in the reader's language, for what the API names by code.</summary>
internal static class Words
{
    public static string RoleOf(string role) =>
        role switch
        {
            "officer" => T("Cán bộ"),
            "leader" => T("Lãnh đạo"),
            "reporter" => T("Ban phát triển thôn"),
            "reviewer" => T("Thẩm tra"),
            "appraiser" => T("Thẩm định"),
            "council" => T("Hội đồng thẩm định"),
            "surveyor" => T("Mặt trận Tổ quốc"),
            "auditor" => T("Kiểm tra, giám sát"),
            "administrator" => T("Quản trị"),
            _ => role,
        };

    /// <summary>The titles that are sought and shown, by code.</summary>
    public static readonly string[] Titles = ["xa-ntm", "xa-ntm-nang-cao", "xa-ntm-hien-dai"];

    public static string TitleOf(string title) =>
        title switch
        {
            "xa-ntm" => T("đạt chuẩn nông thôn mới"),
            "xa-ntm-nang-cao" => T("đạt chuẩn nông thôn mới nâng cao"),
            "xa-ntm-kieu-mau" => T("đạt chuẩn nông thôn mới kiểu mẫu"),
            "xa-ntm-hien-dai" => T("đạt chuẩn nông thôn mới hiện đại"),
            "kdc-kieu-mau" => T("khu dân cư kiểu mẫu"),
            "vuon-mau" => T("vườn mẫu"),
            "huyen-ntm" => T("huyện đạt chuẩn nông thôn mới"),
            _ => title,
        };

    public static string LevelOf(string level) =>
        level switch
        {
            "commune" => T("Xã"),
            "district" => T("Huyện"),
            "province" => T("Tỉnh"),
            "village" => T("Thôn"),
            _ => level,
        };

    /// <summary>The office behind a role, as it is named inside a sentence.</summary>
    public static string OfficeOf(string role, string level) =>
        (role, level) switch
        {
            ("officer", "commune") => T("cán bộ xã"),
            ("leader", "commune") => T("lãnh đạo UBND xã"),
            ("leader", "district") => T("lãnh đạo UBND huyện"),
            ("leader", "province") => T("lãnh đạo UBND tỉnh"),
            ("reviewer", "district") => T("đoàn thẩm tra của UBND huyện"),
            ("reviewer", "province") => T("đoàn thẩm tra của UBND tỉnh"),
            ("council", _) => T("Hội đồng thẩm định tỉnh"),
            ("surveyor", "commune") => T("Mặt trận Tổ quốc xã"),
            ("surveyor", "district") => T("Mặt trận Tổ quốc huyện"),
            ("surveyor", "province") => T("Mặt trận Tổ quốc tỉnh"),
            _ => T("{0} cấp {1}", RoleOf(role), Lower(LevelOf(level))),
        };

    public static string StatusOf(string status) =>
        status switch
        {
            "Running" => T("đang xét"),
            "Recognised" => T("đã công nhận"),
            "Kept" => T("giữ vững danh hiệu"),
            "NotKept" => T("không giữ được danh hiệu"),
            "Refused" => T("không công nhận"),
            "Withdrawn" => T("đã rút"),
            _ => status,
        };

    public static string OutcomeOf(string outcome) =>
        outcome switch
        {
            "Approved" => T("Đồng ý, chuyển bước sau"),
            "Returned" => T("Trả lại để hoàn thiện"),
            "Rejected" => T("Không đề nghị công nhận"),
            "Recognised" => T("Công nhận"),
            "Refused" => Capital(T("không công nhận")),
            _ => outcome,
        };

    public static string VerdictOf(string verdict) =>
        verdict switch
        {
            "passed" => T("đạt"),
            "failed" => T("chưa đạt"),
            "missing" => T("chưa nhập"),
            "undecidable" => T("chờ tỉnh xác nhận"),
            "not-applicable" => T("không áp dụng"),
            _ => verdict,
        };

    /// <summary>Where a criterion stands, by its indicators: what was never entered is not called failed.</summary>
    public static string StandingOf(Api.CriterionRecord criterion)
    {
        var verdicts = criterion.Indicators.Select(indicator => indicator.Verdict).ToList();
        return criterion.Passed ? VerdictOf("passed")
            : verdicts.Contains("failed") ? VerdictOf("failed")
            : verdicts.TrueForAll(verdict => verdict == "missing") ? VerdictOf("missing")
            : verdicts.Contains("missing") ? T("chưa nhập đủ")
            : verdicts.Contains("undecidable") ? VerdictOf("undecidable")
            : VerdictOf("failed");
    }

    /// <summary>Shape and colour of a criterion's standing.</summary>
    public static string KindOf(Api.CriterionRecord criterion) =>
        criterion.Passed ? "ok"
        : StandingOf(criterion) == VerdictOf("failed") ? "no"
        : "none";

    /// <summary>Shape and colour of a verdict.</summary>
    public static string KindOf(string verdict) =>
        verdict switch
        {
            "passed" => "ok",
            "failed" => "no",
            "undecidable" => "wait",
            _ => "none",
        };

    public static string NoticeOf(string kind) =>
        kind switch
        {
            "StageOpened" => T("Việc mới"),
            "Returned" => T("Trả lại"),
            "DeadlineApproaching" => T("Sắp hết hạn"),
            "DeadlineMissed" => T("Quá hạn"),
            "DeadlineSet" => T("Có hạn"),
            "DeadlineExtended" => T("Gia hạn"),
            "CriterionLost" => T("Rớt chuẩn"),
            "HandedOver" => T("Được giao"),
            "Closed" => T("Kết thúc"),
            "OpinionAsked" or "OpinionReminded" or "OpinionMissed" or "OpinionAnswered" => T("Xin ý kiến phối hợp"),
            "PlanPublished" => T("Kế hoạch"),
            "ReportDue" => T("Đến kỳ báo cáo"),
            "ReportLate" => T("Báo cáo chậm"),
            "TargetReached" => T("Đạt chỉ tiêu"),
            "DifficultyRaised" or "DifficultyAnswered" or "DifficultyOverdue" => T("Khó khăn, vướng mắc"),
            "NewDevice" => T("Thiết bị mới"),
            "TaskAssigned" or "TaskOverdue" => T("Nhiệm vụ"),
            _ => T("Thông báo"),
        };

    public static string SurveyStateOf(string state) =>
        state switch
        {
            "open" => T("đang lấy ý kiến"),
            "closed" => T("đã chốt"),
            "ended" => T("đã dừng"),
            _ => state,
        };

    public static string BallotOf(string choice) =>
        choice switch
        {
            "InFavour" => T("Đồng ý"),
            "Against" => T("Không đồng ý"),
            "Blank" => T("Phiếu trắng"),
            _ => choice,
        };

    public static string BallotModeOf(string mode) =>
        mode switch
        {
            "Open" => T("Biểu quyết công khai"),
            "Secret" => T("Bỏ phiếu kín trên hệ thống"),
            "Paper" => T("Bỏ phiếu kín bằng phiếu giấy"),
            _ => mode,
        };

    /// <summary>Counts in words up to ten, as a heading says them.</summary>
    public static string Count(int number) =>
        number is >= 1 and <= 10 ? T("một hai ba bốn năm sáu bảy tám chín mười").Split(' ')[number - 1] : Show.Number(number);

    /// <summary>A number beside a name, where there is little room.</summary>
    public static string Many(int number) => number > 99 ? "99+" : Show.Input(number);

    /// <summary>The words inside a sentence; an abbreviation keeps its capitals.</summary>
    public static string Lower(string text) =>
        text.Length < 2 || char.IsUpper(text[1]) ? text : char.ToLower(text[0], Show.Vietnamese) + text[1..];

    /// <summary>The sentence with a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Show.Vietnamese) + text[1..];
}

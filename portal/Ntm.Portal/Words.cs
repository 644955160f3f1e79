namespace Ntm.Portal;

/// <summary>The official Vietnamese words for what the API names by code.</summary>
internal static class Words
{
    public static string RoleOf(string role) =>
        role switch
        {
            "officer" => "Cán bộ",
            "leader" => "Lãnh đạo",
            "reporter" => "Ban phát triển thôn",
            "reviewer" => "Thẩm tra",
            "appraiser" => "Thẩm định",
            "council" => "Hội đồng thẩm định",
            "surveyor" => "Mặt trận Tổ quốc",
            "auditor" => "Kiểm tra, giám sát",
            "administrator" => "Quản trị",
            _ => role,
        };

    /// <summary>The titles that are sought and shown, by code.</summary>
    public static readonly string[] Titles = ["xa-ntm", "xa-ntm-nang-cao", "xa-ntm-hien-dai"];

    public static string TitleOf(string title) =>
        title switch
        {
            "xa-ntm" => "đạt chuẩn nông thôn mới",
            "xa-ntm-nang-cao" => "đạt chuẩn nông thôn mới nâng cao",
            "xa-ntm-kieu-mau" => "đạt chuẩn nông thôn mới kiểu mẫu",
            "xa-ntm-hien-dai" => "đạt chuẩn nông thôn mới hiện đại",
            "kdc-kieu-mau" => "khu dân cư kiểu mẫu",
            "vuon-mau" => "vườn mẫu",
            _ => title,
        };

    public static string LevelOf(string level) =>
        level switch
        {
            "commune" => "Xã",
            "district" => "Huyện",
            "province" => "Tỉnh",
            "village" => "Thôn",
            _ => level,
        };

    public static string StatusOf(string status) =>
        status switch
        {
            "Running" => "đang xét",
            "Recognised" => "đã công nhận",
            "Kept" => "giữ vững danh hiệu",
            "NotKept" => "không giữ được danh hiệu",
            "Refused" => "không công nhận",
            "Withdrawn" => "đã rút",
            _ => status,
        };

    public static string OutcomeOf(string outcome) =>
        outcome switch
        {
            "Approved" => "Đồng ý, chuyển bước sau",
            "Returned" => "Trả lại để hoàn thiện",
            "Rejected" => "Không đề nghị công nhận",
            "Recognised" => "Công nhận",
            "Refused" => "Không công nhận",
            _ => outcome,
        };

    public static string VerdictOf(string verdict) =>
        verdict switch
        {
            "passed" => "đạt",
            "failed" => "chưa đạt",
            "missing" => "chưa nhập",
            "undecidable" => "chờ tỉnh xác nhận",
            "not-applicable" => "không áp dụng",
            _ => verdict,
        };

    /// <summary>Where a criterion stands, by its indicators: what was never entered is not called failed.</summary>
    public static string StandingOf(Api.CriterionRecord criterion)
    {
        var verdicts = criterion.Indicators.Select(indicator => indicator.Verdict).ToList();
        return criterion.Passed ? VerdictOf("passed")
            : verdicts.Contains("failed") ? VerdictOf("failed")
            : verdicts.TrueForAll(verdict => verdict == "missing") ? VerdictOf("missing")
            : verdicts.Contains("missing") ? "chưa nhập đủ"
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
            "StageOpened" => "Việc mới",
            "Returned" => "Trả lại",
            "DeadlineApproaching" => "Sắp hết hạn",
            "DeadlineMissed" => "Quá hạn",
            "DeadlineSet" => "Có hạn",
            "DeadlineExtended" => "Gia hạn",
            "CriterionLost" => "Rớt chuẩn",
            "HandedOver" => "Được giao",
            "Closed" => "Kết thúc",
            "OpinionAsked" or "OpinionReminded" or "OpinionMissed" or "OpinionAnswered" => "Xin ý kiến phối hợp",
            "PlanPublished" => "Kế hoạch",
            "ReportDue" => "Đến kỳ báo cáo",
            "ReportLate" => "Báo cáo chậm",
            "TargetReached" => "Đạt chỉ tiêu",
            "DifficultyRaised" or "DifficultyAnswered" or "DifficultyOverdue" => "Khó khăn, vướng mắc",
            "TaskAssigned" or "TaskOverdue" => "Nhiệm vụ",
            _ => "Thông báo",
        };

    public static string SurveyStateOf(string state) =>
        state switch
        {
            "open" => "đang lấy ý kiến",
            "closed" => "đã chốt",
            "ended" => "đã dừng",
            _ => state,
        };

    public static string BallotOf(string choice) =>
        choice switch
        {
            "InFavour" => "Đồng ý",
            "Against" => "Không đồng ý",
            "Blank" => "Phiếu trắng",
            _ => choice,
        };

    public static string BallotModeOf(string mode) =>
        mode switch
        {
            "Open" => "Biểu quyết công khai",
            "Secret" => "Bỏ phiếu kín trên hệ thống",
            "Paper" => "Bỏ phiếu kín bằng phiếu giấy",
            _ => mode,
        };

    /// <summary>Counts in words up to ten, as a heading says them.</summary>
    public static string Count(int number) =>
        number switch
        {
            1 => "một",
            2 => "hai",
            3 => "ba",
            4 => "bốn",
            5 => "năm",
            6 => "sáu",
            7 => "bảy",
            8 => "tám",
            9 => "chín",
            10 => "mười",
            _ => Show.Number(number),
        };

    /// <summary>A number beside a name, where there is little room.</summary>
    public static string Many(int number) => number > 99 ? "99+" : Show.Input(number);

    /// <summary>The words inside a sentence; an abbreviation keeps its capitals.</summary>
    public static string Lower(string text) =>
        text.Length < 2 || char.IsUpper(text[1]) ? text : char.ToLower(text[0], Show.Vietnamese) + text[1..];

    /// <summary>The sentence with a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Show.Vietnamese) + text[1..];
}

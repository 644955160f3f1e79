namespace Ntm.Planning.Workbooks;

/// <summary>Every Vietnamese word that stands for a code in the workbook of a plan.</summary>
internal static class PlanWords
{
    public static readonly Words Style = Words.Of((DocumentStyle.State, "nhà nước"), (DocumentStyle.Party, "đảng"));

    public static readonly Words Period = Words.Of(
        (PeriodKind.Main, "chung"),
        (PeriodKind.Peak, "cao điểm"),
        (PeriodKind.Upkeep, "duy trì"),
        (PeriodKind.Part, "giai đoạn"),
        (PeriodKind.Aim, "mục đích")
    );

    public static readonly Words Level = Words.Of(
        (PlanLevel.Province, "tỉnh"),
        (PlanLevel.District, "huyện"),
        (PlanLevel.Commune, "xã"),
        (PlanLevel.Village, "thôn")
    );

    public static readonly Words Body = Words.Of(
        (BodyKind.Steering, "ban chỉ đạo"),
        (BodyKind.Party, "cơ quan đảng"),
        (BodyKind.State, "cơ quan nhà nước"),
        (BodyKind.Office, "chức danh"),
        (BodyKind.Front, "mặt trận"),
        (BodyKind.Mass, "đoàn thể"),
        (BodyKind.Board, "ban của thôn, dự án"),
        (BodyKind.Cooperative, "hợp tác xã"),
        (BodyKind.Group, "nhóm cơ quan, tổ"),
        (BodyKind.Unit, "trường, trạm, đơn vị")
    );

    public static readonly Words Role = Words.Of(
        ("officer", "cán bộ"),
        ("leader", "lãnh đạo"),
        ("reviewer", "người thẩm tra"),
        ("appraiser", "người thẩm định"),
        ("council", "hội đồng"),
        ("surveyor", "người lấy ý kiến"),
        ("reporter", "người báo cáo"),
        ("auditor", "người giám sát"),
        ("administrator", "quản trị viên")
    );

    public static readonly Words Place = Words.Of(
        ("province", "tỉnh"),
        ("district", "huyện"),
        ("commune", "xã"),
        ("village", "thôn"),
        ("village-group", "nhóm thôn"),
        ("road", "đường"),
        ("road-group", "nhóm đường"),
        ("route", "tuyến"),
        ("gate", "cổng"),
        ("end-point", "điểm cuối"),
        ("area", "vùng"),
        ("industrial-cluster", "cụm công nghiệp")
    );

    public static readonly Words Target = Words.Of(
        (TargetKind.Reach, "đạt"),
        (TargetKind.BringDown, "giảm còn"),
        (TargetKind.KeepAbove, "giữ từ"),
        (TargetKind.KeepBelow, "giữ không quá"),
        (TargetKind.KeepWithin, "giữ trong khoảng")
    );

    public static readonly Words Operator = Words.Of(("=", "bằng"), (">=", "từ"), (">", "trên"), ("<=", "không quá"), ("<", "dưới"));

    public static readonly Words Counting = Words.Of(
        (Domain.Content.Counting.PerPeriod, "cộng dồn"),
        (Domain.Content.Counting.ToDate, "lũy kế")
    );

    public static readonly Words Basis = Words.Of(
        (SplitBasis.Named, "nêu tên"),
        (SplitBasis.Assignment, "theo phân công"),
        (SplitBasis.Each, "mỗi đơn vị")
    );

    public static readonly Words Step = Words.Of(
        (PathStep.SelfAssessment, "tự đánh giá"),
        (PathStep.Dossier, "hoàn thiện hồ sơ"),
        (PathStep.Examination, "thẩm tra"),
        (PathStep.Submission, "trình thẩm định"),
        (PathStep.Survey, "lấy ý kiến hài lòng")
    );

    public static readonly Words Rhythm = Words.Of(
        (Domain.Content.Rhythm.Daily, "hằng ngày"),
        (Domain.Content.Rhythm.Weekly, "hằng tuần"),
        (Domain.Content.Rhythm.Monthly, "hằng tháng"),
        (Domain.Content.Rhythm.Periodic, "định kỳ"),
        (Domain.Content.Rhythm.Continuous, "thường xuyên"),
        (Domain.Content.Rhythm.AsRequired, "theo quy định"),
        (Domain.Content.Rhythm.AsNeeded, "khi có việc")
    );

    public static readonly Words Weekday = Words.Of(
        (DayOfWeek.Monday, "thứ 2"),
        (DayOfWeek.Tuesday, "thứ 3"),
        (DayOfWeek.Wednesday, "thứ 4"),
        (DayOfWeek.Thursday, "thứ 5"),
        (DayOfWeek.Friday, "thứ 6"),
        (DayOfWeek.Saturday, "thứ 7"),
        (DayOfWeek.Sunday, "chủ nhật")
    );

    public static readonly Words CutOff = Words.Of(
        (DueKind.None, "không nêu"),
        (DueKind.ByEndOfDay, "hết ngày"),
        (DueKind.BeforeInstant, "trước giờ"),
        (DueKind.BeforeDay, "trước ngày"),
        (DueKind.WithinMonth, "trong tháng"),
        (DueKind.QuarterEnd, "trong quý"),
        (DueKind.WithinPeriod, "trong đợt")
    );

    public static readonly Words OnHoliday = Words.Of(
        (HolidayRule.Keep, "giữ nguyên"),
        (HolidayRule.Before, "ngày làm việc trước"),
        (HolidayRule.After, "ngày làm việc sau")
    );

    public static readonly Words Medium = Words.Of(
        (ReportMedium.Report, "báo cáo"),
        (ReportMedium.NextWeek, "việc tuần tới"),
        (ReportMedium.Photos, "hình ảnh"),
        (ReportMedium.Meeting, "họp giao ban"),
        (ReportMedium.Review, "soát xét, đánh giá"),
        (ReportMedium.Difficulty, "khó khăn, vướng mắc")
    );

    public static readonly Words Document = Words.Of(
        (DocumentRole.Parent, "kế hoạch cấp trên"),
        (DocumentRole.Basis, "căn cứ"),
        (DocumentRole.Criteria, "bộ tiêu chí"),
        (DocumentRole.CriteriaOld, "bộ tiêu chí cũ"),
        (DocumentRole.Funding, "cơ chế vốn"),
        (DocumentRole.Assignment, "phân công"),
        (DocumentRole.AttachmentNamed, "tài liệu kèm theo")
    );

    public static readonly Words Status = Words.Of(
        (FieldStatus.Given, "có trong văn bản"),
        (FieldStatus.Derived, "suy từ văn bản"),
        (FieldStatus.Inferred, "suy đoán, cần xác nhận"),
        (FieldStatus.Stripped, "mất trong bản sao"),
        (FieldStatus.None, "văn bản không có")
    );

    public static readonly Words YesNo = Words.Of(("true", "có"), ("false", "không"));
}

using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>Refusals of a survey. The codes are stable; programs may rely on them.</summary>
internal static class SurveyErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "assessment.survey_not_found",
        "Không có cuộc lấy ý kiến này, hoặc kết quả chưa được công bố."
    );

    public static readonly Error Closed = Error.Conflict(
        "assessment.survey_closed",
        "Cuộc lấy ý kiến đã chốt bằng biên bản; không thể sửa số liệu."
    );

    public static readonly Error Ended = Error.Conflict(
        "assessment.survey_ended",
        "Bước lấy ý kiến của hồ sơ đã kết thúc; không thể nhập số liệu vào đợt này."
    );

    public static readonly Error VillageUnknown = Error.NotFound(
        "assessment.village_unknown",
        "Cuộc lấy ý kiến không có thôn này; hãy xem danh sách thôn, chốt theo ngày mở đợt. Thôn chia tách sau ngày đó nhập theo thôn cũ."
    );

    public static readonly Error SheetOfOthers = Error.Forbidden(
        "assessment.sheet_of_others",
        "Phiếu tổng hợp của thôn này do người khác nhập. Chỉ người đó, hoặc Mặt trận cấp chốt kết quả, được nhập lại."
    );

    public static Error MinutesDate(DateOnly opened, DateOnly today) =>
        Error.Invalid(
            "assessment.minutes_date",
            $"Ngày biên bản phải từ {VietnamTime.Display(opened)} đến {VietnamTime.Display(today)}.",
            "minutesDate"
        );

    public static Error NoRule(Survey survey) =>
        Error.Conflict(
            "assessment.no_survey_rule",
            $"Không có quy định lấy ý kiến nào của danh hiệu {survey.Title} có hiệu lực vào ngày "
                + $"{VietnamTime.Display(survey.DossierOpenedOn)}. Hãy báo cơ quan thường trực của tỉnh."
        );

    public static Error SheetsMissing(IEnumerable<SurveyPlace> places) =>
        Error.Conflict(
            "assessment.survey_sheets_missing",
            $"Còn thiếu phiếu tổng hợp của: {string.Join(", ", places.Select(place => place.Name))}. Nhập đủ rồi chốt."
        );

    public static Error RuleUnconfirmed(SurveyOutcome outcome) =>
        Error.Conflict(
            "assessment.survey_rule_unconfirmed",
            $"Chưa thể kết luận: {string.Join(" ", outcome.Demands.Select(demand => demand.Reason).OfType<string>())}"
        );
}

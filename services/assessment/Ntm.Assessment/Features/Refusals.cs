using Ntm.Assessment.Domain.Surveys;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Refusals that several slices share.</summary>
internal static class Refusals
{
    public static Error AssessmentNotFound() =>
        Error.NotFound(
            "assessment.self_assessment_not_found",
            "Không có bản tự đánh giá của hồ sơ này, hoặc tài khoản không thuộc phạm vi được xem."
        );

    public static Error SurveyNotFound() =>
        Error.NotFound("assessment.survey_not_found", "Không có cuộc lấy ý kiến này, hoặc kết quả chưa được công bố.");

    public static Error Forbidden(string message) => Error.Forbidden("assessment.forbidden", message);

    public static Error NoCriteriaSet(string title, DateOnly day) =>
        Error.Conflict(
            "assessment.no_criteria_set",
            $"Không có bộ tiêu chí nào của danh hiệu {title} có hiệu lực vào ngày {VietnamTime.Display(day)}; chưa thể tự đánh giá. Hãy "
                + "báo cơ quan thường trực của tỉnh."
        );

    public static Error NothingEditable() =>
        Error.Conflict(
            "assessment.not_editable",
            "Hồ sơ không ở bước tự đánh giá hoặc bổ sung; các tiêu chí đang khóa. Chỉ sửa được khi hồ sơ được mở hoặc trả lại tiêu chí."
        );

    public static Error CriterionLocked(string criterion, string field) =>
        Error.Conflict("assessment.criterion_locked", $"Tiêu chí {criterion} không nằm trong các tiêu chí được mở để đánh giá lại.", field);

    public static Error IndicatorUnknown(string code, string? field) =>
        Error.Invalid("assessment.indicator_unknown", $"Bộ tiêu chí không có chỉ tiêu {code}.", field);

    /// <summary>A null inside a list, which the JSON reader lets through.</summary>
    public static Error NullElement(string field) =>
        Error.Invalid("assessment.null_element", "Danh sách có phần tử null; hãy bỏ hoặc nhập đủ.", field);

    public static Error NoSurveyRule(Survey survey) =>
        Error.Conflict(
            "assessment.no_survey_rule",
            $"Không có quy định lấy ý kiến nào của danh hiệu {survey.Title} có hiệu lực vào ngày "
                + $"{VietnamTime.Display(survey.DossierOpenedOn)}. Hãy báo cơ quan thường trực của tỉnh."
        );

    /// <summary>Only the Fatherland Front writes; others do not even learn of a survey that is not closed.</summary>
    public static Error? OfSurveyWriter(Caller caller, Survey survey)
    {
        if (AssessmentAccess.RunsSurvey(caller, survey.UnitPath))
        {
            return null;
        }

        return AssessmentAccess.SeesSurvey(caller, survey.UnitPath, survey.Minutes is not null)
            ? Forbidden("Chỉ Mặt trận Tổ quốc được nhập và chốt kết quả lấy ý kiến.")
            : SurveyNotFound();
    }

    /// <summary>404 for who may not know that it exists, 403 for who may only read.</summary>
    public static Error OfReader(Caller caller, OpenedAssessment opened) =>
        AssessmentAccess.SeesDraft(caller, opened.Assessment.UnitPath)
        || (opened.Assessment.Revision > 0 && AssessmentAccess.SeesSubmitted(caller, opened.Assessment.UnitPath))
            ? Forbidden("Chỉ cán bộ phụ trách của chính đơn vị được sửa bản tự đánh giá.")
            : AssessmentNotFound();
}

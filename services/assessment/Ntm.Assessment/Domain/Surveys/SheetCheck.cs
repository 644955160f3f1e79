using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>The arithmetic of a village sheet; every fault is named with its field.</summary>
internal static class SheetCheck
{
    public static IReadOnlyList<Error> Check(VillageSheet sheet, QuestionSet questions)
    {
        var errors = new List<Error>();
        NotOver(
            "assessment.issued_over_households",
            "Số phiếu phát ra không thể nhiều hơn số hộ của thôn.",
            "issued",
            sheet.Issued,
            sheet.Households,
            errors
        );
        NotOver(
            "assessment.returned_over_issued",
            "Số phiếu thu về không thể nhiều hơn số phiếu phát ra.",
            "returned",
            sheet.Returned,
            sheet.Issued,
            errors
        );
        if (sheet.Valid + sheet.Invalid != sheet.Returned)
        {
            errors.Add(
                Error.Invalid(
                    "assessment.ballots_do_not_add_up",
                    "Số phiếu hợp lệ cộng số phiếu không hợp lệ phải bằng số phiếu thu về.",
                    "valid"
                )
            );
        }

        CheckAnswers(sheet, questions, errors);
        return errors;
    }

    private static void CheckAnswers(VillageSheet sheet, QuestionSet questions, List<Error> errors)
    {
        var known = questions.Questions.Select(question => question.Code).ToList();
        errors.AddRange(
            known
                .Except(sheet.Answers.Select(answer => answer.Question))
                .Select(code =>
                    Error.Invalid(
                        "assessment.question_unanswered",
                        $"Thiếu kết quả câu hỏi {code}; hãy nhập cả câu không ai trả lời (0).",
                        "answers"
                    )
                )
        );
        var seen = new HashSet<string>();
        for (var index = 0; index < sheet.Answers.Count; index++)
        {
            var answer = sheet.Answers[index];
            var field = $"answers[{index}]";
            if (!known.Contains(answer.Question))
            {
                errors.Add(
                    Error.Invalid(
                        "assessment.question_unknown",
                        "Phiếu không có câu hỏi này; hãy xem danh sách câu hỏi của cuộc lấy ý kiến.",
                        $"{field}.question"
                    )
                );
            }
            else if (!seen.Add(answer.Question))
            {
                errors.Add(
                    Error.Invalid(
                        "assessment.question_twice",
                        "Câu hỏi này đã có kết quả ở trên; mỗi câu chỉ nhập một lần.",
                        $"{field}.question"
                    )
                );
            }

            CheckCounts(sheet, answer, field, errors);
        }
    }

    private static void CheckCounts(VillageSheet sheet, QuestionCount answer, string field, List<Error> errors)
    {
        NotOver(
            "assessment.answers_over_valid",
            "Số hài lòng cộng số chưa hài lòng không thể nhiều hơn số phiếu hợp lệ.",
            $"{field}.satisfied",
            answer.Satisfied + answer.NotSatisfied,
            sheet.Valid,
            errors
        );
        NotOver(
            "assessment.reasons_over_answers",
            "Số lý do không thể nhiều hơn số phiếu chưa hài lòng.",
            $"{field}.reasons",
            answer.Reasons.Count,
            answer.NotSatisfied,
            errors
        );
    }

    private static void NotOver(string code, string message, string field, int number, int limit, List<Error> errors)
    {
        if (number > limit)
        {
            errors.Add(Error.Invalid(code, message, field));
        }
    }
}

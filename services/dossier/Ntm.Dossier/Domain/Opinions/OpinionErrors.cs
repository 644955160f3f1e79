namespace Ntm.Dossier.Domain.Opinions;

/// <summary>Refusals about opinions asked of others.</summary>
internal static class OpinionErrors
{
    public static readonly Error PartyUnknown = Error.Invalid(
        "dossier.opinion_party_unknown",
        "Nơi được hỏi không tham gia hồ sơ này. Hãy chọn một nơi trong danh sách.",
        "to"
    );

    public static readonly Error Oneself = Error.Conflict(
        "dossier.opinion_of_oneself",
        "Không tự hỏi và tự trả lời: câu hỏi phải do người khác nơi hỏi trả lời. Hãy hỏi nơi khác, hoặc để đồng nghiệp trả lời."
    );

    public static readonly Error DueUnknown = Error.Conflict(
        "dossier.opinion_due_unknown",
        "Chưa tính được hạn trả lời: lịch làm việc chưa có dữ liệu của năm đó. Hãy đặt số ngày ngắn hơn hoặc chờ phiên bản có lịch mới.",
        "workingDays"
    );

    public static readonly Error Answered = Error.Conflict(
        "dossier.opinion_answered",
        "Câu hỏi này đã được trả lời. Mở lại hồ sơ để xem câu trả lời."
    );

    public static readonly Error Ended = Error.Conflict(
        "dossier.opinion_ended",
        "Bước hỏi ý kiến đã kết thúc nên câu hỏi không còn chờ trả lời."
    );

    public static Error Unknown(int number) =>
        Error.NotFound("dossier.opinion_unknown", $"Không có câu hỏi số {number}, hoặc câu hỏi không thuộc phần của bạn.");

    public static Error Full(int most) =>
        Error.Conflict("dossier.opinions_full", $"Hồ sơ đã có đủ {most} câu hỏi, không hỏi thêm được. Hãy trao đổi trực tiếp.");

    public static Error RemindedToday(DateTimeOffset last) =>
        Error.Conflict(
            "dossier.opinion_reminded_today",
            $"Đã nhắc lúc {VietnamTime.Display(last)}. Mỗi ngày làm việc chỉ nhắc một lần; hãy nhắc lại vào ngày làm việc sau."
        );
}

namespace Ntm.Dossier.Domain.Claims;

/// <summary>Refusals of claims on work.</summary>
internal static class ClaimErrors
{
    public static readonly Error ShareDone = Error.Conflict(
        "dossier.share_done",
        "Bước này không có phần việc đó: cơ quan đã cho ý kiến đủ, không phụ trách tiêu chí nào, hoặc không phải cơ quan của bạn."
    );

    public static readonly Error DepartmentNeeded = Error.Invalid(
        "dossier.claim_department_needed",
        "Bước này chia cho nhiều cơ quan. Hãy nêu phần việc của cơ quan nào.",
        "department"
    );

    public static readonly Error NotClaimed = Error.Conflict(
        "dossier.stage_not_claimed",
        "Chưa có ai nhận việc này nên không chuyển được. Hãy nhận việc trước."
    );

    public static readonly Error ReceiverUnknown = Error.Conflict(
        "dossier.receiver_unknown",
        "Chưa biết người nhận: tài khoản này không mở hộp việc trong 30 ngày qua. Đề nghị người nhận đăng nhập, mở hộp việc rồi chuyển "
            + "lại.",
        "to"
    );

    /// <summary>Names the holder, so that the caller can talk to him.</summary>
    public static Error Claimed(StageClaim claim) =>
        Error.Conflict(
            "dossier.stage_claimed",
            $"{claim.Name} đã nhận việc này từ {VietnamTime.Display(claim.At)}. Hãy trao đổi với người đó trước khi làm tiếp."
        );

    public static Error ReceiverNotActor(Colleague receiver) =>
        Error.Conflict(
            "dossier.receiver_not_actor",
            $"{receiver.Name} không làm được bước này: không giữ vai trò của bước tại đơn vị, hoặc đã tham gia lập hồ sơ. Hãy chọn người "
                + "khác.",
            "to"
        );
}

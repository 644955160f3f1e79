namespace Ntm.Dossier.Domain.Councils;

/// <summary>Refusals of a council session.</summary>
internal static class CouncilErrors
{
    public static Error NoRule(DateOnly day) =>
        Error.Conflict(
            "dossier.vote_rule_missing",
            $"Chưa có quy tắc biểu quyết áp dụng cho ngày {day:dd/MM/yyyy}. Đề nghị quản trị hệ thống bổ sung quy tắc."
        );

    public static Error RuleUnconfirmed(string key) =>
        Error.Conflict(
            "dossier.vote_rule_unconfirmed",
            $"Quy tắc biểu quyết {key} chưa có căn cứ pháp lý được xác nhận nên không dùng để quyết định. Đề nghị tỉnh xác nhận bằng "
                + "văn bản."
        );

    public static Error RosterEmpty() =>
        Error.Invalid(
            "dossier.council_roster_empty",
            "Danh sách hội đồng chưa có thành viên. Nhập thành viên theo quyết định thành lập.",
            "members"
        );

    public static Error MemberBlank() =>
        Error.Invalid("dossier.council_member_blank", "Danh sách hội đồng có dòng trống. Xóa dòng trống hoặc nhập thành viên.", "members");

    public static Error RosterTooLong(int most) =>
        Error.Invalid(
            "dossier.council_roster_too_long",
            $"Danh sách hội đồng tối đa {most} thành viên. Kiểm tra lại quyết định thành lập.",
            "members"
        );

    public static Error MemberTwice(string name) =>
        Error.Invalid(
            "dossier.council_member_twice",
            $"Thành viên {name} xuất hiện nhiều lần trong danh sách. Giữ lại một dòng.",
            "members"
        );

    public static Error OneChair() =>
        Error.Invalid("dossier.council_one_chair", "Hội đồng phải có đúng một Chủ tịch. Đánh dấu lại Chủ tịch hội đồng.", "members");

    public static Error MemberNotAccount(string name) =>
        Error.Invalid(
            "dossier.council_member_not_account",
            $"Mã tài khoản của {name} không đúng dạng mã tài khoản của hệ thống. Chọn lại tài khoản.",
            "members"
        );

    public static Error ChairRecused(string name) =>
        Error.Conflict(
            "dossier.council_chair_recused",
            $"{name} đã xin không tham gia hồ sơ này nên không chủ trì được. Chọn Chủ tịch hội đồng khác.",
            "members"
        );

    public static Error MemberPrepared(string name) =>
        Error.Conflict(
            "dossier.council_member_prepared",
            $"{name} đã tham gia lập hồ sơ này nên không được tham gia hội đồng. Thay thành viên khác.",
            "members"
        );

    public static Error Text(string field, int most) =>
        Error.Invalid("dossier.council_text_invalid", $"Nội dung phải có từ 1 đến {most} ký tự và không chứa ký tự điều khiển.", field);

    public static Error NotMember(string subject, string field) =>
        Error.Invalid("dossier.council_not_member", $"{subject} không có trong danh sách hội đồng. Chọn lại thành viên.", field);

    public static Error AttendanceTwice(string name) =>
        Error.Invalid("dossier.council_attendance_twice", $"{name} được điểm danh hai lần. Giữ lại một lần.", "present");

    public static Error VotingBegan() =>
        Error.Conflict(
            "dossier.council_voting_began",
            "Hội đồng đã bắt đầu biểu quyết nên không thay đổi được điểm danh và người tham gia. Ai không biểu quyết vẫn được tính là "
                + "có mặt."
        );

    public static Error Counted() =>
        Error.Conflict(
            "dossier.council_already_counted",
            "Kết quả kiểm phiếu đã được ghi và không ghi lại được. Hãy khép phiên họp bằng biên bản."
        );

    public static Error AlreadyRecused(string name) =>
        Error.Conflict("dossier.council_already_recused", $"{name} đã xin không tham gia biểu quyết hồ sơ này.", "subject");

    public static Error WrongMode(BallotMode mode) =>
        Error.Conflict(
            "dossier.council_ballot_mode",
            mode == BallotMode.Secret
                ? "Phiên họp bỏ phiếu kín: chỉ nhập kết quả kiểm phiếu, không ghi phiếu theo tên."
                : "Phiên họp biểu quyết công khai: ghi phiếu theo từng thành viên, không nhập kết quả kiểm phiếu."
        );

    public static Error Absent(string name) =>
        Error.Conflict(
            "dossier.council_member_absent",
            $"{name} không có mặt nên không được biểu quyết. Kiểm tra lại điểm danh.",
            "subject"
        );

    public static Error Recused(string name) =>
        Error.Conflict("dossier.council_member_recused", $"{name} đã xin không tham gia nên không được biểu quyết.", "subject");

    public static Error VotedTwice(string name) =>
        Error.Conflict("dossier.council_voted_twice", $"{name} đã biểu quyết; mỗi thành viên chỉ biểu quyết một lần.", "subject");

    public static Error NoQuorum(int present, int needed) =>
        Error.Conflict(
            "dossier.council_no_quorum",
            $"Có {present} thành viên được biểu quyết, cần ít nhất {needed}. Bổ sung điểm danh hoặc hoãn phiên họp."
        );

    public static Error NegativeCount(string field) => Error.Invalid("dossier.council_count_negative", "Số phiếu không được âm.", field);

    public static Error IssuedTooMany(int issued, int present) =>
        Error.Invalid(
            "dossier.council_more_issued_than_present",
            $"Phát ra {issued} phiếu nhưng chỉ có {present} thành viên được biểu quyết.",
            "issued"
        );

    public static Error ReturnedTooMany(int returned, int issued) =>
        Error.Invalid(
            "dossier.council_more_returned_than_issued",
            $"Thu về {returned} phiếu nhưng chỉ phát ra {issued} phiếu.",
            "returned"
        );

    public static Error SumDiffers(long sum, int returned) =>
        Error.Invalid(
            "dossier.council_count_sum",
            $"Đồng ý, không đồng ý và không hợp lệ cộng lại là {sum}, khác số phiếu thu về {returned}.",
            "returned"
        );

    public static Error NothingVoted() =>
        Error.Conflict(
            "dossier.council_nothing_voted",
            "Chưa có kết quả biểu quyết. Ghi phiếu hoặc kết quả kiểm phiếu trước khi khép phiên họp."
        );

    public static Error MinutesDate(DateOnly heldOn, DateOnly today) =>
        Error.Invalid(
            "dossier.council_minutes_date",
            $"Ngày biên bản phải từ ngày họp {heldOn:dd/MM/yyyy} đến hôm nay {today:dd/MM/yyyy}.",
            "minutes.date"
        );

    public static Error Closed() =>
        Error.Conflict("dossier.council_session_closed", "Phiên họp đã khép lại bằng biên bản, không thay đổi được nữa.");
}

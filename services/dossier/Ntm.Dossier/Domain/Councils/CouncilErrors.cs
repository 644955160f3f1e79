namespace Ntm.Dossier.Domain.Councils;

/// <summary>Refusals of a council and its sessions.</summary>
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

    public static Error OneSecretary() =>
        Error.Invalid(
            "dossier.council_one_secretary",
            "Hội đồng phải có đúng một Thư ký, không đồng thời là Chủ tịch. Đánh dấu lại Thư ký hội đồng.",
            "members"
        );

    public static Error TooFew(int members, int fewest, string source) =>
        Error.Invalid("dossier.council_too_few", $"Hội đồng có {members} thành viên, cần ít nhất {fewest} ({source}).", "members");

    public static Error EvenNumber(int members, string source) =>
        Error.Invalid("dossier.council_even_number", $"Số thành viên hội đồng là {members}, phải là số lẻ ({source}).", "members");

    public static Error DecisionTwice(string number) =>
        Error.Conflict("dossier.council_decision_twice", $"Quyết định {number} cùng ngày đã được ghi cho một hội đồng của tỉnh.", "number");

    public static readonly Error Unknown = Error.NotFound(
        "dossier.council_unknown",
        "Không tìm thấy Hội đồng thẩm định này, hoặc hội đồng không thuộc tỉnh của bạn."
    );

    public static Error NotInForce(DateOnly day) =>
        Error.Conflict(
            "dossier.council_not_in_force",
            $"Tỉnh không có hội đồng này đang có hiệu lực vào ngày {VietnamTime.Display(day)}. Chọn hội đồng theo quyết định khác.",
            "councilId"
        );

    public static readonly Error NotKeeper = Error.Forbidden(
        "dossier.council_not_keeper",
        "Chỉ Chủ tịch (hoặc Phó Chủ tịch khi Chủ tịch không tham gia) và Thư ký Hội đồng được triệu tập, điểm danh và khép phiên họp; "
            + "Ban kiểm phiếu được kiểm phiếu."
    );

    public static readonly Error OwnUnit = Error.Forbidden(
        "dossier.council_own_unit",
        "Bạn thuộc xã đề nghị công nhận nên phải xin không tham gia hồ sơ này."
    );

    public static Error NoPresider() =>
        Error.Conflict(
            "dossier.council_no_presider",
            "Chủ tịch Hội đồng không tham gia hồ sơ này và không có Phó Chủ tịch thay. Đề nghị kiện toàn Hội đồng bằng quyết định."
        );

    public static Error MemberNotAccount(string name) =>
        Error.Invalid(
            "dossier.council_member_not_account",
            $"Mã tài khoản của {name} không đúng dạng mã tài khoản của hệ thống. Chọn lại tài khoản.",
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
            mode switch
            {
                BallotMode.Open => "Phiên họp biểu quyết công khai: từng thành viên biểu quyết, không kiểm phiếu.",
                BallotMode.Secret => "Phiên họp bỏ phiếu kín trên hệ thống: kiểm phiếu không nhập số liệu.",
                _ => "Phiên họp bỏ phiếu giấy: chỉ nhập kết quả kiểm phiếu.",
            }
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

    public static Error NegativeCount(string field) =>
        Error.Invalid("dossier.council_count_negative", "Số phiếu không được âm.", "paper." + field);

    public static Error IssuedDiffers(int issued, int present) =>
        Error.Invalid(
            "dossier.council_issued_differs",
            $"Phát ra {issued} phiếu nhưng có {present} thành viên được biểu quyết; mỗi người nhận một phiếu.",
            "paper.issued"
        );

    public static Error ReturnedTooMany(int returned, int issued) =>
        Error.Invalid(
            "dossier.council_more_returned_than_issued",
            $"Thu về {returned} phiếu nhưng chỉ phát ra {issued} phiếu.",
            "paper.returned"
        );

    public static Error SumDiffers(long sum, int returned) =>
        Error.Invalid(
            "dossier.council_count_sum",
            $"Đồng ý, không đồng ý và không hợp lệ cộng lại là {sum}, khác số phiếu thu về {returned}.",
            "paper.returned"
        );

    public static Error Outstanding(int members) =>
        Error.Conflict(
            "dossier.council_ballots_outstanding",
            $"Còn {members} thành viên có mặt chưa bỏ phiếu. Kiểm phiếu khi mọi người đã bỏ phiếu."
        );

    public static Error NotCounted() =>
        Error.Conflict("dossier.council_not_counted", "Mọi thành viên có mặt đã bỏ phiếu. Hãy kiểm phiếu trước khi khép phiên họp.");

    public static Error UrnUnreadable() =>
        Error.Conflict(
            "dossier.council_urn_unreadable",
            "Không mở được hòm phiếu của phiên họp (khóa của hệ thống đã thay đổi). Khép phiên họp này và triệu tập phiên họp mới."
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

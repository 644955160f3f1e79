namespace Ntm.Dossier.Domain.Procedures;

/// <summary>Refusals about the procedure that a province confirms.</summary>
internal static class ProcedureErrors
{
    public static readonly Error NotInProvince = Error.Forbidden(
        "dossier.procedure_not_in_province",
        "Chỉ tài khoản thuộc tỉnh được xem quy trình xét công nhận của tỉnh."
    );

    public static readonly Error ValidBeforeDocument = Error.Invalid(
        "dossier.procedure_valid_before_document",
        "Ngày hiệu lực không được trước ngày văn bản.",
        "validFrom"
    );

    public static readonly Error ValidTooLate = Error.Invalid(
        "dossier.procedure_valid_too_late",
        "Ngày hiệu lực phải trước năm 2101.",
        "validFrom"
    );

    public static readonly Error Broadcasts = Error.Invalid(
        "dossier.procedure_broadcasts",
        "Số lần phát thanh phải từ 1 đến 50.",
        "figures.broadcasts"
    );

    public static readonly Error CutOffYear = Error.Invalid(
        "dossier.procedure_cut_off_year",
        "Mỗi hạn trình phải có năm và là một ngày của chính năm đó.",
        "figures.cutOffs"
    );

    public static readonly Error CutOffTwice = Error.Invalid(
        "dossier.procedure_cut_off_twice",
        "Mỗi năm chỉ có một hạn trình.",
        "figures.cutOffs"
    );

    public static Error Share(string field) =>
        Error.Invalid(
            "dossier.procedure_share",
            "Tỷ lệ phải là phân số từ trên 0 đến 1 với mẫu số tối đa 1000, ví dụ 90/100.",
            "figures." + field
        );

    public static Error Days(string field, int fewest, int most) =>
        Error.Invalid("dossier.procedure_days", $"Số ngày phải từ {fewest} đến {most}.", "figures." + field);

    public static Error Ballot(int most) =>
        Error.Invalid(
            "dossier.procedure_ballot",
            $"Nội dung phiếu phải có từ 1 đến {most} ký tự và không chứa ký tự điều khiển.",
            "figures.ballotText"
        );

    public static Error PathUnknown(string path) =>
        Error.Invalid(
            "dossier.procedure_path_unknown",
            $"Không có quy trình “{path}” nào cần tỉnh xác nhận vào ngày hiệu lực. Kiểm tra lại mã quy trình và ngày hiệu lực.",
            "path"
        );

    public static Error Unconfirmed(PathDefinition path, string province, DateOnly day) =>
        Error.Conflict(
            "dossier.procedure_unconfirmed",
            $"{province} chưa xác nhận quy trình “{path.Title}” ({path.Key}) có hiệu lực vào ngày {VietnamTime.Display(day)} nên chưa mở "
                + "được hồ sơ. Quyết định 18/2022/QĐ-TTg chỉ quy định cho giai đoạn 2021–2025; đề nghị lãnh đạo UBND tỉnh nhập số, ngày "
                + "văn bản quy định quy trình của tỉnh cùng tỷ lệ biểu quyết, thời gian công khai và số lần phát thanh."
        );
}

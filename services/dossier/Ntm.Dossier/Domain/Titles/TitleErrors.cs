namespace Ntm.Dossier.Domain.Titles;

/// <summary>Refusals about the titles of communes.</summary>
internal static class TitleErrors
{
    public static readonly Error NotInProvince = Error.Forbidden(
        "dossier.title_not_in_province",
        "Chỉ tài khoản thuộc tỉnh được xem danh hiệu của xã trong tỉnh."
    );

    public static readonly Error BackDated = Error.Invalid(
        "dossier.title_back_dated",
        "Danh hiệu tính từ ngày văn bản công nhận, không lùi trước ngày đó.",
        "since"
    );

    public static readonly Error DocumentBefore = Error.Invalid(
        "dossier.title_document_before",
        "Ngày công nhận không được sau ngày văn bản.",
        "since"
    );

    public static Error UnitNotFound(string code, DateOnly day) =>
        Error.NotFound("dossier.title_unit_not_found", $"Không có xã nào mang mã {code} vào ngày {VietnamTime.Display(day)}.");

    public static Error Unknown(string title) =>
        Error.Invalid("dossier.title_unknown", $"“{title}” không phải danh hiệu của xã. Kiểm tra lại danh hiệu.", "title");

    public static Error UnitNotThen(string code, DateOnly day) =>
        Error.Invalid(
            "dossier.title_unit_not_then",
            $"Không có xã nào mang mã {code} vào ngày {VietnamTime.Display(day)}. Kiểm tra lại mã xã và ngày công nhận.",
            "unitCode"
        );

    public static Error WrongTitle(string reason, string source) =>
        Error.Conflict("dossier.title_of_merged_unit", $"{reason} Căn cứ: {source}.", "title");
}

using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>What a province's criteria set refuses. The codes are stable; programs may rely on them.</summary>
internal static class ProvinceSetErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "assessment.criteria_draft_not_found",
        "Không có bộ tiêu chí này của tỉnh, hoặc tài khoản không thuộc cơ quan cấp tỉnh được xem."
    );

    public static readonly Error Published = Error.Conflict(
        "assessment.criteria_set_published",
        "Bộ tiêu chí đã công bố thì không sửa, không xóa. Hãy lập bộ mới có ngày hiệu lực sau."
    );

    public static readonly Error Changed = Error.Conflict(
        "assessment.criteria_set_changed",
        "Bảng tiêu chí đã nạp lại sau khi đề nghị công bố. Hãy từ chối hoặc rút bản này và đề nghị công bố bảng mới."
    );

    public static readonly Error CodeTaken = Error.Conflict(
        "assessment.criteria_set_code_taken",
        "Mã bộ tiêu chí này đã dùng; hãy chọn mã khác.",
        "code"
    );

    public static Error Faulty(int faults) =>
        Error.Conflict(
            "assessment.criteria_set_faulty",
            $"Bảng tiêu chí còn {faults} ô sai; hãy xem danh sách lỗi, sửa tệp và nạp lại rồi mới công bố."
        );

    public static Error NotLater(ProvinceSet later) =>
        Error.Conflict(
            "assessment.criteria_set_not_later",
            $"Tỉnh đã công bố bộ {later.Code} của danh hiệu này có hiệu lực từ {VietnamTime.Display(later.Header.ValidFrom)}; bộ mới phải "
                + "có ngày hiệu lực sau ngày đó."
        );

    public static Error Sheet(string message) => Error.Invalid("assessment.sheet_unreadable", message, "file");
}

using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>Refusals of the register of administrative units.</summary>
internal static class UnitErrors
{
    public static Error NotFound(string code) =>
        Error.NotFound("identity.unit_not_found", $"Không có đơn vị hành chính mang mã {code}. Kiểm tra lại mã đơn vị.");

    public static Error NotValid(string code, DateOnly day) =>
        Error.NotFound(
            "identity.unit_not_valid",
            $"Đơn vị {code} không tồn tại vào ngày {VietnamTime.Display(day)}. Chọn ngày khác hoặc đơn vị kế thừa."
        );

    public static Error BadCode(UnitLevel level) =>
        Error.Invalid("identity.unit_code_invalid", $"Mã đơn vị không đúng dạng của {Vietnamese(level)}: {Form(level)}.", "code");

    public static Error BadLevel() =>
        Error.Invalid("identity.unit_level_invalid", "Cấp phải là province, district, commune hoặc village.", "level");

    public static Error CodeTaken(string code, DateOnly day) =>
        Error.Conflict(
            "identity.unit_code_taken",
            $"Mã {code} đang được dùng vào ngày {VietnamTime.Display(day)}. Kết thúc đơn vị cũ trước.",
            "code"
        );

    public static Error LevelChanged(string code) =>
        Error.Conflict("identity.unit_level_changed", $"Mã {code} thuộc cấp khác; một mã không đổi cấp.", "level");

    public static Error BadParent(UnitLevel level, DateOnly day) =>
        Error.Invalid(
            "identity.unit_parent_invalid",
            level.Above(day) is { } above
                ? $"Vào ngày {VietnamTime.Display(day)}, {Vietnamese(level)} phải trực thuộc {Vietnamese(above)} đang tồn tại."
                : "Tỉnh không có đơn vị cấp trên.",
            "parentCode"
        );

    public static Error NoDistrict() =>
        Error.Invalid(
            "identity.district_level_ended",
            $"Cấp huyện đã kết thúc sau ngày {VietnamTime.Display(UnitLevels.LastDistrictDay)}; không thể lập hoặc kéo dài.",
            "validFrom"
        );

    public static Error BeforeLastChange(string code, DateOnly last) =>
        Error.Conflict(
            "identity.act_before_last_change",
            $"Đơn vị {code} đã có thay đổi vào ngày {VietnamTime.Display(last)}; văn bản mới phải có hiệu lực sau ngày đó."
        );

    public static Error HasChildren(string code, IReadOnlyCollection<string> children) =>
        Error.Conflict(
            "identity.unit_has_children",
            $"Đơn vị {code} còn {children.Count} đơn vị trực thuộc ({string.Join(", ", children.Take(5))}…). Chuyển hoặc kết thúc "
                + "chúng trước."
        );

    public static Error NothingChanges(string code) =>
        Error.Conflict("identity.unit_unchanged", $"Đơn vị {code} đã ở trạng thái này, không có gì thay đổi.");

    public static Error BadReorganisation(string message) => Error.Invalid("identity.reorganisation_invalid", message);

    public static Error DocumentInFuture() =>
        Error.Invalid("identity.document_in_future", "Ngày văn bản không được sau hôm nay.", "document.date");

    public static string Vietnamese(UnitLevel level) =>
        level switch
        {
            UnitLevel.Province => "tỉnh",
            UnitLevel.District => "huyện",
            UnitLevel.Commune => "xã",
            _ => "thôn",
        };

    private static string Form(UnitLevel level) =>
        level switch
        {
            UnitLevel.Province => "2 chữ số",
            UnitLevel.District => "3 chữ số",
            UnitLevel.Commune => "5 chữ số",
            _ => "mã xã, dấu gạch ngang và 2–3 chữ số",
        };
}

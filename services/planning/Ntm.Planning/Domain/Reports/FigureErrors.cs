using System.Globalization;

namespace Ntm.Planning.Domain.Reports;

/// <summary>Refusals about the figures of a report, each at its place.</summary>
internal static class FigureErrors
{
    public static Error TargetUnknown(int index, string key) =>
        Invalid("target_unknown", index, "target", $"Kế hoạch không có chỉ tiêu {key}. Chọn một chỉ tiêu của kế hoạch.");

    public static Error NotWanted(int index, string key) =>
        Invalid("figure_not_wanted", index, "target", $"Chỉ tiêu {key} không tính bằng số. Hãy ghi kết quả bằng lời.");

    public static Error NotGiven(int index, string key, string unit) =>
        Invalid("target_not_given", index, "target", $"Chỉ tiêu {key} không giao cho {unit}. Bỏ dòng này khỏi báo cáo.");

    public static Error Twice(int index, string key) =>
        Invalid("figure_twice", index, "target", $"Chỉ tiêu {key} có hai số trong một báo cáo. Chỉ giữ một.");

    public static Error Overlap(int index, string key) =>
        new(
            "planning.figure_overlap",
            $"Chỉ tiêu {key} đã có số trong một báo cáo khác của đơn vị cho những ngày này. Sửa báo cáo đó thay vì báo lần nữa.",
            ErrorKind.Conflict,
            Place(index, "target")
        );

    public static Error FromPlanBelow(int index, string key) =>
        new(
            "planning.figure_from_plan_below",
            $"Số của chỉ tiêu {key} được cộng từ kế hoạch riêng của đơn vị; không báo lần nữa ở đây.",
            ErrorKind.Conflict,
            Place(index, "target")
        );

    public static Error Unreadable(int index, string field, string text) =>
        Invalid(
            "figure_unreadable",
            index,
            field,
            $"\"{text}\" không đọc được thành số. Viết dấu phẩy trước phần lẻ, dấu chấm giữa hàng nghìn, ví dụ 0,7 hoặc 3.200."
        );

    public static Error Negative(int index, string field) => Invalid("figure_negative", index, field, "Số báo cáo không được âm.");

    public static Error TooLarge(int index, string field) => Invalid("figure_too_large", index, field, "Số báo cáo quá lớn.");

    public static Error TooFine(int index, string field) =>
        Invalid("figure_too_fine", index, field, "Số báo cáo có quá sáu chữ số lẻ. Hãy làm tròn.");

    public static Error MeasureUnfit(int index, string field, string given, string wanted) =>
        Invalid("measure_unfit", index, field, $"Đơn vị tính {given} không khớp: chỉ tiêu này tính bằng {wanted}.");

    public static Error OfMissing(int index, string key) =>
        Invalid("total_missing", index, "of", $"Chỉ tiêu {key} là tỷ lệ: phải ghi cả mẫu số (trên tổng số bao nhiêu).");

    public static Error OfZero(int index) => Invalid("total_zero", index, "of", "Mẫu số phải lớn hơn 0.");

    public static Error OfNotWanted(int index, string key) =>
        Invalid("total_not_wanted", index, "of", $"Chỉ tiêu {key} không phải tỷ lệ; không ghi mẫu số.");

    public static Error AboveTotal(int index) => Invalid("above_total", index, "value", "Tử số lớn hơn mẫu số. Kiểm tra lại hai số.");

    private static Error Invalid(string reason, int index, string field, string message) =>
        Error.Invalid("planning." + reason, message, Place(index, field));

    private static string Place(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"figures[{index}].{field}");
}

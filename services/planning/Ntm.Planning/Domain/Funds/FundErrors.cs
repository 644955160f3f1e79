using System.Globalization;

namespace Ntm.Planning.Domain.Funds;

/// <summary>Refusals about funds. The codes are stable; programs may rely on them.</summary>
internal static class FundErrors
{
    public static readonly Error NotKeeper = Error.Forbidden(
        "planning.forbidden",
        "Chỉ cán bộ, lãnh đạo của đơn vị ban hành kế hoạch được ghi sổ nguồn vốn."
    );

    public static readonly Error NotCollector = Error.Forbidden(
        "planning.forbidden",
        "Chỉ người báo cáo của thôn, hoặc cán bộ, lãnh đạo của xã hay của đơn vị ban hành kế hoạch được ghi đóng góp của thôn."
    );

    public static readonly Error EntryNotFound = Error.NotFound("planning.fund_entry_not_found", "Kế hoạch không có dòng sổ này.");

    public static readonly Error IdTaken = Error.Conflict(
        "planning.fund_entry_id_taken",
        "Mã này đã dùng cho một dòng khác. Gửi lại với mã mới, hoặc ghi bút toán đảo cho dòng sai.",
        "entry"
    );

    public static readonly Error KindInvalid = Error.Invalid(
        "planning.fund_entry_kind",
        "Loại dòng sổ phải là planned, allotted hoặc spent; đóng góp ghi ở mục đóng góp.",
        "kind"
    );

    public static readonly Error DayInFuture = Error.Invalid(
        "planning.document_in_future",
        "Ngày của chứng từ không thể ở tương lai.",
        "documentDay"
    );

    public static readonly Error NotVillage = Error.Invalid(
        "planning.not_village",
        "Đơn vị phải là một thôn thuộc kế hoạch.",
        "villageCode"
    );

    public static readonly Error CounteredBefore = Error.Conflict(
        "planning.entry_countered",
        "Dòng này đã có bút toán đảo, hoặc chính nó là bút toán đảo."
    );

    public static readonly Error PaysSupport = Error.Conflict(
        "planning.entry_pays_support",
        "Dòng này là khoản chi hỗ trợ hộ. Hãy ghi hoàn trả ở sổ hỗ trợ."
    );

    public static Error FundUnknown(string key) => Error.Invalid("planning.fund_unknown", $"Kế hoạch không có nguồn {key}.", "fund");

    /// <summary>More would be spent than is allotted.</summary>
    public static Error Exceeded(string fund, FundSums after) =>
        Error.Conflict(
            "planning.fund_exceeded",
            string.Create(
                CultureInfo.GetCultureInfo("vi-VN"),
                $"Nguồn {fund}: đã chi {after.Spent:N0} đồng, vượt số phân bổ {after.Allotted:N0} đồng. Ghi phân bổ trước khi chi."
            ),
            "fund"
        );
}

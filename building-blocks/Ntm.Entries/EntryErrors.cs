using Ntm.Web;

namespace Ntm.Entries;

/// <summary>What the way of a prepared entry refuses. The codes are stable; programs may rely on them.</summary>
public static class EntryErrors
{
    /// <summary>Longest reason of a refusal, characters.</summary>
    public const int LongestReason = 1000;

    public static readonly Error NotFound = Error.NotFound(
        "entry.not_found",
        "Không có bản chuẩn bị này, hoặc tài khoản không thuộc cơ quan cấp tỉnh được xem."
    );

    public static readonly Error ReadersOnly = Error.Forbidden(
        "entry.readers_only",
        "Chỉ cán bộ, người thẩm định, người thẩm tra, kiểm toán viên và lãnh đạo của chính tỉnh đó được xem các bản chuẩn bị."
    );

    public static readonly Error PreparersOnly = Error.Forbidden(
        "entry.preparers_only",
        "Chỉ cán bộ hoặc người thẩm định của chính tỉnh đó được chuẩn bị; lãnh đạo tỉnh đưa vào hiệu lực."
    );

    public static readonly Error LeaderOnly = Error.Forbidden(
        "entry.leader_only",
        "Chỉ lãnh đạo của chính tỉnh đó được đưa vào hiệu lực hoặc từ chối bản chuẩn bị."
    );

    public static readonly Error OwnWork = Error.Forbidden(
        "entry.own_work",
        "Người đã chuẩn bị hoặc đính kèm văn bản không tự quyết định. Hãy để lãnh đạo khác của tỉnh quyết định."
    );

    public static readonly Error Decided = Error.Conflict(
        "entry.decided",
        "Bản chuẩn bị này đã có quyết định hoặc đã rút, không thay đổi được nữa."
    );

    public static readonly Error DocumentMissing = Error.Conflict(
        "entry.document_missing",
        "Chưa đính kèm tệp của văn bản quyết định; hãy để người chuẩn bị đính kèm rồi mới đưa vào hiệu lực."
    );

    public static readonly Error DocumentAttached = Error.Conflict(
        "entry.document_attached",
        "Văn bản đã đính kèm thì không thay. Nếu nhầm tệp, hãy rút bản này và chuẩn bị bản khác."
    );

    public static readonly Error ReasonNeeded = Error.Invalid(
        "entry.reason",
        $"Phải nêu lý do từ chối, không quá {LongestReason} ký tự.",
        "reason"
    );

    public static readonly Error DocumentUnknown = Error.NotFound("entry.document_not_found", "Bản chuẩn bị này chưa có tệp văn bản.");
}

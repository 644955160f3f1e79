namespace Ntm.Planning.Domain.Supports;

/// <summary>Refusals about the files of a support. The codes are stable; programs may rely on them.</summary>
internal static class DocumentErrors
{
    public static readonly Error NotFound = Error.NotFound("planning.document_not_found", "Hồ sơ hỗ trợ không có tệp này.");

    public static readonly Error TooMany = Error.Conflict(
        "planning.documents_too_many",
        $"Mỗi hồ sơ hỗ trợ tối đa {SupportDocument.Most} tệp. Ghép các trang vào một tệp PDF.",
        "file"
    );

    public static readonly Error TooLarge = Error.TooLarge(
        "planning.document_too_large",
        "Tệp lớn hơn 10 MB. Giảm cỡ tệp rồi tải lại.",
        "file"
    );

    public static readonly Error Settled = Error.Conflict(
        "planning.documents_settled",
        "Hồ sơ đã được duyệt hoặc đã kết thúc; giấy tờ không thay đổi được nữa."
    );
}

namespace Ntm.Planning.Domain.Reports;

/// <summary>Refusals about photos of reports.</summary>
internal static class PhotoErrors
{
    public static readonly Error NotFound = Error.NotFound("planning.photo_not_found", "Không có ảnh này, hoặc ảnh đã hết hạn lưu.");

    public static readonly Error TooMany = Error.Conflict(
        "planning.photos_too_many",
        $"Mỗi báo cáo tối đa {Report.MostPhotos} ảnh. Chọn những ảnh tiêu biểu.",
        "file"
    );

    public static readonly Error TooLarge = Error.TooLarge(
        "planning.photo_too_large",
        "Ảnh lớn hơn 10 MB. Giảm cỡ ảnh rồi tải lại.",
        "file"
    );

    public static readonly Error Unreadable = Error.Invalid(
        "planning.photo_unreadable",
        "Tệp không mở được thành ảnh, hoặc ảnh quá lớn. Chụp hay lưu lại ảnh rồi tải lại.",
        "file"
    );
}

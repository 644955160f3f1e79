using System.Globalization;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>Refusals about files.</summary>
internal static class FileErrors
{
    public static Error NameEmpty() => Error.Invalid("file.name_empty", "Tệp chưa có tên. Đặt tên tệp rồi tải lại.", "file");

    public static Error NameTooLong(int most) =>
        Error.Invalid("file.name_too_long", $"Tên tệp dài quá {most} ký tự. Rút ngắn tên rồi tải lại.", "file");

    public static Error NameCharacters() =>
        Error.Invalid(
            "file.name_characters",
            "Tên tệp chứa ký tự điều khiển, ký tự ẩn hoặc một trong các ký tự / \\ : * ? \" < > |. Đổi tên rồi tải lại.",
            "file"
        );

    public static Error NameEncoding() =>
        Error.Invalid("file.name_encoding", "Tên tệp không phải Unicode hợp lệ. Đổi tên rồi tải lại.", "file");

    public static Error Empty() => Error.Invalid("file.empty", "Tệp rỗng. Kiểm tra lại tệp rồi tải lại.", "file");

    public static Error TooLarge(long maximumBytes) =>
        Error.TooLarge("file.too_large", $"Tệp lớn hơn {Megabytes(maximumBytes)} MB. Nén hoặc chia nhỏ tệp rồi tải lại.", "file");

    public static Error ExtensionUnknown(string extension, IEnumerable<FileKind> accepted) =>
        Error.Invalid("file.extension", $"Loại tệp không được nhận. Các loại được nhận: {List(accepted)}.{AdviceFor(extension)}", "file");

    public static Error KindNotAccepted(string document, IEnumerable<FileKind> accepted) =>
        Error.Invalid("file.kind_not_accepted", $"{document} chỉ nhận các loại tệp: {List(accepted)}.", "file");

    public static Error Mislabelled(FileKind claimed) =>
        Error.Invalid(
            "file.mislabelled",
            $"Nội dung tệp không phải {Name(claimed)} như phần mở rộng hoặc tệp đã hỏng. Kiểm tra và tải lại đúng tệp.",
            "file"
        );

    /// <summary>A picture whose bytes are of a format that phones use and no page shows, whatever its name says.</summary>
    public static Error PhonePicture(string format, FileKind claimed) =>
        Error.Invalid("file.mislabelled", $"Ảnh thực ra là {format}, không phải {Name(claimed)} như tên tệp.{PhoneAdvice}", "file");

    public static Error Unsafe(Danger danger) =>
        Error.Invalid("file.unsafe", $"Tệp không an toàn: {danger.Reason}. {danger.Advice}", "file");

    /// <summary>Whether a refusal is about what the bytes are or would do, not about their name, size or transport.</summary>
    public static bool IsOfContent(Error refusal) => refusal.Code is "file.unsafe" or "file.mislabelled";

    public static Error NotMultipart() =>
        Error.Invalid("file.not_multipart", "Tệp phải được gửi bằng biểu mẫu multipart/form-data.", "file");

    public static Error NoFile() => Error.Invalid("file.missing", "Biểu mẫu phải có đúng một phần là tệp, tên là file.", "file");

    public static Error MultipartBroken() =>
        Error.Invalid("file.multipart_broken", "Biểu mẫu gửi tệp bị đứt hoặc sai định dạng. Tải lại tệp.", "file");

    public static Error UploadHeaders() =>
        Error.Invalid(
            "file.upload_headers",
            "Tải lên từng phần cần Upload-Length và Upload-Name (mã hóa %), hoặc Upload-Id và Upload-Hash (SHA-256, 64 chữ số hex).",
            "file"
        );

    public static Error UploadUnknown() =>
        Error.NotFound("file.upload_unknown", "Không có lần tải lên này hoặc đã quá hạn. Tải lại tệp từ đầu.");

    public static Error UploadOffset(long offset) =>
        Error.Conflict("file.upload_offset", $"Máy chủ đang có {offset} byte đầu của tệp. Gửi tiếp từ đó.");

    public static Error UploadBusy() =>
        Error.Conflict("file.upload_busy", "Một kết nối khác đang gửi phần của tệp này. Thử lại sau vài giây.");

    public static Error UploadTooLong() =>
        Error.Invalid("file.upload_too_long", "Phần gửi lên vượt quá độ dài đã báo của tệp. Gửi lại phần đó.", "file");

    public static Error UploadIncomplete(long offset, long length) =>
        Error.Conflict("file.upload_incomplete", $"Mới nhận {offset} trên {length} byte của tệp. Gửi nốt phần còn lại.", "file");

    public static Error HashMismatch() =>
        Error.Unprocessable("file.hash_mismatch", "Tệp nhận được khác tệp đã gửi (mã băm không khớp). Tải lại tệp từ đầu.", "file");

    public static Error Unscanned() =>
        new("file.unscanned", "Tệp chưa quét được mã độc nên đang được giữ lại. Thử lại sau ít phút.", ErrorKind.Unavailable);

    public static Error Suspicious(string finding) =>
        Error.Conflict(
            "file.suspicious",
            $"Phần mềm quét nghi tệp có mã độc ({finding}) nên tệp được giữ lại chờ quản trị viên xem xét. Nếu là tệp của bạn: quét "
                + "virus máy tính, lưu tệp thành PDF rồi tải bản đó lên."
        );

    public static Error Rejected() =>
        Error.Gone("file.rejected", "Quản trị viên đã kết luận tệp có mã độc nên không mở được nữa. Đề nghị người gửi tải bản khác.");

    public static Error AdministratorsOnly() =>
        Error.Forbidden("file.administrators_only", "Chỉ quản trị viên cấp cao nhất được xem và xử lý tệp đang giữ.");

    public static Error NotHeld() => Error.NotFound("file.not_held", "Không có tệp nào như vậy đang được giữ lại.");

    public static Error VerdictReason(int most) =>
        Error.Invalid("file.verdict_reason", $"Phải nêu lý do kết luận, không quá {most} ký tự.", "reason");

    private const string PhoneAdvice =
        " Trên iPhone: Cài đặt, Camera, Định dạng, chọn Tương thích nhất rồi chụp lại; hoặc mở ảnh và lưu (xuất) thành JPEG.";

    /// <summary>What to do with a file of another kind that people have.</summary>
    private static string AdviceFor(string extension) =>
        extension.ToUpperInvariant() switch
        {
            ".HEIC" or ".HEIF" or ".WEBP" or ".AVIF" => PhoneAdvice,
            ".DOC" or ".DOCM" or ".DOTX" or ".RTF" or ".ODT" or ".WPS" or ".PAGES" =>
                " Mở tệp, chọn Lưu thành (Save As) loại .docx hoặc PDF rồi tải lại.",
            ".XLS" or ".XLSM" or ".XLSB" or ".CSV" or ".ODS" or ".ET" or ".NUMBERS" =>
                " Mở tệp, chọn Lưu thành (Save As) loại .xlsx hoặc PDF rồi tải lại.",
            ".PPT" or ".PPTX" or ".ODP" or ".TIF" or ".TIFF" or ".BMP" => " Lưu (xuất) tệp thành PDF rồi tải lại.",
            ".ZIP" or ".RAR" or ".7Z" => " Giải nén rồi tải từng tệp.",
            _ => "",
        };

    private static string List(IEnumerable<FileKind> kinds) => string.Join(", ", kinds.Select(Name));

    private static string Name(FileKind kind) => kind.ToString().ToUpperInvariant();

    private static string Megabytes(long bytes) => (bytes / 1048576m).ToString("0.##", CultureInfo.InvariantCulture);
}

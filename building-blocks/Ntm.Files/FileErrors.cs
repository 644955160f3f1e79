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

    public static Error ExtensionUnknown(IEnumerable<FileKind> accepted) =>
        Error.Invalid("file.extension", $"Loại tệp không được nhận. Các loại được nhận: {List(accepted)}.", "file");

    public static Error KindNotAccepted(string document, IEnumerable<FileKind> accepted) =>
        Error.Invalid("file.kind_not_accepted", $"{document} chỉ nhận các loại tệp: {List(accepted)}.", "file");

    public static Error Mislabelled(FileKind claimed) =>
        Error.Invalid(
            "file.mislabelled",
            $"Nội dung tệp không phải {Name(claimed)} như phần mở rộng hoặc tệp đã hỏng. Kiểm tra và tải lại đúng tệp.",
            "file"
        );

    public static Error Unsafe(string reason) =>
        Error.Invalid("file.unsafe", $"Tệp không an toàn: {reason}. Lưu lại tệp rồi tải lại.", "file");

    public static Error NotMultipart() =>
        Error.Invalid("file.not_multipart", "Tệp phải được gửi bằng biểu mẫu multipart/form-data.", "file");

    public static Error NoFile() => Error.Invalid("file.missing", "Biểu mẫu phải có đúng một phần là tệp, tên là file.", "file");

    public static Error MultipartBroken() =>
        Error.Invalid("file.multipart_broken", "Biểu mẫu gửi tệp bị đứt hoặc sai định dạng. Tải lại tệp.", "file");

    private static string List(IEnumerable<FileKind> kinds) => string.Join(", ", kinds.Select(Name));

    private static string Name(FileKind kind) => kind.ToString().ToUpperInvariant();

    private static string Megabytes(long bytes) => (bytes / 1048576m).ToString("0.##", CultureInfo.InvariantCulture);
}

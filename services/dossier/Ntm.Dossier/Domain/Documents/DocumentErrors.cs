using System.Globalization;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Dossier.Domain.Documents;

/// <summary>What is refused about documents and their files.</summary>
internal static class DocumentErrors
{
    public static Error NameEmpty() => Error.Invalid(
        "dossier.file_name_empty", "Tệp chưa có tên. Đặt tên tệp rồi tải lại.", "file");

    public static Error NameTooLong(int most) => Error.Invalid(
        "dossier.file_name_too_long", $"Tên tệp dài quá {most} ký tự. Rút ngắn tên rồi tải lại.", "file");

    public static Error NameCharacters() => Error.Invalid(
        "dossier.file_name_characters",
        "Tên tệp chứa ký tự điều khiển, ký tự ẩn hoặc một trong các ký tự / \\ : * ? \" < > |. Đổi tên rồi tải lại.",
        "file");

    public static Error NameEncoding() => Error.Invalid(
        "dossier.file_name_encoding", "Tên tệp không phải Unicode hợp lệ. Đổi tên rồi tải lại.", "file");

    public static Error Empty() => Error.Invalid(
        "dossier.file_empty", "Tệp rỗng. Kiểm tra lại tệp rồi tải lại.", "file");

    public static Error TooLarge(long maximumBytes) => Error.TooLarge(
        "dossier.file_too_large", $"Tệp lớn hơn {Megabytes(maximumBytes)} MB. Nén hoặc chia nhỏ tệp rồi tải lại.", "file");

    public static Error ExtensionUnknown(IEnumerable<FileKind> accepted) => Error.Invalid(
        "dossier.file_extension", $"Loại tệp không được nhận. Các loại được nhận: {List(accepted)}.", "file");

    public static Error KindNotAccepted(string document, IEnumerable<FileKind> accepted) => Error.Invalid(
        "dossier.file_kind_not_accepted", $"{document} chỉ nhận các loại tệp: {List(accepted)}.", "file");

    public static Error Mislabelled(FileKind claimed) => Error.Invalid(
        "dossier.file_mislabelled", $"Nội dung tệp không phải {Name(claimed)} như phần mở rộng hoặc tệp đã hỏng. Kiểm tra và tải lại đúng tệp.", "file");

    public static Error Unsafe(string reason) => Error.Invalid("dossier.file_unsafe", $"Tệp không an toàn: {reason}. Lưu lại tệp rồi tải lại.", "file");

    public static Error Unknown(string key) => Error.Invalid(
        "dossier.document_unknown", $"Không có thành phần hồ sơ \"{key}\" ở bước này. Chọn lại thành phần hồ sơ.", "document");

    public static Error TooMany(string document, int most) => Error.Conflict(
        "dossier.document_files_full", $"{document} đã đủ {most} tệp. Gỡ bớt tệp cũ trước khi thêm.", "file");

    public static Error Missing(DocumentType document) => Error.Conflict(
        "dossier.document_missing", $"Còn thiếu thành phần hồ sơ: {document.Name}. Tải tệp lên rồi thao tác lại.", document.Key);

    private static string List(IEnumerable<FileKind> kinds) => string.Join(", ", kinds.Select(Name));

    private static string Name(FileKind kind) => kind.ToString().ToUpperInvariant();

    private static string Megabytes(long bytes) => (bytes / 1048576m).ToString("0.##", CultureInfo.InvariantCulture);
}

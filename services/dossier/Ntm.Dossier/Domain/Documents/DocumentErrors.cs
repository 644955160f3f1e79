namespace Ntm.Dossier.Domain.Documents;

/// <summary>Refusals about documents.</summary>
internal static class DocumentErrors
{
    public static Error Unknown(string key) =>
        Error.Invalid(
            "dossier.document_unknown",
            $"Không có thành phần hồ sơ \"{key}\" ở bước này. Chọn lại thành phần hồ sơ.",
            "document"
        );

    public static Error TooMany(string document, int most) =>
        Error.Conflict("dossier.document_files_full", $"{document} đã đủ {most} tệp. Gỡ bớt tệp cũ trước khi thêm.", "file");

    public static Error Missing(DocumentType document) =>
        Error.Conflict(
            "dossier.document_missing",
            $"Còn thiếu thành phần hồ sơ: {document.Name}. Tải tệp lên rồi thao tác lại.",
            document.Key
        );
}

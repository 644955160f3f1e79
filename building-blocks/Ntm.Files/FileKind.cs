using System.Text.Json.Serialization;

namespace Ntm.Files;

/// <summary>Kinds of file that are taken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileKind>))]
public enum FileKind
{
    /// <summary>Portable document, <c>.pdf</c>.</summary>
    Pdf,

    /// <summary>Photograph, <c>.jpg</c> or <c>.jpeg</c>.</summary>
    Jpeg,

    /// <summary>Picture, <c>.png</c>.</summary>
    Png,

    /// <summary>Text document of Word, <c>.docx</c>, without macros.</summary>
    Docx,

    /// <summary>Workbook of Excel, <c>.xlsx</c>, without macros.</summary>
    Xlsx,
}

/// <summary>Extensions and media types of the kinds.</summary>
public static class FileKinds
{
    /// <summary>Kind that the extension of a file name claims; null for any other extension or none.</summary>
    public static FileKind? ClaimedBy(string fileName) =>
        Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".PDF" => FileKind.Pdf,
            ".JPG" or ".JPEG" => FileKind.Jpeg,
            ".PNG" => FileKind.Png,
            ".DOCX" => FileKind.Docx,
            ".XLSX" => FileKind.Xlsx,
            _ => null,
        };

    /// <summary>Media type to serve the kind as.</summary>
    public static string MediaTypeOf(FileKind kind) =>
        kind switch
        {
            FileKind.Pdf => "application/pdf",
            FileKind.Jpeg => "image/jpeg",
            FileKind.Png => "image/png",
            FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        };
}

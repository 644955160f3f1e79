namespace Ntm.Planning.Workbooks;

/// <summary>Refusals about workbooks. The codes are stable; programs may rely on them.</summary>
internal static class WorkbookErrors
{
    /// <summary>Most bad cells that an answer lists.</summary>
    public const int MostListed = 500;

    public static readonly Error NotBase64 = Error.Invalid(
        "planning.workbook_not_base64",
        "Nội dung tệp phải ở dạng base64.",
        "file.content"
    );

    public static readonly Error Broken = Error.Invalid(
        "planning.workbook_unreadable",
        "Không đọc được bảng tính; hãy mở và lưu lại bằng Excel hoặc LibreOffice.",
        "file"
    );

    public static Error TooLarge(int kilobytes) =>
        Error.TooLarge("planning.workbook_too_large", $"Tệp bảng tính lớn hơn {kilobytes} KB.", "file");

    public static Error UnpacksTooLarge(int megabytes) =>
        Error.TooLarge("planning.workbook_unpacks_too_large", $"Bảng tính giải nén ra quá {megabytes} MB.", "file");

    /// <summary>The bad cells, each with its address; <see cref="MostListed"/> of them at most.</summary>
    public static IEnumerable<Error> BadCells(IReadOnlyList<BadCell> cells) =>
        cells.Take(MostListed).Select(bad => Error.Invalid("planning.bad_cell", Of(bad), $"{bad.Sheet}!{bad.Cell}"));

    private static string Of(BadCell bad) => $"Trang {bad.Sheet}, ô {bad.Cell}: {bad.Message}";
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ntm.Files;
using Ntm.Platform.Tests.Files.Corpus;
using Ntm.Platform.Tests.Style;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Ntm.Platform.Tests.Files;

/// <summary>What the programs and phones of communes and offices write is taken; what is not says what to do.</summary>
public sealed class RealFilesTests
{
    private const int MostBytes = 30 * 1024;

    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["Word.docx"] = () => WordFiles.Desktop().ToBytes(),
        ["Word Online.docx"] = () => WordFiles.Online().ToBytes(),
        ["Word, bieu do.docx"] = () => WordFiles.WithChart(ExcelFiles.Desktop().ToBytes()).ToBytes(),
        ["Word, bang nhung.docx"] = () => WordFiles.WithChart(LibraryWorkbook()).ToBytes(),
        ["Word, strict.docx"] = () => WordFiles.StrictForm().ToBytes(),
        ["LibreOffice.docx"] = () => WordFiles.LibreOffice().ToBytes(),
        ["WPS.docx"] = () => WordFiles.Wps().ToBytes(typesLast: true),
        ["Google Docs.docx"] = () => WordFiles.GoogleDocs().ToBytes(),
        ["Thu vien.docx"] = LibraryDocument,
        ["Excel.xlsx"] = () => ExcelFiles.Desktop().ToBytes(),
        ["Google Sheets.xlsx"] = () => ExcelFiles.GoogleSheets().ToBytes(),
        ["Calc, WPS.xlsx"] = () => ExcelFiles.Calc().ToBytes(typesLast: true),
        ["Thu vien.xlsx"] = LibraryWorkbook,
        ["LibreOffice.pdf"] = PdfFiles.LibreOffice,
        ["Word.pdf"] = PdfFiles.Word,
        ["May quet.pdf"] = PdfFiles.Scan,
        ["Da ky so.pdf"] = PdfFiles.Signed,
        ["Han che quyen.pdf"] = PdfFiles.Restricted,
        ["iPhone.jpg"] = PhoneFiles.Iphone,
        ["Samsung.jpeg"] = PhoneFiles.Samsung,
        ["Anh man hinh.png"] = PhoneFiles.Screenshot,
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_program_or_a_phone_writes_is_taken(string name)
    {
        var bytes = Files[name]();

        Assert.InRange(bytes.Length, 1, MostBytes);
        Assert.Empty(Inspect(bytes, name).Faults.Select(fault => fault.Message));
    }

    /// <summary>What LibreOffice itself wrote, not what stands for it.</summary>
    [Theory]
    [InlineData("to-trinh.docx", FileKind.Docx)]
    [InlineData("so-lieu.xlsx", FileKind.Xlsx)]
    [InlineData("cong-van.pdf", FileKind.Pdf)]
    [InlineData("so-lieu.pdf", FileKind.Pdf)]
    public void What_LibreOffice_wrote_is_taken(string name, FileKind kind)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Ntm.Platform.Tests", "Files", "Corpus", "LibreOffice");
        var bytes = File.ReadAllBytes(Path.Combine(folder, name));

        var found = Inspect(bytes, name);

        Assert.InRange(bytes.Length, 1, 20 * 1024);
        Assert.Empty(found.Faults.Select(fault => fault.Message));
        Assert.Equal(kind, found.Kind);
    }

    [Theory]
    [InlineData("anh.heic", "file.extension", "Tương thích nhất")]
    [InlineData("anh.webp", "file.extension", "JPEG")]
    [InlineData("bao-cao.doc", "file.extension", ".docx hoặc PDF")]
    [InlineData("so-lieu.xls", "file.extension", ".xlsx hoặc PDF")]
    [InlineData("trinh-chieu.pptx", "file.extension", "thành PDF")]
    [InlineData("ho-so.zip", "file.extension", "Giải nén")]
    public void A_file_of_another_kind_is_refused_with_what_to_do(string name, string code, string advice)
    {
        var fault = Assert.Single(Inspect(PhoneFiles.Heic(), name).Faults);

        Assert.Equal(code, fault.Code);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_phones_picture_under_the_name_of_another_format_is_refused_with_what_it_is()
    {
        var heic = Assert.Single(Inspect(PhoneFiles.Heic(), "IMG_0001.jpg").Faults);
        var webp = Assert.Single(Inspect(PhoneFiles.WebP(), "zalo.png").Faults);

        Assert.Equal(("file.mislabelled", "file.mislabelled"), (heic.Code, webp.Code));
        Assert.Contains("HEIC, không phải JPEG", heic.Message, StringComparison.Ordinal);
        Assert.Contains("WebP, không phải PNG", webp.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_with_a_password_or_of_the_old_format_is_refused_with_what_to_do()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];

        var fault = Assert.Single(Inspect(compound, "a.docx").Faults);

        Assert.Equal("file.unsafe", fault.Code);
        Assert.Contains("Bỏ mật khẩu", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_under_the_name_of_a_text_is_refused_whatever_its_parts_are_called()
    {
        Assert.Equal("file.mislabelled", Assert.Single(Inspect(ExcelFiles.Desktop().ToBytes(), "a.docx").Faults).Code);
        Assert.Equal("file.mislabelled", Assert.Single(Inspect(WordFiles.Online().ToBytes(), "a.xlsx").Faults).Code);
    }

    private static FileInspection Inspect(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        return FileInspector.Inspect(stream, name, Enum.GetValues<FileKind>(), "Hồ sơ", 25 * 1024 * 1024);
    }

    private static byte[] LibraryDocument()
    {
        using var bytes = new MemoryStream();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new Word.Document(
                new Word.Body(new Word.Paragraph(new Word.Run(new Word.Text("Báo cáo"))))
            );
        }

        return bytes.ToArray();
    }

    private static byte[] LibraryWorkbook()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            var cell = new Cell { CellValue = new CellValue(1), DataType = CellValues.Number };
            sheet.Worksheet = new Worksheet(new SheetData(new Row(cell)));
            book.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(sheet),
                        SheetId = 1,
                        Name = "Xã",
                    }
                )
            );
        }

        return bytes.ToArray();
    }
}

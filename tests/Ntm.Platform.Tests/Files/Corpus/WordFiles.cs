using static Ntm.Platform.Tests.Files.Corpus.PackageFile;

namespace Ntm.Platform.Tests.Files.Corpus;

/// <summary>Texts as the programs of communes and offices write them: same words, other packages.</summary>
internal static class WordFiles
{
    public const string Names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private const string Relations = "application/vnd.openxmlformats-package.relationships+xml";
    private const string Chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    private const string Strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
    private const string Words = "<w:p><w:r><w:t>Báo cáo kết quả xây dựng nông thôn mới</w:t></w:r></w:p>";

    /// <summary>Word on a computer: a template of the writer's own disk, a link, page numbers, a picture of the first page.</summary>
    public static PackageFile Desktop() =>
        Plain("word/document.xml", "word/document.xml", Office, Words)
            .Default("emf", "image/x-emf")
            .Default("jpeg", "image/jpeg")
            .Part("word/media/image1.jpeg", null, PhoneFiles.Iphone())
            .Part("docProps/thumbnail.emf", null, new byte[200])
            .Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", "<cp:coreProperties xmlns:cp=\"a\"/>")
            .Part("word/settings.xml", Word + "settings+xml", $"<w:settings {Names}/>")
            .Part("word/footer1.xml", Word + "footer+xml", $"<w:ftr {Names}>{Field(" PAGE  \\* MERGEFORMAT ")}</w:ftr>")
            .Part("customXml/item1.xml", null, "<b:Sources xmlns:b=\"bibliography\"/>")
            .Relate("", Package + "core-properties", "docProps/core.xml")
            .Relate("", Package + "thumbnail", "docProps/thumbnail.emf")
            .Relate("word/document.xml", Office + "image", "media/image1.jpeg")
            .Relate("word/document.xml", Office + "footer", "footer1.xml")
            .Relate("word/document.xml", Office + "hyperlink", "https://hatinh.gov.vn/ntm?tin=1#a", external: true)
            .Relate("word/document.xml", Office + "customXml", "../customXml/item1.xml")
            .Relate(
                "word/settings.xml",
                Office + "attachedTemplate",
                "file:///C:\\Users\\Can bo\\AppData\\Roaming\\Microsoft\\Templates\\Báo cáo.dotx",
                external: true
            );

    /// <summary>Word Online: other part names, targets from the root.</summary>
    public static PackageFile Online() =>
        Plain("word/document2.xml", "/word/document2.xml", Office, Words)
            .Part("word/styles2.xml", Word + "styles+xml", $"<w:styles {Names}/>")
            .Part("word/settings2.xml", Word + "settings+xml", $"<w:settings {Names}/>")
            .Relate("word/document2.xml", Office + "styles", "/word/styles2.xml")
            .Relate("word/document2.xml", Office + "settings", "/word/settings2.xml");

    /// <summary>A report with a chart, whose figures are a workbook inside it.</summary>
    public static PackageFile WithChart(byte[] workbook) =>
        Plain("word/document.xml", "word/document.xml", Office, Words)
            .Default("xlsx", Excel + "sheet")
            .Part("word/charts/chart1.xml", Chart, "<c:chartSpace xmlns:c=\"c\"/>")
            .Part("word/embeddings/Microsoft_Excel_Worksheet.xlsx", null, workbook)
            .Relate("word/document.xml", Office + "chart", "charts/chart1.xml")
            .Relate("word/charts/chart1.xml", Office + "package", "../embeddings/Microsoft_Excel_Worksheet.xlsx");

    /// <summary>LibreOffice Writer: types of the relationships one by one, a contents list of nested fields.</summary>
    public static PackageFile LibreOffice() =>
        Plain("word/document.xml", "word/document.xml", Office, Words + Contents())
            .Part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", "<Properties/>")
            .Part("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", "<Properties/>")
            .Part("word/fontTable.xml", Word + "fontTable+xml", $"<w:fonts {Names}/>")
            .Relate("", Office + "extended-properties", "docProps/app.xml")
            .Relate("", Office + "custom-properties", "docProps/custom.xml")
            .Relate("word/document.xml", Office + "fontTable", "fontTable.xml");

    /// <summary>WPS Writer: its build number among the properties, its own data, the types at the end.</summary>
    public static PackageFile Wps() =>
        Plain("word/document.xml", "word/document.xml", Office, Words)
            .Part(
                "docProps/custom.xml",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml",
                """<Properties><property pid="2" name="KSOProductBuildVer"><v>1033-12.2.0.13201</v></property></Properties>"""
            )
            .Part("customXml/item1.xml", null, "<s:customData xmlns:s=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\"/>")
            .Relate("", Office + "custom-properties", "docProps/custom.xml")
            .Relate("word/document.xml", Office + "customXml", "../customXml/item1.xml");

    /// <summary>Google Docs: no properties, a picture that stays where it was copied from.</summary>
    public static PackageFile GoogleDocs() =>
        new PackageFile()
            .Default("xml", "application/xml")
            .Default("rels", Relations)
            .Part("word/document.xml", Word + "document.main+xml", $"<w:document {Names}><w:body>{Words}</w:body></w:document>")
            .Part("word/numbering.xml", Word + "numbering+xml", $"<w:numbering {Names}/>")
            .Relate("", Office + "officeDocument", "word/document.xml")
            .Relate("word/document.xml", Office + "numbering", "numbering.xml")
            .Relate("word/document.xml", Office + "image", "https://lh3.googleusercontent.com/abc", external: true);

    /// <summary>Word, saved in the strict form of the format.</summary>
    public static PackageFile StrictForm() => Plain("word/document.xml", "word/document.xml", Strict, Words);

    /// <summary>A text with something in its body.</summary>
    public static PackageFile With(string body) => Plain("word/document.xml", "word/document.xml", Office, Words + body);

    /// <summary>A field, its instruction in as many pieces as are given.</summary>
    public static string Field(params string[] pieces) =>
        "<w:p>"
        + Mark("begin")
        + string.Concat(pieces.Select(piece => $"<w:r><w:instrText xml:space=\"preserve\">{piece}</w:instrText></w:r>"))
        + Mark("separate")
        + "<w:r><w:t>1</w:t></w:r>"
        + Mark("end")
        + "</w:p>";

    public static string Mark(string kind) => $"<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>";

    private static string Contents() =>
        $"<w:p>{Mark("begin")}<w:r><w:instrText> TOC \\f \\o \"1-3\" \\h </w:instrText></w:r>{Mark("separate")}"
        + $"{Field(" HYPERLINK \\l \"__RefHeading___1\" ").Replace("w:p>", "w:smartTag>", StringComparison.Ordinal)}{Mark("end")}</w:p>";

    private static PackageFile Plain(string main, string target, string relations, string body) =>
        new PackageFile()
            .Default("rels", Relations)
            .Default("xml", "application/xml")
            .Part(main, Word + "document.main+xml", $"<w:document {Names}><w:body>{body}</w:body></w:document>")
            .Relate("", relations + "officeDocument", target);
}

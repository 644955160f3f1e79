using static Ntm.Platform.Tests.Files.Corpus.PackageFile;

namespace Ntm.Platform.Tests.Files.Corpus;

/// <summary>Workbooks as the programs of communes and offices write them.</summary>
internal static class ExcelFiles
{
    private const string Names = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    /// <summary>Excel on a computer: settings of a printer, figures of another workbook, a column with a bar in its name.</summary>
    public static PackageFile Desktop() =>
        Plain("<row><c><f>SUM([1]Xã!$A$1:$A$9)&amp;\" | \"&amp;Bảng1[[#This Row],[Hộ|Khẩu]]&amp;'Thôn|Tổ'!A1</f><v>1</v></c></row>")
            .Default("bin", Excel + "printerSettings")
            .Part("xl/printerSettings/printerSettings1.bin", null, new byte[220])
            .Part("xl/calcChain.xml", Excel + "calcChain+xml", $"<calcChain {Names}/>")
            .Part(
                "xl/externalLinks/externalLink1.xml",
                Excel + "externalLink+xml",
                $"<externalLink {Names}><externalBook><sheetNames><sheetName val=\"Xã\"/></sheetNames></externalBook></externalLink>"
            )
            .Relate("xl/workbook.xml", Office + "calcChain", "calcChain.xml")
            .Relate("xl/workbook.xml", Office + "externalLink", "externalLinks/externalLink1.xml")
            .Relate("xl/worksheets/sheet1.xml", Office + "printerSettings", "../printerSettings/printerSettings1.bin")
            .Relate(
                "xl/externalLinks/externalLink1.xml",
                Office + "externalLinkPath",
                "file:///\\\\may-chu\\chung\\So lieu xa.xlsx",
                external: true
            );

    /// <summary>Google Sheets: a part without extension for its own way back.</summary>
    public static PackageFile GoogleSheets() =>
        Plain("<row><c><v>1</v></c></row>")
            .Part("xl/metadata", "application/binary", new byte[] { 1, 2, 3 })
            .Part("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml", "<xdr:wsDr xmlns:xdr=\"x\"/>")
            .Relate("xl/workbook.xml", "http://customschemas.google.com/relationships/workbookmetadata", "metadata")
            .Relate("xl/worksheets/sheet1.xml", Office + "drawing", "../drawings/drawing1.xml");

    /// <summary>LibreOffice Calc and WPS Spreadsheets: targets from the root, and boxes to tick.</summary>
    public static PackageFile Calc() =>
        Plain("<row><c><v>1</v></c></row>", "/xl/workbook.xml")
            .Part("xl/ctrlProps/ctrlProp1.xml", "application/vnd.ms-excel.controlproperties+xml", "<formControlPr xmlns=\"f\"/>")
            .Relate("xl/worksheets/sheet1.xml", Office + "ctrlProp", "../ctrlProps/ctrlProp1.xml");

    /// <summary>A workbook with something in its first sheet.</summary>
    public static PackageFile Plain(string rows, string target = "xl/workbook.xml") =>
        new PackageFile()
            .Default("rels", "application/vnd.openxmlformats-package.relationships+xml")
            .Default("xml", "application/xml")
            .Part("xl/workbook.xml", Excel + "sheet.main+xml", $"<workbook {Names}><sheets/></workbook>")
            .Part("xl/worksheets/sheet1.xml", Excel + "worksheet+xml", $"<worksheet {Names}><sheetData>{rows}</sheetData></worksheet>")
            .Relate("", Office + "officeDocument", target)
            .Relate("xl/workbook.xml", Office + "worksheet", "worksheets/sheet1.xml");
}

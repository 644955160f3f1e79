using System.IO.Compression;
using System.Text;
using Ntm.Assessment.Features;

namespace Ntm.Assessment.Tests;

/// <summary>Tables of criteria as a province would send them; all figures are invented.</summary>
internal static class Sheets
{
    public const string Titles = "code,text_vi,type,op,threshold,unit,note,mark,level_group_1,level_group_2,level_group_3";

    /// <summary>Two criteria, of which one is new, and a level by commune group.</summary>
    public const string Good =
        Titles
        + "\n1.1,Có quy hoạch,boolean,=,Đạt,,,,,,"
        + "\n3.1,Tốc độ tăng thu nhập,growth,>=,8.5,%,,,,,"
        + "\n20,Khu dân cư kiểu mẫu,name,,,,,,,,"
        + "\n20.1,Tỷ lệ khu dân cư kiểu mẫu,percent,>=,,%,,,60,50,40";

    public static CriteriaFileUpload Csv(string text) =>
        new() { Name = "tieu-chi.csv", Content = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) };

    public static CriteriaFileUpload Workbook(string sheetData) =>
        new() { Name = "tieu-chi.xlsx", Content = Convert.ToBase64String(Xlsx(sheetData)) };

    /// <summary>A text cell; its address is left to the order.</summary>
    public static string Text(string text) => $"""<c t="inlineStr"><is><t>{text}</t></is></c>""";

    public static string Row(params string[] cells) => $"<row>{string.Join("", cells)}</row>";

    /// <summary>The smallest workbook; style 1 is shown as percent.</summary>
    public static byte[] Xlsx(string sheetData)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Pack = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                "[Content_Types].xml",
                $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                    + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
                    + $"""<Override PartName="/xl/workbook.xml" ContentType="{Type}.sheet.main+xml"/>"""
                    + $"""<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Type}.worksheet+xml"/></Types>"""
            );
            Add(
                "_rels/.rels",
                $"""<Relationships xmlns="{Pack}"><Relationship Id="r1" Type="{Rel}/officeDocument" """
                    + """Target="xl/workbook.xml"/></Relationships>"""
            );
            Add(
                "xl/workbook.xml",
                $"""<workbook xmlns="{Main}" xmlns:r="{Rel}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"""
            );
            Add(
                "xl/_rels/workbook.xml.rels",
                $"""<Relationships xmlns="{Pack}"><Relationship Id="r1" Type="{Rel}/worksheet" Target="worksheets/sheet1.xml"/>"""
                    + $"""<Relationship Id="r2" Type="{Rel}/styles" Target="styles.xml"/></Relationships>"""
            );
            Add(
                "xl/styles.xml",
                $"""<styleSheet xmlns="{Main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>"""
            );
            Add("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{sheetData}</sheetData></worksheet>""");

            void Add(string part, string content)
            {
                using var stream = zip.CreateEntry(part).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Ntm.Planning.Workbooks;

/// <summary>
/// Writes pages as a workbook. The parts are written directly, since the library stamps each with the hour, and the same plan shall give
/// the same bytes.
/// </summary>
internal static class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Links = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int Title = 1;
    private const int Day = 2;
    private const int Text = 3;

    /// <summary>The earliest hour that an archive can state.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static byte[] Write(IReadOnlyList<SheetPage> pages)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", xml => Types(xml, pages.Count));
            Part(archive, "_rels/.rels", xml => Relations(xml, [("officeDocument", "xl/workbook.xml")]));
            Part(archive, "xl/workbook.xml", xml => Book(xml, pages));
            Part(
                archive,
                "xl/_rels/workbook.xml.rels",
                xml =>
                    Relations(xml, [.. pages.Select((_, at) => ("worksheet", $"worksheets/sheet{at + 1}.xml")), ("styles", "styles.xml")])
            );
            Part(archive, "xl/styles.xml", WorkbookStyles.Write);
            foreach (var (at, page) in pages.Index())
            {
                Part(archive, $"xl/worksheets/sheet{at + 1}.xml", xml => Sheet(xml, page));
            }
        }

        return bytes.ToArray();
    }

    private static void Part(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(
            stream,
            new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }
        );
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void Types(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Element(
            xml,
            ContentTypes,
            "Default",
            ("Extension", "rels"),
            ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")
        );
        Element(xml, ContentTypes, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Element(xml, ContentTypes, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", Sheets + "sheet.main+xml"));
        Element(xml, ContentTypes, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", Sheets + "styles+xml"));
        for (var sheet = 1; sheet <= sheets; sheet++)
        {
            Element(
                xml,
                ContentTypes,
                "Override",
                ("PartName", $"/xl/worksheets/sheet{sheet}.xml"),
                ("ContentType", Sheets + "worksheet+xml")
            );
        }

        xml.WriteEndElement();
    }

    private static void Relations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> targets)
    {
        xml.WriteStartElement("Relationships", Links);
        foreach (var (at, (type, target)) in targets.Index())
        {
            Element(xml, Links, "Relationship", ("Id", $"r{at + 1}"), ("Type", $"{Office}/{type}"), ("Target", target));
        }

        xml.WriteEndElement();
    }

    private static void Book(XmlWriter xml, IReadOnlyList<SheetPage> pages)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Office);
        xml.WriteStartElement("sheets", Main);
        foreach (var (at, page) in pages.Index())
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", page.Name);
            xml.WriteAttributeString("sheetId", (at + 1).ToString(Culture));
            xml.WriteAttributeString("id", Office, $"r{at + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Sheet(XmlWriter xml, SheetPage page)
    {
        xml.WriteStartElement("worksheet", Main);
        Frozen(xml);
        xml.WriteStartElement("cols", Main);
        foreach (var (at, column) in page.Columns.Index())
        {
            var number = (at + 1).ToString(Culture);
            var style = (column.IsText ? Text : 0).ToString(Culture);
            Element(
                xml,
                Main,
                "col",
                ("min", number),
                ("max", number),
                ("width", column.Width.ToString(Culture)),
                ("style", style),
                ("customWidth", "1")
            );
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, [.. page.Columns.Select(column => new SheetValue(column.Title))], Title);
        foreach (var (at, row) in page.Rows.Index())
        {
            Row(xml, at + 2, row, Text);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>The titles stay in sight.</summary>
    private static void Frozen(XmlWriter xml)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        Element(xml, Main, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, int number, IReadOnlyList<SheetValue> values, int textStyle)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(Culture));
        foreach (var (column, value) in values.Index().Where(cell => cell.Item != default))
        {
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", CellAddress.Of(number, column));
            Value(xml, value, textStyle);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, SheetValue value, int textStyle)
    {
        if (value.Text is { } text)
        {
            xml.WriteAttributeString("s", textStyle.ToString(Culture));
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(CellText.Encode(text));
            xml.WriteEndElement();
            xml.WriteEndElement();
            return;
        }

        if (value.Day is not null)
        {
            xml.WriteAttributeString("s", Day.ToString(Culture));
        }

        var number = value.Day is { } date ? (decimal)date.ToDateTime(TimeOnly.MinValue).ToOADate() : value.Number!.Value;
        xml.WriteElementString("v", Main, number.ToString("0.############", Culture));
    }

    private static void Element(XmlWriter xml, string space, string name, params IReadOnlyList<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, space);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }
}

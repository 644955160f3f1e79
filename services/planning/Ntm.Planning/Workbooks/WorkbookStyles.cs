using System.Xml;

namespace Ntm.Planning.Workbooks;

/// <summary>The styles of our workbooks: 0 plain, 1 bold titles, 2 days, 3 text that stays what was typed and wraps.</summary>
internal static class WorkbookStyles
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Sheet = $"""
        <styleSheet xmlns="{Main}">
        <numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>
        <font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="4">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment vertical="top" wrapText="1"/></xf>
        </cellXfs>
        </styleSheet>
        """;

    public static void Write(XmlWriter xml)
    {
        using var reader = XmlReader.Create(new StringReader(Sheet), new XmlReaderSettings { IgnoreWhitespace = true });
        reader.MoveToContent();
        xml.WriteNode(reader, defattr: false);
    }
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Ntm.Planning.Workbooks;

/// <summary>Texts that a workbook keeps once for all its cells.</summary>
internal static class SharedTexts
{
    public static IReadOnlyList<string> Read(SharedStringTablePart? part)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
            {
                texts.Add(Of((SharedStringItem)reader.LoadCurrentElement()!));
            }
        }

        return texts;
    }

    /// <summary>The text itself and its parts with a format of their own, without phonetic signs.</summary>
    public static string Of(RstType text) =>
        text.GetFirstChild<Text>()?.Text + string.Concat(text.Elements<Run>().Select(run => run.GetFirstChild<Text>()?.Text));
}

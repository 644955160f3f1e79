using System.Text.Json;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>A plan as one workbook: its head, a sheet for each section, and a sheet of help.</summary>
internal static class PlanWorkbook
{
    /// <summary>Most rows of each sheet, its titles among them.</summary>
    public static readonly IReadOnlyDictionary<string, int> Sheets = PlanSections
        .All.Select(section => (section.Sheet, section.MostRows))
        .Prepend((HeadSheet.Name, HeadSheet.MostRows))
        .ToDictionary(sheet => sheet.Item1, sheet => sheet.Item2 + 1);

    /// <summary>Reads a workbook that a person sends.</summary>
    /// <param name="name">File name.</param>
    /// <param name="content">Bytes in base64.</param>
    /// <param name="year">Year of the campaign, for a due without one.</param>
    public static Result<WorkbookReading> Read(string name, string content, int year) =>
        WorkbookFile.Read(name, content, Sheets).Then(book => new ContentReader(book, year).Read());

    /// <summary>Writes a content; the same content gives the same bytes.</summary>
    public static byte[] Write(PlanContent content, int year)
    {
        var json = JsonSerializer.SerializeToNode(content, EventJson.Options)!.AsObject();
        var context = new DueContext(year, content.Periods);
        return WorkbookWriter.Write([
            HeadSheet.Write(json["header"]!.AsObject(), context),
            .. PlanSections.All.Select(section => Page(section, section.Write(json, context))),
            HelpSheet.Page,
        ]);
    }

    /// <summary>A workbook to fill in.</summary>
    public static byte[] Template() =>
        WorkbookWriter.Write([
            HeadSheet.Write([], new DueContext(0, [])),
            .. PlanSections.All.Select(section => Page(section, [])),
            HelpSheet.Page,
        ]);

    private static SheetPage Page(Section section, IReadOnlyList<IReadOnlyList<SheetValue>> rows) =>
        new(section.Sheet, [.. section.Columns.Select(column => new PageColumn(column.Title, column.Width, column.Format.IsText))], rows);
}

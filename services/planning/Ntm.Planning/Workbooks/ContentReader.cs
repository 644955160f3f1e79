using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>
/// Makes a plan's content of the sheets of a workbook and finds every fault: of a cell, of a row, and of the parts that do not fit
/// together, each at its cell. What a row with an unreadable cell says is not judged further.
/// </summary>
internal sealed class ContentReader(SheetBook book, int year)
{
    private readonly List<CellFault> faults = [.. book.Faults];
    private readonly Dictionary<string, SectionReading> sections = [];
    private DueContext context = new(year, []);

    public WorkbookReading Read()
    {
        var head = Find(HeadSheet.Name, required: true) is { } sheet ? new HeadReader(sheet, context, faults).Read() : Nothing();
        var json = new JsonObject { ["header"] = head.ToJson() };
        foreach (var section in PlanSections.All)
        {
            var reading = section.Read(Find(section.Sheet, section.Required), context, faults);
            (sections[section.Field], json[section.Field]) = (reading, reading.Rows);
            if (section == PlanSections.Periods)
            {
                context = new DueContext(year, reading.Rows.Deserialize<IReadOnlyList<PlanPeriod>>(EventJson.Options)!);
            }
        }

        var content = json.Deserialize<PlanContent>(EventJson.Options)!;
        CheckRows(content, head);
        faults.AddRange(ContentCheck.FaultsOf(content).Select(fault => At(fault, head)).OfType<CellFault>());
        return new WorkbookReading(content, [.. Ordered().Select(fault => fault.ToBadCell())]);
    }

    private Sheet? Find(string name, bool required)
    {
        var sheet = book.Sheets.FirstOrDefault(sheet => sheet.Name == name);
        if (sheet is null && required)
        {
            faults.Add(new CellFault(name, 1, 0, $"Thiếu trang “{name}”."));
        }

        return sheet;
    }

    /// <summary>Lengths of texts and numbers of items, as the content itself states them.</summary>
    private void CheckRows(PlanContent content, HeadReading head)
    {
        foreach (var (field, message) in Invalid(content.Header).Where(_ => head.IsSound))
        {
            faults.Add(head.At(field, message));
        }

        foreach (var (list, rows) in Lists(content.Header).Where(list => head.Lists.ContainsKey(list.Field)))
        {
            Check(rows, head.Lists[list]);
        }

        foreach (var section in PlanSections.All)
        {
            Check(section.Rows(content), sections[section.Field]);
        }
    }

    private void Check(IReadOnlyList<object> rows, SectionReading reading)
    {
        foreach (var (index, row) in rows.Index().Where(row => reading.IsSound(row.Index)))
        {
            faults.AddRange(Invalid(row).Select(invalid => reading.At(index, invalid.Field, invalid.Message)));
        }
    }

    private CellFault? At(ContentFault fault, HeadReading head)
    {
        var place = fault.Section.Split('.');
        var reading = place is ["header", var list] ? head.Lists[list] : sections.GetValueOrDefault(fault.Section);
        return fault.Section == "header" ? head.IsSound ? head.At(fault.Field, fault.Message) : null
            : fault.Index is { } row && !reading!.IsSound(row) ? null
            : reading!.At(fault.Index, fault.Field, fault.Message);
    }

    /// <summary>By sheet, row and column; of two faults of a cell the first.</summary>
    private IEnumerable<CellFault> Ordered()
    {
        var order = PlanWorkbook.Sheets.Keys.ToList();
        return faults
            .DistinctBy(fault => (fault.Sheet, fault.Row, fault.Column, fault.Message))
            .OrderBy(fault => order.IndexOf(fault.Sheet))
            .ThenBy(fault => fault.Row)
            .ThenBy(fault => fault.Column);
    }

    private static IEnumerable<(string Field, string Message)> Invalid(object row)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(row, new ValidationContext(row), results, validateAllProperties: true);
        return results.Select(result => (JsonNamingPolicy.CamelCase.ConvertName(result.MemberNames.First()), result.ErrorMessage ?? ""));
    }

    private static IEnumerable<(string Field, IReadOnlyList<object> Rows)> Lists(PlanHeader header) =>
        [("recipients", header.Recipients), ("attachments", header.Attachments), ("marks", header.Marks)];

    /// <summary>The head of a workbook without its sheet.</summary>
    private static HeadReading Nothing() =>
        new() { Fields = HeadSheet.Single.Read(new Dictionary<int, SheetCell>(), new Dictionary<string, int>(), new DueContext(0, []), (_, _) => { }).Row };
}

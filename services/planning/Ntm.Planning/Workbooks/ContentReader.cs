using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>
/// Makes a plan's content of the sheets of a workbook and finds every fault: of a cell, of a row, and of the parts that do not fit
/// together, each at its cell. Whether the parts of a row fit together is not asked where one of them could not be read.
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
        AddToGood(InvalidRows(content, head));
        if (IsWhole)
        {
            AddToGood(ContentCheck.FaultsOf(content).Select(fault => At(fault, head)).OfType<CellFault>());
        }

        return new WorkbookReading(content, [.. Ordered().Select(fault => fault.ToBadCell())]);
    }

    /// <summary>Whether every sheet and column is there; the faults of those stand in the first cell of a sheet.</summary>
    private bool IsWhole => !faults.Exists(fault => fault is { Row: 1, Column: 0 });

    /// <summary>Adds faults of cells that have none so far: what cannot be read is not judged as well.</summary>
    private void AddToGood(IEnumerable<CellFault> more)
    {
        var bad = faults.Where(fault => fault.Row > 1).Select(fault => (fault.Sheet, fault.Row, fault.Column)).ToHashSet();
        faults.AddRange(more.Where(fault => !bad.Contains((fault.Sheet, fault.Row, fault.Column))).ToList());
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
    private IEnumerable<CellFault> InvalidRows(PlanContent content, HeadReading head) =>
        Invalid(content.Header)
            .Select(invalid => head.At(invalid.Field, invalid.Message))
            .Concat(
                Lists(content.Header)
                    .Where(list => head.Lists.ContainsKey(list.Field))
                    .SelectMany(list => InvalidRows(list.Rows, head.Lists[list.Field]))
            )
            .Concat(PlanSections.All.SelectMany(section => InvalidRows(section.Rows(content), sections[section.Field])));

    private static IEnumerable<CellFault> InvalidRows(IReadOnlyList<object> rows, SectionReading reading) =>
        rows.Index().SelectMany(row => Invalid(row.Item).Select(invalid => reading.At(row.Index, invalid.Field, invalid.Message)));

    private CellFault? At(ContentFault fault, HeadReading head)
    {
        var place = fault.Section.Split('.');
        var reading = place is ["header", var list] ? head.Lists[list] : sections.GetValueOrDefault(fault.Section);
        return fault.Section == "header" ? head.At(fault.Field, fault.Message)
            : fault.Index is { } row && !reading!.IsSound(row) ? null
            : reading!.At(fault.Index, fault.Field, fault.Message);
    }

    /// <summary>By sheet, row and column, each once.</summary>
    private IEnumerable<CellFault> Ordered()
    {
        var order = PlanWorkbook.Sheets.Keys.ToList();
        return faults.Distinct().OrderBy(fault => order.IndexOf(fault.Sheet)).ThenBy(fault => fault.Row).ThenBy(fault => fault.Column);
    }

    private static IEnumerable<(string Field, string Message)> Invalid(object row) =>
        from property in row.GetType().GetProperties()
        from attribute in property.GetCustomAttributes<ValidationAttribute>()
        let fault = attribute.GetValidationResult(property.GetValue(row), new ValidationContext(row) { MemberName = property.Name })
        where fault is not null
        select (JsonNamingPolicy.CamelCase.ConvertName(property.Name), fault.ErrorMessage);

    private static IEnumerable<(string Field, IReadOnlyList<object> Rows)> Lists(PlanHeader header) =>
        [("recipients", header.Recipients), ("attachments", header.Attachments), ("marks", header.Marks)];

    /// <summary>The head of a workbook without its sheet.</summary>
    private static HeadReading Nothing() =>
        new()
        {
            Fields = HeadSheet
                .Single.Read(new Dictionary<int, SheetCell>(), new Dictionary<string, int>(), new DueContext(0, []), (_, _) => { })
                .Row,
        };
}

using System.Text.Json.Nodes;

namespace Ntm.Planning.Workbooks;

/// <summary>
/// The sheet of the plan's head: a row for each of its fields, and as many rows as wanted for recipients, attachments and for fields
/// that are not simply given in the paper.
/// </summary>
internal static class HeadSheet
{
    public const string Name = "Kế hoạch";

    internal const string Item = "Mục";
    internal const string Content = "Nội dung";
    private const string Keys = "Mã liên quan";
    private const string State = "Tình trạng";
    private const string AsWritten = "Như trong văn bản";
    private const string Remark = "Ghi chú";

    /// <summary>Titles of its columns.</summary>
    public static readonly string[] Titles = [Item, Content, Keys, State, AsWritten, Remark];
    private static readonly int[] Widths = [26, 60, 24, 24, 36, 40];

    /// <summary>Its fields; the title of each stands in the first column.</summary>
    public static readonly IReadOnlyList<Column> Fields =
    [
        new("Số kế hoạch", "number", new TextFormat(), 0, "Số như đã ban hành: 14-KH/BCĐ hoặc 01/KH-BCĐ; để trống khi chưa có."),
        new("Thể thức", "style", new WordFormat(PlanWords.Style), 0, "Thể thức văn bản."),
        new("Ngày ban hành", "issuedOn", new DayFormat(), 0, "Để trống khi chưa có."),
        new("Cơ quan ban hành", "issuer", new TextFormat(), 0, "Mã trong trang Cơ quan."),
        new("Chức danh người ký", "signerOffice", new TextFormat(), 0, "Chỉ ghi chức danh, không ghi tên người."),
        new("Trích yếu", "subject", new TextFormat(), 0, "Kế hoạch về việc gì."),
        new("Mục đích", "purpose", new TextFormat(), 0, "Tối đa 4000 ký tự."),
        new("Số kế hoạch cấp trên", "parentNumber", new TextFormat(), 0, "Số kế hoạch, nghị quyết được thực hiện."),
        new("Ngày kế hoạch cấp trên", "parentIssuedOn", new DayFormat(), 0, "Ngày ban hành của văn bản ấy."),
        new("Cơ quan ban hành cấp trên", "parentIssuer", new TextFormat(), 0, "Mã trong trang Cơ quan, hoặc tên."),
        new("Kế hoạch cấp trên trong hệ thống", "parentId", new IdFormat(), 0, "Chỉ khi kế hoạch ấy có trong hệ thống."),
    ];

    /// <summary>Reads and writes all the fields as one row.</summary>
    public static readonly RowColumns Single = new(typeof(PlanHeader), Fields);

    /// <summary>Rows that may repeat: label, field of the head, columns.</summary>
    public static readonly (string Label, string Field, RowColumns Columns)[] Lists =
    [
        (
            "Nơi nhận",
            "recipients",
            new(
                typeof(PlanRecipient),
                new(Content, "text", new TextFormat(), 0, "Dòng nơi nhận như trong văn bản."),
                new Column(Keys, "bodies", new ListFormat(), 0, "Mã các cơ quan được nhắc tới.")
            )
        ),
        (
            "Tài liệu kèm theo",
            "attachments",
            new(
                typeof(PlanAttachment),
                new(Content, "name", new TextFormat(), 0, "Tên tài liệu."),
                new(Keys, "document", new TextFormat(), 0, "Mã trong trang Văn bản."),
                new(State, "present", new YesNoFormat(), 0, "Đã có tài liệu chưa.")
            )
        ),
        (
            "Độ chắc chắn",
            "marks",
            new(
                typeof(FieldMark),
                new(Content, "field", new OpenWordFormat(MarkedFields()), 0, "Mục không ghi sẵn trong văn bản."),
                new(State, "status", new WordFormat(PlanWords.Status), 0, "Vì sao biết."),
                new(AsWritten, "asWritten", new TextFormat(), 0, "Như trong văn bản."),
                new(Remark, "note", new TextFormat(), 0, "Ghi chú.")
            )
        ),
    ];

    /// <summary>Most rows: the fields, and the longest lists.</summary>
    public static int MostRows => Fields.Count + 60 + 30 + 60;

    /// <summary>Lines for the help sheet: row or column, and how to write it.</summary>
    public static IEnumerable<(string Column, string Help)> Help =>
        Fields
            .Select(row => (row.Title, $"{row.Help} {row.Format.Help}"))
            .Concat(
                Lists.SelectMany(list =>
                    list.Columns.All.Select(column => ($"{list.Label} – {column.Title}", $"{column.Help} {column.Format.Help}"))
                )
            );

    /// <summary>Titles, widths and rows of the sheet.</summary>
    public static SheetPage Write(JsonObject header, DueContext context)
    {
        var rows = new List<IReadOnlyList<SheetValue>>();
        foreach (var (field, value) in Fields.Zip(Single.Write(header, context)))
        {
            rows.Add([new(field.Title), value]);
        }

        foreach (var (label, field, columns) in Lists)
        {
            foreach (var item in header[field] as JsonArray ?? [])
            {
                var values = columns
                    .All.Zip(columns.Write(item!.AsObject(), context))
                    .ToDictionary(pair => pair.First.Title, pair => pair.Second);
                rows.Add([.. Titles.Select(title => title == Item ? new(label) : values.GetValueOrDefault(title))]);
            }
        }

        return new SheetPage(Name, [.. Titles.Zip(Widths, (title, width) => new PageColumn(title, width, IsText: title != Content))], rows);
    }

    private static Words MarkedFields() =>
        Words.Of([.. Fields.Select(field => (field.Field, field.Title)), ("from", "Từ ngày"), ("to", "Đến ngày")]);
}

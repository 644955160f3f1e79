using System.Text.Json.Nodes;

namespace Ntm.Planning.Workbooks;

/// <summary>One of a few words.</summary>
internal sealed class WordFormat(Words words) : ColumnFormat
{
    public override string Help => $"Một trong: {string.Join("; ", words.All)}.";

    public override JsonNode Placeholder => words.First;

    public override Reading Read(SheetCell cell, DueContext context) =>
        words.CodeOf(cell.Text) is { } code ? Reading.Of(code) : Reading.Bad($"“{cell.Text}” không dùng được. {Help}");

    public override SheetValue Write(JsonNode value, DueContext context) => new(words.WordOf(value.GetValue<string>()));
}

/// <summary>A free text, for some values of which there is a Vietnamese word; word and code are one.</summary>
internal sealed class OpenWordFormat(Words words) : ColumnFormat
{
    public override string Help => $"Thường là: {string.Join("; ", words.All)}.";

    public override JsonNode Placeholder => "";

    public override bool ChecksItself => true;

    public override Reading Read(SheetCell cell, DueContext context) => Reading.Of(words.CodeOf(cell.Text) ?? cell.Text);

    public override SheetValue Write(JsonNode value, DueContext context) =>
        new(words.WordOf(value.GetValue<string>()) ?? value.GetValue<string>());
}

/// <summary>Yes or no.</summary>
internal sealed class YesNoFormat : ColumnFormat
{
    public override string Help => "có hoặc không.";

    public override Reading Read(SheetCell cell, DueContext context) =>
        PlanWords.YesNo.CodeOf(cell.Text) is { } code
            ? Reading.Of(code == "true")
            : Reading.Bad($"“{cell.Text}” không dùng được; ghi {Help}");

    public override SheetValue Write(JsonNode value, DueContext context) =>
        new(PlanWords.YesNo.WordOf(value.GetValue<bool>() ? "true" : "false"));
}

/// <summary>Several words or keys.</summary>
internal sealed class ListFormat(Words? words = null) : ColumnFormat
{
    public override string Help =>
        words is null
            ? "Một hay nhiều, cách nhau bằng dấu chấm phẩy."
            : $"Một hay nhiều, cách nhau bằng dấu chấm phẩy: {string.Join("; ", words.All)}.";

    public override JsonNode Placeholder => new JsonArray();

    public override bool ChecksItself => true;

    public override Reading Read(SheetCell cell, DueContext context)
    {
        var items = ListCell.Read(cell.Text);
        var unknown = words is null ? null : items.FirstOrDefault(item => words.CodeOf(item) is null);
        return unknown is not null
            ? Reading.Bad($"“{unknown}” không dùng được. {Help}")
            : Reading.Of(new JsonArray([.. items.Select(item => (JsonNode)(words?.CodeOf(item) ?? item))]));
    }

    public override SheetValue Write(JsonNode value, DueContext context)
    {
        var items = value.AsArray().Select(item => item!.GetValue<string>()).Select(code => words?.WordOf(code) ?? code).ToList();
        return items.Count == 0 ? default : new(ListCell.Write(items));
    }
}

/// <summary>The words of a due, read as in <see cref="DueText"/>. Where the plan's own words do not say what is meant, the standard words
/// stand behind them in brackets: <c>sau Tết [đến hết ngày 28/2/2021]</c>.</summary>
internal sealed class DueFormat : ColumnFormat
{
    public override string Help =>
        "trước ngày 30/4/2021; trước 14 giờ 30 ngày 30/4/2021; đến hết ngày 30/4/2021; trong tháng 4/2021; trong quý II/2021; "
        + "trong năm 2021; trong đợt cao điểm. Để trống khi không nêu hạn.";

    public override Reading Read(SheetCell cell, DueContext context)
    {
        var due = DueCell.Read(cell.Text, context);
        return due.Refused ? Reading.Bad(due.Errors[0].Message) : Reading.Of(DueCell.Json(due.Value));
    }

    public override SheetValue Write(JsonNode value, DueContext context) => new(DueCell.Write(DueCell.Due(value), context));
}

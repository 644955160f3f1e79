using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Planning.Workbooks;

/// <summary>What a column holds: how a value of the content, as JSON has it, is written into a cell, and read from one.</summary>
internal abstract class ColumnFormat
{
    /// <summary>Vietnamese: how to write it, for the help sheet.</summary>
    public abstract string Help { get; }

    /// <summary>Stands for a value that must be there and is not.</summary>
    public virtual JsonNode? Placeholder => null;

    /// <summary>Whether the placeholder is itself checked later, so that an empty cell needs no fault here.</summary>
    public virtual bool ChecksItself => false;

    /// <summary>Whether spreadsheets must not make a figure or a day of what is typed.</summary>
    public virtual bool IsText => true;

    /// <summary>Reads a cell with something in it.</summary>
    public abstract Reading Read(SheetCell cell, DueContext context);

    /// <summary>The cell of a value.</summary>
    public abstract SheetValue Write(JsonNode value, DueContext context);
}

/// <summary>What a cell was read as, or why it could not be.</summary>
internal readonly record struct Reading(JsonNode? Value, string? Fault)
{
    public static Reading Of(JsonNode value) => new(value, null);

    public static Reading Bad(string fault) => new(null, fault);
}

/// <summary>A value as it is written into a cell; empty where all three are null.</summary>
internal readonly record struct SheetValue(string? Text = null, decimal? Number = null, DateOnly? Day = null);

/// <summary>A text.</summary>
internal sealed class TextFormat : ColumnFormat
{
    public override string Help => "Chữ.";

    public override JsonNode Placeholder => "";

    public override bool ChecksItself => true;

    public override Reading Read(SheetCell cell, DueContext context) => Reading.Of(cell.Text);

    public override SheetValue Write(JsonNode value, DueContext context) => new(value.GetValue<string>());
}

/// <summary>A figure.</summary>
internal sealed class NumberFormat(bool whole = false) : ColumnFormat
{
    public override string Help => whole ? "Số nguyên." : "Số, dấu phẩy trước phần thập phân: 0,7; 3.200.";

    public override JsonNode Placeholder => 0;

    public override bool IsText => false;

    public override Reading Read(SheetCell cell, DueContext context)
    {
        if (cell is { Number: null, Moment: not null })
        {
            return Reading.Bad("Ô định dạng ngày, giờ; cột này ghi số.");
        }

        if ((cell.Number ?? (WrittenNumber.Read(cell.Text) is { Measure: null } written ? written.Value : null)) is not { } value)
        {
            return Reading.Bad(
                $"“{cell.Text}” không phải số theo cách viết Việt Nam; hãy ghi dấu phẩy trước phần thập phân (0,7), "
                    + "dấu chấm giữa hàng nghìn (3.200), đơn vị tính ở cột riêng."
            );
        }

        return !whole ? Reading.Of(value)
            : value == decimal.Truncate(value) && Math.Abs(value) < int.MaxValue ? Reading.Of((int)value)
            : Reading.Bad("Phải là số nguyên.");
    }

    public override SheetValue Write(JsonNode value, DueContext context) => new(Number: value.GetValue<decimal>());
}

/// <summary>A day.</summary>
internal sealed class DayFormat : ColumnFormat
{
    private static readonly string[] Forms = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"];

    public override string Help => "Ngày: 30/4/2021.";

    public override JsonNode Placeholder => "2010-01-01";

    public override bool IsText => false;

    public override Reading Read(SheetCell cell, DueContext context)
    {
        var day = cell.Moment is { } moment
            ? moment.TimeOfDay == TimeSpan.Zero
                ? DateOnly.FromDateTime(moment)
                : null
            : DateOnly.TryParseExact(cell.Text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)
                ? written
                : (DateOnly?)null;
        return day is { Year: >= 1945 and <= 2100 } known
            ? Reading.Of(known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Reading.Bad($"“{cell.Text}” không phải ngày từ 1945 đến 2100; hãy ghi như 30/4/2021.");
    }

    public override SheetValue Write(JsonNode value, DueContext context) =>
        new(Day: DateOnly.ParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>An hour.</summary>
internal sealed class HourFormat : ColumnFormat
{
    private static readonly string[] Forms = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "H' giờ 'm", "H' giờ'", "H'h'mm"];

    public override string Help => "Giờ: 14:30.";

    public override Reading Read(SheetCell cell, DueContext context) =>
        cell.Moment is { } moment ? Reading.Of(Json(TimeOnly.FromDateTime(moment)))
        : TimeOnly.TryParseExact(cell.Text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? Reading.Of(Json(time))
        : Reading.Bad($"“{cell.Text}” không phải giờ; hãy ghi như 14:30.");

    public override SheetValue Write(JsonNode value, DueContext context)
    {
        var time = value.Deserialize<TimeOnly>(EventJson.Options);
        return new(time.ToString(time.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
    }

    private static JsonNode Json(TimeOnly time) => JsonSerializer.SerializeToNode(time, EventJson.Options)!;
}

/// <summary>Id of a plan in the system.</summary>
internal sealed class IdFormat : ColumnFormat
{
    public override string Help => "Mã của kế hoạch trong hệ thống, hoặc để trống.";

    public override Reading Read(SheetCell cell, DueContext context) =>
        Guid.TryParseExact(cell.Text, "D", out var id)
            ? Reading.Of(id.ToString("D"))
            : Reading.Bad($"“{cell.Text}” không phải mã kế hoạch.");

    public override SheetValue Write(JsonNode value, DueContext context) => new(value.GetValue<string>());
}

using Ntm.LegalTime;
using Ntm.Portal.Api;

namespace Ntm.Portal.Acts;

/// <summary>The form of one act: what is typed, and what follows when it is sent.</summary>
public sealed record ActForm
{
    public required string Title { get; init; }

    /// <summary>What happens then, said before it happens.</summary>
    public required string Consequence { get; init; }

    /// <summary>Words of the button: what it does.</summary>
    public required string Button { get; init; }

    public IReadOnlyList<ActField> Fields { get; init; } = [];

    /// <summary>What is sent to the API, of what was typed.</summary>
    public Func<ActInput, object?> Body { get; init; } = _ => null;

    /// <summary>Where, if what was typed is part of the address.</summary>
    public Func<string, ActInput, string> Address { get; init; } = (href, _) => href;

    /// <summary>What may be a slip in what was typed, said before it is sent; null where nothing is doubtful.</summary>
    public Func<ActInput, string?> Doubt { get; init; } = _ => null;

    /// <summary>Harm that cannot be undone.</summary>
    public bool Grave { get; init; }

    /// <summary>Where the form is sent; null for the page's own address.</summary>
    public string? Target { get; init; }

    /// <summary>What the form carries along unseen.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>The tick by which a person stands by what was doubtful.</summary>
    public static ActField Confirmation =>
        ActField.Ticks("xac-nhan", T("Xác nhận"), [new Option("co", T("Số liệu đúng như vậy, ghi kết quả này"))]);

    /// <summary>The same form, asking for that.</summary>
    public ActForm Asking() => this with { Fields = [.. Fields, Confirmation] };

    /// <summary>The fields that are empty and must not be, or hold what cannot be read; null when all can be sent.</summary>
    public ApiProblem? Unreadable(ActInput input)
    {
        var faults = Fields
            .Select(field => (field.Name, Message: FaultOf(field, input)))
            .Where(fault => fault.Message is not null)
            .Select(fault => new ApiFault(fault.Name, fault.Message!))
            .ToList();
        return faults.Count == 0 ? null : ActInput.Refusal(faults);
    }

    private static string? FaultOf(ActField field, ActInput input) =>
        input.Text(field.Name) is null
            ? field switch
            {
                { Optional: true } or { Kind: FieldKind.Secret or FieldKind.File } => null,
                { Kind: FieldKind.Choice } => T("Chọn một mục."),
                _ => T("Điền ô này."),
            }
            : field.Kind switch
            {
                FieldKind.Number when input.Number(field.Name) is null => T("Ghi số nguyên, ví dụ 62 hoặc 3.200."),
                FieldKind.Date when input.Date(field.Name) is null => ActInput.NoDay(input.Text(field.Name)),
                FieldKind.Time when input.Time(field.Name) is null => ActInput.NoTime(input.Text(field.Name)),
                _ => null,
            };
}

/// <summary>How a field is typed.</summary>
public enum FieldKind
{
    Text,
    Paragraph,
    Date,
    Time,
    Number,
    Choice,
    Ticks,
    Secret,

    /// <summary>One of many, in a list that opens.</summary>
    Select,
    File,
}

/// <summary>An option of a choice.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What people read.</param>
/// <param name="Closed">Why it cannot be chosen now; null where it can.</param>
public sealed record Option(string Value, string Text, string? Closed = null);

/// <summary>One field. Its name is that of the API's body, so that a refusal finds it.</summary>
public sealed record ActField(string Name, string Label, FieldKind Kind)
{
    public bool Optional { get; init; }

    /// <summary>Whether some of the choices need it, which its hint says.</summary>
    public bool Sometimes { get; init; }
    public string? Hint { get; init; }
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>What stands in it before anything is typed.</summary>
    public string? Value { get; init; }

    /// <summary>Heading of the part of the form that begins with it; null within a part.</summary>
    public string? Part { get; init; }

    /// <summary>Whether it stands in one row with the field before it.</summary>
    public bool Beside { get; init; }

    /// <summary>Words of the option that leaves a list open; null for the usual ones.</summary>
    public string? None { get; init; }

    /// <summary>Whether it may stay empty without saying so, where all around it may.</summary>
    public bool Quiet { get; init; }

    public static ActField Text(string name, string label) => new(name, label, FieldKind.Text);

    public static ActField Paragraph(string name, string label) => new(name, label, FieldKind.Paragraph);

    public static ActField Date(string name, string label) => new(name, label, FieldKind.Date);

    public static ActField Time(string name, string label) => new(name, label, FieldKind.Time);

    public static ActField Number(string name, string label) => new(name, label, FieldKind.Number);

    public static ActField Choice(string name, string label, IReadOnlyList<Option> options) =>
        new(name, label, FieldKind.Choice) { Options = options };

    public static ActField Select(string name, string label, IReadOnlyList<Option> options) =>
        new(name, label, FieldKind.Select) { Options = options };

    public static ActField File(string name, string label) => new(name, label, FieldKind.File);

    public static ActField Ticks(string name, string label, IReadOnlyList<Option> options) =>
        new(name, label, FieldKind.Ticks) { Options = options, Optional = true };
}

/// <summary>What was typed, read as the API wants it. A day or a time that cannot be read is kept as a fault: who left it out would send
/// something else than was typed.</summary>
public sealed class ActInput(IReadOnlyDictionary<string, string> typed)
{
    private readonly List<ApiFault> faults = [];

    /// <summary>What of it was read and could not be; null when all could.</summary>
    public ApiProblem? Unreadable => faults.Count == 0 ? null : Refusal(faults);

    public string? Text(string name) => typed.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    public DateOnly? Date(string name) => Read<DateOnly>(name, Show.ReadDay, NoDay);

    public TimeOnly? Time(string name) => Read<TimeOnly>(name, Show.ReadTime, NoTime);

    /// <summary>An instant, typed as a day and the time of a clock in Viet Nam.</summary>
    public DateTimeOffset? Moment(string day, string time) =>
        (Date(day), Time(time)) is ({ } date, { } clock) ? new DateTimeOffset(date, clock, VietnamTime.Offset) : null;

    public int? Number(string name) => Show.ReadNumber(Text(name)) is { } number && number == (int)number ? (int)number : null;

    /// <summary>The ticked values, or the lines of a text.</summary>
    public IReadOnlyList<string> Lines(string name) =>
        Text(name)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What is said of a day that cannot be read.</summary>
    internal static string NoDay(string? text) => T("“{0}” chưa đọc được. Ghi ngày/tháng/năm có trong lịch, ví dụ 05/09/2026.", text);

    internal static string NoTime(string? text) => T("“{0}” chưa đọc được. Ghi giờ:phút, ví dụ 07:30.", text);

    /// <summary>Why a form was not sent.</summary>
    internal static ApiProblem Refusal(IReadOnlyList<ApiFault> faults) =>
        new(400, "portal.field_unreadable", T("Có ô chưa điền hoặc chưa đọc được"), T("Xem lại các ô được đánh dấu."), faults);

    private TValue? Read<TValue>(string name, Func<string?, TValue?> read, Func<string?, string> fault)
        where TValue : struct
    {
        var (text, value) = (Text(name), read(Text(name)));
        if (text is not null && value is null && faults.All(one => one.Field != name))
        {
            faults.Add(new ApiFault(name, fault(text)));
        }

        return value;
    }
}

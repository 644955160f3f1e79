using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Dates;

/// <summary>
/// When something is to be done, as the plan words it, and what that means to the instant. Holidays and weekends never move it.
/// </summary>
public sealed record Due
{
    /// <summary>Nothing is said.</summary>
    public static readonly Due None = new();

    /// <summary>The words of the plan, e.g. <c>trước ngày 30/4/2021</c>; null where it says none.</summary>
    [Text(120, Optional = true)]
    public string? Text { get; init; }

    /// <summary>How it is worded.</summary>
    public DueKind Kind { get; init; }

    /// <summary>The day named, or the last day of the month, quarter or period; null for <c>none</c>.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Hour named, local; for <c>before-instant</c> only.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>The first instant that is too late, UTC; null for <c>none</c>.</summary>
    public DateTimeOffset? Before =>
        (Kind, Day) switch
        {
            (DueKind.None, _) or (_, null) => null,
            (DueKind.BeforeDay, { } day) => VietnamTime.StartOf(day),
            (DueKind.BeforeInstant, { } day) => VietnamTime.StartOf(day) + (Time ?? TimeOnly.MinValue).ToTimeSpan(),
            (_, { } day) => VietnamTime.EndOf(day),
        };

    /// <summary>The first instant of a month or quarter, for what happens in it, UTC; null for other kinds.</summary>
    public DateTimeOffset? From =>
        (Kind, Day) switch
        {
            (DueKind.WithinMonth, { } day) => VietnamTime.StartOf(new DateOnly(day.Year, day.Month, 1)),
            (DueKind.QuarterEnd, { } day) => VietnamTime.StartOf(QuarterStart(day)),
            _ => null,
        };

    /// <summary>Whether something is said.</summary>
    [JsonIgnore]
    public bool IsSet => Kind != DueKind.None;

    /// <summary>Whether an act at an instant is in time; always where nothing is said.</summary>
    public bool Accepts(DateTimeOffset instant) => Before is not { } end || instant < end;

    /// <summary>Why kind, day and hour do not fit together; null when they do.</summary>
    public string? WhyNot() =>
        this switch
        {
            { Kind: DueKind.None, Day: not null } or { Kind: DueKind.None, Time: not null } => "Không có hạn thì không ghi ngày, giờ.",
            { Kind: DueKind.None } => null,
            { Day: null } => "Hạn phải có ngày.",
            { Day.Year: < 2010 or > 2100 } => "Năm của hạn phải từ 2010 đến 2100.",
            { Kind: DueKind.BeforeInstant, Time: null } => "Hạn theo giờ phải có giờ.",
            { Kind: not DueKind.BeforeInstant, Time: not null } => "Chỉ hạn theo giờ mới ghi giờ.",
            { Kind: DueKind.WithinMonth, Day: { } day } when day.AddDays(1).Day != 1 => "Hạn trong tháng ghi ngày cuối của tháng.",
            { Kind: DueKind.QuarterEnd, Day: { } day } when day.AddDays(1) is not { Day: 1, Month: 1 or 4 or 7 or 10 } =>
                "Hạn trong quý ghi ngày cuối của quý.",
            _ => null,
        };

    private static DateOnly QuarterStart(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}

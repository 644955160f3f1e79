using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>What a period is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PeriodKind>))]
public enum PeriodKind
{
    /// <summary>The time of the whole plan; there is exactly one.</summary>
    [JsonStringEnumMemberName("main")]
    Main,

    /// <summary>A peak of a campaign (đợt cao điểm).</summary>
    [JsonStringEnumMemberName("peak")]
    Peak,

    /// <summary>Kept up between and after peaks.</summary>
    [JsonStringEnumMemberName("upkeep")]
    Upkeep,

    /// <summary>A part of the plan's time for some of its targets.</summary>
    [JsonStringEnumMemberName("part")]
    Part,

    /// <summary>The time that the purpose names.</summary>
    [JsonStringEnumMemberName("aim")]
    Aim,
}

/// <summary>A period of a plan.</summary>
public sealed record PlanPeriod
{
    /// <summary>Key in the plan, e.g. <c>G1</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Name, e.g. <c>cao điểm đợt 1</c>.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required PeriodKind Kind { get; init; }

    /// <summary>Key of the period that it lies in; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Within { get; init; }

    /// <summary>First legal day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day, which is in it.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Length as the plan states it, e.g. <c>90 ngày</c>; null where it states none.</summary>
    [Text(120, Optional = true)]
    public string? StatedLength { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }

    /// <summary>Days, both ends counted.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The first instant after it, UTC.</summary>
    public DateTimeOffset Until => VietnamTime.EndOf(To);

    /// <summary>Whether it includes a legal day.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= To;
}

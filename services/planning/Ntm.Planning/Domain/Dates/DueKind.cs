using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Dates;

/// <summary>How a plan words when something is to be done.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DueKind>))]
public enum DueKind
{
    /// <summary>Nothing is said.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>trước ngày D</c>, also <c>chậm nhất trước ngày D</c>: the day itself is too late.</summary>
    [JsonStringEnumMemberName("before-day")]
    BeforeDay,

    /// <summary><c>đến ngày D</c>, <c>hết ngày D</c>, <c>vào ngày D</c>: the whole day is in time.</summary>
    [JsonStringEnumMemberName("by-end-of-day")]
    ByEndOfDay,

    /// <summary><c>trong tháng M</c>: from the first to the last day of the month.</summary>
    [JsonStringEnumMemberName("within-month")]
    WithinMonth,

    /// <summary><c>trong quý I</c>: from the first to the last day of the quarter.</summary>
    [JsonStringEnumMemberName("quarter-end")]
    QuarterEnd,

    /// <summary><c>trong đợt</c>, <c>trong năm</c>: until the last day of a period of the plan.</summary>
    [JsonStringEnumMemberName("within-period")]
    WithinPeriod,

    /// <summary><c>trước 14 giờ 30 ngày D</c>: the instant itself is too late.</summary>
    [JsonStringEnumMemberName("before-instant")]
    BeforeInstant,
}

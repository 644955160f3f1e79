using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Plans;

/// <summary>Where a plan stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanStatus>))]
public enum PlanStatus
{
    /// <summary>Never published.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft,

    /// <summary>Published.</summary>
    [JsonStringEnumMemberName("published")]
    Published,

    /// <summary>Closed: its results are settled.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

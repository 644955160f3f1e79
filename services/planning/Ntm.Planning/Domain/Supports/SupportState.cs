using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Supports;

/// <summary>Where the support of a household stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SupportState>))]
public enum SupportState
{
    /// <summary>Entered in the register.</summary>
    [JsonStringEnumMemberName("entered")]
    Entered,

    /// <summary>Approved by a leader.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved,

    /// <summary>Paid.</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>Rejected by a leader.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Withdrawn before it was paid.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>Paid and given back.</summary>
    [JsonStringEnumMemberName("repaid")]
    Repaid,
}

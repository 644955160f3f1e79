using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Difficulties;

/// <summary>Where a difficulty (khó khăn, vướng mắc) stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifficultyState>))]
public enum DifficultyState
{
    /// <summary>Waits for an answer.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Answered; who raised it closes or reopens it.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>Closed by the unit that raised it.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>What reaching a target means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>Rise to the value.</summary>
    [JsonStringEnumMemberName("reach")]
    Reach,

    /// <summary>Come down to the value.</summary>
    [JsonStringEnumMemberName("bring-down")]
    BringDown,

    /// <summary>Stay at the value or above it.</summary>
    [JsonStringEnumMemberName("keep-above")]
    KeepAbove,

    /// <summary>Stay at the value or below it.</summary>
    [JsonStringEnumMemberName("keep-below")]
    KeepBelow,

    /// <summary>Stay between the value and the upper value.</summary>
    [JsonStringEnumMemberName("keep-within")]
    KeepWithin,
}

/// <summary>How reports of a target add up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Counting>))]
public enum Counting
{
    /// <summary>Each report says what was done in its own week; the weeks add up.</summary>
    [JsonStringEnumMemberName("per-period")]
    PerPeriod,

    /// <summary>Each report says what has been reached so far; the last one counts.</summary>
    [JsonStringEnumMemberName("to-date")]
    ToDate,
}

/// <summary>A target (chỉ tiêu).</summary>
public sealed record PlanTarget
{
    /// <summary>Key in the plan, e.g. <c>T01</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>What is to be reached.</summary>
    [Text(500)]
    public required string Text { get; init; }

    /// <summary>Unit of measure, e.g. <c>km</c>, <c>hộ</c>, <c>% hộ</c>; null where no figure is wanted.</summary>
    [Text(60, Optional = true)]
    public string? Measure { get; init; }

    /// <summary>What reaching it means.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary><c>=</c>, <c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c> or <c>&lt;</c>, as the words say; null where no figure is
    /// wanted.</summary>
    [Text(2, Optional = true)]
    public string? Operator { get; init; }

    /// <summary>The value; null where no figure is wanted.</summary>
    public decimal? Value { get; init; }

    /// <summary>The upper value of <c>keep-within</c>.</summary>
    public decimal? Upper { get; init; }

    /// <summary>Where it stood before the plan.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>Of how many a percentage is meant (mẫu số); null where it is not known or no percentage is meant.</summary>
    public decimal? Total { get; init; }

    /// <summary>The figure as written, e.g. <c>0,7km</c>.</summary>
    [Text(120, Optional = true)]
    public string? AsWritten { get; init; }

    /// <summary>When.</summary>
    public Due Due { get; init; } = Due.None;

    /// <summary>Key of the period that it belongs to; null for the main one.</summary>
    [Text(40, Optional = true)]
    public string? Period { get; init; }

    /// <summary>Key of the place for which it is set.</summary>
    [Text(40)]
    public required string Place { get; init; }

    /// <summary>Criterion or set that it serves, e.g. <c>XA-17</c>.</summary>
    [Text(40, Optional = true)]
    public string? Criterion { get; init; }

    /// <summary>Key of the target of the plan above that it works for; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Above { get; init; }

    /// <summary>How reports add up.</summary>
    public Counting Counting { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }

    /// <summary>Whether it is a share.</summary>
    [JsonIgnore]
    public bool IsShare => Measure?.StartsWith('%') == true;
}

/// <summary>Why a share of a target is that of a place.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitBasis>))]
public enum SplitBasis
{
    /// <summary>The target names the place.</summary>
    [JsonStringEnumMemberName("named")]
    Named,

    /// <summary>It follows from who helps where.</summary>
    [JsonStringEnumMemberName("assignment")]
    Assignment,

    /// <summary>The value for each unit of a group: not to be added up.</summary>
    [JsonStringEnumMemberName("each")]
    Each,
}

/// <summary>The share of a target that a place is given.</summary>
public sealed record TargetSplit
{
    /// <summary>Key of the target.</summary>
    [Text(40)]
    public required string Target { get; init; }

    /// <summary>Key of the place.</summary>
    [Text(40)]
    public required string Place { get; init; }

    /// <summary>Its share, in the target's unit of measure.</summary>
    public required decimal Value { get; init; }

    /// <summary>Why.</summary>
    public SplitBasis Basis { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>Kind of a body.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BodyKind>))]
public enum BodyKind
{
    /// <summary>Steering committee (ban chỉ đạo).</summary>
    [JsonStringEnumMemberName("steering")]
    Steering,

    /// <summary>Organ of the Party.</summary>
    [JsonStringEnumMemberName("party")]
    Party,

    /// <summary>Organ of the State.</summary>
    [JsonStringEnumMemberName("state")]
    State,

    /// <summary>A person's office, e.g. head of a department; never a name.</summary>
    [JsonStringEnumMemberName("office")]
    Office,

    /// <summary>Fatherland Front.</summary>
    [JsonStringEnumMemberName("front")]
    Front,

    /// <summary>Mass organisation (đoàn thể).</summary>
    [JsonStringEnumMemberName("mass")]
    Mass,

    /// <summary>Board, e.g. the village development board.</summary>
    [JsonStringEnumMemberName("board")]
    Board,

    /// <summary>Cooperative.</summary>
    [JsonStringEnumMemberName("cooperative")]
    Cooperative,

    /// <summary>Several of a kind, e.g. neighbour groups.</summary>
    [JsonStringEnumMemberName("group")]
    Group,

    /// <summary>School, health station or other unit.</summary>
    [JsonStringEnumMemberName("unit")]
    Unit,
}

/// <summary>Level of a body or unit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanLevel>))]
public enum PlanLevel
{
    /// <summary>Province (tỉnh).</summary>
    [JsonStringEnumMemberName("province")]
    Province,

    /// <summary>District (huyện), until 30 June 2025.</summary>
    [JsonStringEnumMemberName("district")]
    District,

    /// <summary>Commune (xã).</summary>
    [JsonStringEnumMemberName("commune")]
    Commune,

    /// <summary>Village (thôn).</summary>
    [JsonStringEnumMemberName("village")]
    Village,
}

/// <summary>A body or office that a plan names. The accounts that act for it are those that hold its role at its unit.</summary>
public sealed record PlanBody
{
    /// <summary>Key in the plan, e.g. <c>LHPN</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Official name.</summary>
    [Text(300)]
    public required string Name { get; init; }

    /// <summary>Short name for lists.</summary>
    [Text(60)]
    public required string Short { get; init; }

    /// <summary>Level.</summary>
    public required PlanLevel Level { get; init; }

    /// <summary>Kind.</summary>
    public required BodyKind Kind { get; init; }

    /// <summary>Role whose holders act for it, e.g. <c>reporter</c>; null while nobody signs in for it.</summary>
    [Text(20, Optional = true)]
    public string? Role { get; init; }

    /// <summary>Department in that role, e.g. <c>LHPN</c>; null for every holder of the role.</summary>
    [Text(12, Optional = true)]
    public string? Department { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

/// <summary>A place that a plan names.</summary>
public sealed record PlanPlace
{
    /// <summary>Key in the plan, e.g. <c>YENQUY</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Name, e.g. <c>thôn Yên Quý</c>.</summary>
    [Text(300)]
    public required string Name { get; init; }

    /// <summary>Kind, e.g. <c>village</c> or <c>road</c>.</summary>
    [Text(40)]
    public required string Kind { get; init; }

    /// <summary>Key of the place that it lies in; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Within { get; init; }

    /// <summary>Official code where it is an administrative unit.</summary>
    [Text(30, Optional = true)]
    public string? UnitCode { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>How the issuer writes its papers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentStyle>))]
public enum DocumentStyle
{
    /// <summary>The State's, by Nghị định 30/2020: <c>01/KH-BCĐ</c>.</summary>
    [JsonStringEnumMemberName("state")]
    State,

    /// <summary>The Party's: <c>14-KH/BCĐ</c>.</summary>
    [JsonStringEnumMemberName("party")]
    Party,
}

/// <summary>The head of a plan.</summary>
public sealed record PlanHeader
{
    /// <summary>Number as issued, e.g. <c>14-KH/BCĐ</c> or <c>01/KH-BCĐ</c>; null where it is not known.</summary>
    [Text(60, Optional = true)]
    public string? Number { get; init; }

    /// <summary>Style of the paper.</summary>
    public required DocumentStyle Style { get; init; }

    /// <summary>Day of issue; null where it is not known.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>Key of the body that issues it.</summary>
    [Text(40)]
    public required string Issuer { get; init; }

    /// <summary>Office that signs, e.g. <c>Bí thư Huyện ủy</c>; never a name.</summary>
    [Text(200, Optional = true)]
    public string? SignerOffice { get; init; }

    /// <summary>What it is about (trích yếu).</summary>
    [Text(500)]
    public required string Subject { get; init; }

    /// <summary>What it is for (mục đích).</summary>
    [Text(4000, Optional = true)]
    public string? Purpose { get; init; }

    /// <summary>Number of the plan or resolution that it carries out; null where it names none.</summary>
    [Text(60, Optional = true)]
    public string? ParentNumber { get; init; }

    /// <summary>Day of issue of that.</summary>
    public DateOnly? ParentIssuedOn { get; init; }

    /// <summary>Issuer of that: key of a body, or its name.</summary>
    [Text(300, Optional = true)]
    public string? ParentIssuer { get; init; }

    /// <summary>Id of that plan where it is in the system.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Recipients (nơi nhận), in order.</summary>
    [Items(0, 60)]
    public IReadOnlyList<PlanRecipient> Recipients { get; init; } = [];

    /// <summary>Attachments that it announces.</summary>
    [Items(0, 30)]
    public IReadOnlyList<PlanAttachment> Attachments { get; init; } = [];

    /// <summary>Fields that are not simply given in the paper.</summary>
    [Items(0, 60)]
    public IReadOnlyList<FieldMark> Marks { get; init; } = [];
}

/// <summary>One line of the recipients.</summary>
public sealed record PlanRecipient
{
    /// <summary>The line as written.</summary>
    [Text(300)]
    public required string Text { get; init; }

    /// <summary>Keys of the bodies that it means; empty where it means none of the plan's.</summary>
    [Items(0, 60, LongestText = 40)]
    public IReadOnlyList<string> Bodies { get; init; } = [];
}

/// <summary>An attachment that the plan announces.</summary>
public sealed record PlanAttachment
{
    /// <summary>Name, e.g. <c>Khung kế hoạch chi tiết</c>.</summary>
    [Text(300)]
    public required string Name { get; init; }

    /// <summary>Key of the document, role <c>attachment-named</c>, that stands for it; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Document { get; init; }

    /// <summary>Whether it is there.</summary>
    public bool Present { get; init; }
}

/// <summary>How sure a field is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldStatus>))]
public enum FieldStatus
{
    /// <summary>Stands in the paper.</summary>
    [JsonStringEnumMemberName("given")]
    Given,

    /// <summary>Computed from what stands there, e.g. the first day of a year.</summary>
    [JsonStringEnumMemberName("derived")]
    Derived,

    /// <summary>Likely, not written: to be confirmed.</summary>
    [JsonStringEnumMemberName("inferred")]
    Inferred,

    /// <summary>Missing in the copy that was entered.</summary>
    [JsonStringEnumMemberName("stripped")]
    Stripped,

    /// <summary>The paper has none.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>How sure a field of the head is, and how it is written.</summary>
public sealed record FieldMark
{
    /// <summary>JSON name of the field, e.g. <c>issuedOn</c>; <c>from</c> and <c>to</c> for the main period.</summary>
    [Text(40)]
    public required string Field { get; init; }

    /// <summary>How sure it is.</summary>
    public required FieldStatus Status { get; init; }

    /// <summary>As written in the paper.</summary>
    [Text(300, Optional = true)]
    public string? AsWritten { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>A source of money, material or work.</summary>
public sealed record PlanFund
{
    /// <summary>Key in the plan, e.g. <c>F01</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Source, e.g. <c>Ngân sách tỉnh</c>.</summary>
    [Text(300)]
    public required string Source { get; init; }

    /// <summary>Key of the document that grants it; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Document { get; init; }

    /// <summary>Amount; null where the plan names none.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Unit of the amount, e.g. <c>VND/hộ</c> or <c>ngày công</c>.</summary>
    [Text(60, Optional = true)]
    public string? Unit { get; init; }

    /// <summary>What it is for.</summary>
    [Text(500, Optional = true)]
    public string? Purpose { get; init; }

    /// <summary>Who is entitled.</summary>
    [Items(0, 20, LongestText = 200)]
    public IReadOnlyList<string> Eligibility { get; init; } = [];

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

/// <summary>What a document is to the plan.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentRole>))]
public enum DocumentRole
{
    /// <summary>The plan above.</summary>
    [JsonStringEnumMemberName("parent")]
    Parent,

    /// <summary>What it rests on.</summary>
    [JsonStringEnumMemberName("basis")]
    Basis,

    /// <summary>Criteria set.</summary>
    [JsonStringEnumMemberName("criteria")]
    Criteria,

    /// <summary>Criteria set that was replaced.</summary>
    [JsonStringEnumMemberName("criteria-old")]
    CriteriaOld,

    /// <summary>Grants funds.</summary>
    [JsonStringEnumMemberName("funding")]
    Funding,

    /// <summary>Assigns work.</summary>
    [JsonStringEnumMemberName("assignment")]
    Assignment,

    /// <summary>An attachment that the plan names.</summary>
    [JsonStringEnumMemberName("attachment-named")]
    AttachmentNamed,
}

/// <summary>A document that a plan rests on or names.</summary>
public sealed record PlanDocument
{
    /// <summary>Key in the plan, e.g. <c>D01</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Kind, e.g. <c>QĐ</c>.</summary>
    [Text(60)]
    public required string Kind { get; init; }

    /// <summary>Number as written; null where none is.</summary>
    [Text(120, Optional = true)]
    public string? AsWritten { get; init; }

    /// <summary>Number in its proper form; null where it cannot be known.</summary>
    [Text(60, Optional = true)]
    public string? Number { get; init; }

    /// <summary>Day of issue.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>Issuer.</summary>
    [Text(300, Optional = true)]
    public string? Issuer { get; init; }

    /// <summary>What it is to the plan.</summary>
    public required DocumentRole Role { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

/// <summary>A standing rule of a plan.</summary>
public sealed record PlanRule
{
    /// <summary>Key in the plan, e.g. <c>R-CARRY</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Kind, e.g. <c>hard-criterion</c>, <c>minimum</c>, <c>carry-over</c>.</summary>
    [Text(40)]
    public required string Kind { get; init; }

    /// <summary>What it says.</summary>
    [Text(500)]
    public required string Text { get; init; }

    /// <summary>When it applies.</summary>
    [Text(300, Optional = true)]
    public string? Trigger { get; init; }

    /// <summary><c>=</c>, <c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c> or <c>&lt;</c>.</summary>
    [Text(2, Optional = true)]
    public string? Operator { get; init; }

    /// <summary>Figure.</summary>
    public decimal? Value { get; init; }

    /// <summary>Unit of measure of the figure.</summary>
    [Text(60, Optional = true)]
    public string? Measure { get; init; }

    /// <summary>Criterion that it is about.</summary>
    [Text(40, Optional = true)]
    public string? Criterion { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>A task of a plan, and who answers for it.</summary>
public sealed record PlanTask
{
    /// <summary>Key in the plan, e.g. <c>K01</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>What is to be done.</summary>
    [Text(1000)]
    public required string Text { get; init; }

    /// <summary>Keys of the bodies that direct it and answer for it (chỉ đạo).</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Accountable { get; init; } = [];

    /// <summary>Keys of the bodies that do it (tham mưu, thực hiện).</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Responsible { get; init; } = [];

    /// <summary>Keys of the bodies that help (phối hợp).</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Coordinating { get; init; } = [];

    /// <summary>Keys of the places or routes.</summary>
    [Items(0, 60, LongestText = 40)]
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>When.</summary>
    public Due Due { get; init; } = Due.None;

    /// <summary>Keys of the targets, or codes of the criteria, that it serves.</summary>
    [Items(0, 40, LongestText = 40)]
    public IReadOnlyList<string> Serves { get; init; } = [];

    /// <summary>Keys of the tasks that come before it.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Step of the recognition path whose date it sets; null for none.</summary>
    public PathStep? Step { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }

    /// <summary>Every body that has a part in it.</summary>
    [JsonIgnore]
    public IEnumerable<string> Everybody => Accountable.Concat(Responsible).Concat(Coordinating);
}

/// <summary>Steps of the recognition path that a plan dates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathStep>))]
public enum PathStep
{
    /// <summary>The commune assesses itself.</summary>
    [JsonStringEnumMemberName("self-assessment")]
    SelfAssessment,

    /// <summary>The commune completes its dossier.</summary>
    [JsonStringEnumMemberName("dossier")]
    Dossier,

    /// <summary>The dossier is examined (thẩm tra).</summary>
    [JsonStringEnumMemberName("examination")]
    Examination,

    /// <summary>The dossier is submitted for appraisal (trình thẩm định).</summary>
    [JsonStringEnumMemberName("submission")]
    Submission,

    /// <summary>The residents are asked (lấy ý kiến hài lòng).</summary>
    [JsonStringEnumMemberName("survey")]
    Survey,
}

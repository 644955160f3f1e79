using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>How much a warning weighs. None of them forbids publication.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WarningSeverity>))]
public enum WarningSeverity
{
    /// <summary>The plan contradicts itself or lacks something without which it cannot be followed.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>To be known or confirmed.</summary>
    [JsonStringEnumMemberName("info")]
    Info,
}

/// <summary>Something in a plan that does not fit together or is missing, and how to mend it.</summary>
/// <param name="Kind">Stable code, e.g. <c>assigned-over-target</c>.</param>
/// <param name="Rows">Keys of the rows that it is about; empty for the head of the plan.</param>
/// <param name="Message">Vietnamese: what is wrong.</param>
/// <param name="Mend">Vietnamese: what to do.</param>
/// <param name="Severity">How much it weighs.</param>
public sealed record PlanWarning(string Kind, IReadOnlyList<string> Rows, string Message, string Mend, WarningSeverity Severity)
{
    private const int Shown = 8;

    internal static PlanWarning Warn(string kind, IEnumerable<string> rows, string message, string mend) =>
        new(kind, [.. rows.Distinct()], message, mend, WarningSeverity.Warn);

    internal static PlanWarning Info(string kind, IEnumerable<string> rows, string message, string mend) =>
        new(kind, [.. rows.Distinct()], message, mend, WarningSeverity.Info);

    /// <summary>Keys as a message names them: the first few, and how many more there are.</summary>
    internal static string Names(IEnumerable<string> keys)
    {
        var all = keys.Distinct().ToList();
        return all.Count <= Shown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Shown))} và {all.Count - Shown} dòng khác";
    }
}

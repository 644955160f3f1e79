namespace Ntm.Planning.Domain.Difficulties;

/// <summary>How many working days a unit has to answer a difficulty.</summary>
internal static class AnswerTime
{
    /// <summary>Kind of the standing rule by which a plan sets another number.</summary>
    public const string RuleKind = "difficulty-answer";

    /// <summary>Working days where the plan says nothing.</summary>
    public const int Default = 7;

    private const int Longest = 60;

    /// <summary>Working days by the plan's rule: whole ones from 1 to 60; else seven.</summary>
    public static int Of(PlanContent content) =>
        content.Rules.FirstOrDefault(rule => rule.Kind == RuleKind)?.Value is { } days and >= 1 and <= Longest && days == Math.Floor(days)
            ? (int)days
            : Default;
}

using System.Globalization;

namespace Ntm.Planning.Domain.ModelSites;

/// <summary>What a model site has to meet by a plan: so many of its criteria, among them every hard one.</summary>
/// <param name="Set">Set of criteria: <c>KDC</c> or <c>VM</c>.</param>
/// <param name="Count">Number of criteria of the set; they are numbered from 1.</param>
/// <param name="Minimum">How many are to be met.</param>
/// <param name="Hard">Criteria that are to be met whatever else is, e.g. <c>KDC-1</c>.</param>
internal sealed record ModelRule(string Set, int Count, int Minimum, IReadOnlyList<string> Hard)
{
    private const int CriteriaOfArea = 10;
    private const int CriteriaOfGarden = 5;

    /// <summary>The rule of a plan: kinds <c>hard-criterion</c> and <c>minimum</c>; every criterion where it names no minimum.</summary>
    public static ModelRule Of(PlanContent content, ModelSiteKind kind)
    {
        var (set, count) = kind == ModelSiteKind.Area ? ("KDC", CriteriaOfArea) : ("VM", CriteriaOfGarden);
        var minimum = content.Rules.FirstOrDefault(rule => rule.Kind == "minimum" && rule.Criterion == set)?.Value;
        return new ModelRule(
            set,
            count,
            minimum is { } value && value >= 1 && value <= count ? (int)Math.Ceiling(value) : count,
            [
                .. content
                    .Rules.Where(rule => rule.Kind == "hard-criterion")
                    .Select(rule => rule.Criterion)
                    .OfType<string>()
                    .Where(key => key.StartsWith(set + "-", StringComparison.Ordinal))
                    .Distinct(),
            ]
        );
    }

    /// <summary>Keys of the criteria, in order.</summary>
    public IEnumerable<string> Criteria =>
        Enumerable.Range(1, Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{Set}-{number}"));

    /// <summary>Whether what is met is enough.</summary>
    public bool IsReached(IReadOnlySet<string> met) => met.Count >= Minimum && Hard.All(met.Contains);
}

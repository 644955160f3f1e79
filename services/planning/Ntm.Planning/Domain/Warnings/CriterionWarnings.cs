using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about criteria.</summary>
internal static partial class CriterionWarnings
{
    /// <summary>Number of criteria of a set: nine of a district (QĐ 558/QĐ-TTg, QĐ 320/QĐ-TTg), nineteen of a commune.</summary>
    private static readonly Dictionary<string, int> Sizes = new() { ["HUYEN"] = 9, ["XA"] = 19 };

    /// <summary><c>coverage</c>: a target demands a whole set, and the plan takes up some of its criteria one by one.</summary>
    public static IEnumerable<PlanWarning> Coverage(WarningContext plan)
    {
        var taken = plan.Content.Rules.Where(IsOfSet).Select(rule => rule.Criterion!).ToHashSet();
        foreach (var (set, size) in Sizes)
        {
            var number = taken.Count(code => code.StartsWith(set + "-", StringComparison.Ordinal));
            var targets = plan
                .Content.Targets.Where(target => target.Criterion == set && target.Value is not null)
                .Select(row => row.Key)
                .ToList();
            if (number > 0 && number < size && targets.Count > 0)
            {
                yield return PlanWarning.Warn(
                    "coverage",
                    targets,
                    $"Đòi trọn bộ {size} tiêu chí nhưng chỉ giao {number}.",
                    "Giao các tiêu chí còn lại."
                );
            }
        }
    }

    /// <summary><c>criterion-level</c>: criteria of the commune and of the residential area stand in one list of priorities.</summary>
    public static IEnumerable<PlanWarning> Level(WarningContext plan) =>
        from list in plan
            .Content.Rules.Where(rule => rule is { Kind: "priority-criterion", Criterion: not null })
            .GroupBy(rule => rule.Trigger)
        let areas = list.Where(rule => AreaCriterion().IsMatch(rule.Criterion!)).ToList()
        where areas.Count > 0 && list.Any(rule => CommuneCriterion().IsMatch(rule.Criterion!))
        let targets = plan.Content.Targets.Where(target => target.Criterion == "XA").Select(target => target.Key)
        select PlanWarning.Info(
            "criterion-level",
            [.. targets, .. areas.Select(rule => rule.Key)],
            $"{PlanWarning.Names(areas.Select(rule => rule.Criterion!))} là tiêu chí khu dân cư, xếp cùng tiêu chí xã.",
            "Gắn đúng bộ tiêu chí."
        );

    private static bool IsOfSet(PlanRule rule) =>
        rule.Criterion is not null && rule.Kind is "criterion" or "district-criterion" or "commune-criterion" or "keep-criterion";

    [GeneratedRegex(@"^KDC-\d+$")]
    private static partial Regex AreaCriterion();

    [GeneratedRegex(@"^XA-\d+$")]
    private static partial Regex CommuneCriterion();
}

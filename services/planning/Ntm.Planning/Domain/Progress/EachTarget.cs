using System.Globalization;
using System.Text.RegularExpressions;
using Ntm.Persistence;

namespace Ntm.Planning.Domain.Progress;

/// <summary>
/// A target that is stated for each unit of a group ("mỗi thôn 1 tuyến"): what the units reach is never added up. For the plan it counts
/// the units that reached it, out of those that must.
/// </summary>
internal static partial class EachTarget
{
    /// <summary>Unit of measure of the plan's own figure.</summary>
    public const string Measure = "đơn vị";

    private const string Village = "village";

    /// <summary>Whether a target is stated for each unit: its unit of measure says so, or its value is the one that the plan gives to
    /// each of them.</summary>
    public static bool Is(PlanContent content, PlanTarget target) =>
        IsNumberEach(target) || (target.Value is { } value && content.Split.Any(row => IsEach(row, target) && row.Value == value));

    /// <summary>Whether the unit of measure is one of each unit, e.g. <c>tuyến mỗi thôn</c>.</summary>
    public static bool IsNumberEach(PlanTarget target) =>
        target is { Value: not null, Measure: { } measure } && NameSearch.Fold(measure).Contains(" moi ");

    /// <summary>The target as it stands for the plan: so many units have to reach it, none where nobody said how many; any other target as
    /// it is.</summary>
    public static PlanTarget Whole(PlanContent content, PlanTarget target) =>
        !Is(content, target)
            ? target
            : target with
            {
                Measure = Measure,
                Kind = TargetKind.Reach,
                Operator = ">=",
                Value = UnitsOf(content, target),
                Upper = null,
                Baseline = null,
                Total = null,
                Counting = Counting.PerPeriod,
            };

    /// <summary>The target as it stands for one unit: with the value that the plan gives to it.</summary>
    public static PlanTarget Part(PlanContent content, PlanTarget target, string unitCode)
    {
        var places = content.Places.Where(place => place.UnitCode == unitCode).Select(place => place.Key).ToHashSet();
        var given = content.Split.FirstOrDefault(row => row.Target == target.Key && places.Contains(row.Place));
        return target with { Value = given?.Value ?? target.Value, Total = null };
    }

    /// <summary>Number of units at the beginning of the name of a group, e.g. <c>5/5 thôn</c>; null for none.</summary>
    public static int? SizeOf(string name) =>
        GroupSize().Match(name) is { Success: true } size ? int.Parse(size.Groups["number"].Value, CultureInfo.InvariantCulture) : null;

    private static decimal? UnitsOf(PlanContent content, PlanTarget target)
    {
        var places = content.Places.ToDictionary(place => place.Key);
        var given = content.Split.Where(row => IsEach(row, target)).Select(row => places.GetValueOrDefault(row.Place)).OfType<PlanPlace>();
        var groups = given.DefaultIfEmpty(places.GetValueOrDefault(target.Place)).OfType<PlanPlace>().ToList();
        var sizes = groups.ConvertAll(place => SizeOf(place.Name) ?? (place is { UnitCode: not null, Kind: Village } ? 1 : null));
        return sizes.Count == 0 || sizes.Contains(null) ? null : sizes.Sum();
    }

    private static bool IsEach(TargetSplit row, PlanTarget target) => row.Target == target.Key && row.Basis == SplitBasis.Each;

    [GeneratedRegex(@"^(?<number>\d{1,3})(?!\d)")]
    private static partial Regex GroupSize();
}

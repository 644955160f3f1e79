using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>A unit that a merge or a split makes. Its code may be that of a unit it comes from.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="ParentCode">Unit directly above, from the day of the act.</param>
/// <param name="Children">For a split: codes of the units below that go to this one.</param>
internal sealed record NewUnit(string Code, string Name, string? ParentCode, IReadOnlyList<string> Children);

/// <summary>Merge (sáp nhập, nhập) and split (chia, tách): the old units end the day before, and name their successors.</summary>
internal static class Reorganisation
{
    public static Error? Merge(this UnitRegister register, UnitTree tree, UnitAct act, IReadOnlyList<string> sources, NewUnit target)
    {
        if (sources.Distinct().Count() != sources.Count || sources.Count < 2)
        {
            return UnitErrors.BadReorganisation("Sáp nhập cần ít nhất hai đơn vị khác nhau.");
        }

        var children = sources.SelectMany(source => tree.ChildrenOn(source, act.EffectiveOn)).Select(child => child.Code).ToList();
        return Replace(register, tree, sources, [target with { Children = children }]);
    }

    public static Error? Split(this UnitRegister register, UnitTree tree, string source, UnitAct act, IReadOnlyList<NewUnit> targets)
    {
        if (targets.Select(target => target.Code).Distinct().Count() != targets.Count || targets.Count < 2)
        {
            return UnitErrors.BadReorganisation("Chia tách cần ít nhất hai đơn vị mới có mã khác nhau.");
        }

        var given = targets.SelectMany(target => target.Children).ToList();
        var all = tree.ChildrenOn(source, act.EffectiveOn).Select(child => child.Code).ToList();
        return given.Count == all.Count && given.ToHashSet().SetEquals(all)
            ? Replace(register, tree, [source], targets)
            : UnitErrors.BadReorganisation(
                $"Mỗi đơn vị trực thuộc của {source} phải được giao cho đúng một đơn vị mới: {string.Join(", ", all)}."
            );
    }

    private static Error? Replace(UnitRegister register, UnitTree tree, IReadOnlyList<string> sources, IReadOnlyList<NewUnit> targets)
    {
        foreach (var source in sources)
        {
            if (register.Valid(source, out var unit, out _) is { } missing)
            {
                return missing;
            }

            if (unit.Level != tree.Find(sources[0])!.Level)
            {
                return UnitErrors.BadReorganisation("Các đơn vị sáp nhập phải cùng cấp.");
            }
        }

        var level = tree.Find(sources[0])!.Level;
        foreach (var target in targets)
        {
            if (Make(register, tree, sources, target, level) is { } refusal)
            {
                return refusal;
            }
        }

        // Children move before the old parents end: a parent with children left cannot end.
        return targets
                .SelectMany(target => target.Children.Select(child => register.Adopt(child, target.Code)))
                .FirstOrDefault(refusal => refusal is not null)
            ?? sources
                .Where(source => targets.All(target => target.Code != source))
                .Select(source => register.End(source, [.. targets.Select(target => target.Code)]))
                .FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>A target either is new or goes on under the code of one of the old units.</summary>
    private static Error? Make(UnitRegister register, UnitTree tree, IReadOnlyList<string> sources, NewUnit target, UnitLevel level) =>
        sources.Contains(target.Code)
            ? register.CheckParent(level, target.ParentCode) ?? register.Open(tree.Find(target.Code)!, target.Name, target.ParentCode)
            : register.Register(target.Code, level, target.Name, target.ParentCode);
}

using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>Carries out one act on units. After a refusal nothing of it may be saved.</summary>
internal sealed class UnitRegister(UnitTree tree, UnitAct act)
{
    private readonly HashSet<AdministrativeUnit> changed = [];

    /// <summary>Units that the act changed, upper ones first.</summary>
    public IEnumerable<AdministrativeUnit> Changed => changed.OrderBy(unit => unit.Level).ThenBy(unit => unit.Code, StringComparer.Ordinal);

    private DateOnly Day => act.EffectiveOn;

    /// <summary>Registers a unit that exists from the act's day on.</summary>
    public Error? Register(string code, UnitLevel level, string name, string? parentCode)
    {
        if (!level.IsCode(code))
        {
            return UnitErrors.BadCode(level);
        }

        if (level == UnitLevel.District && Day > UnitLevels.LastDistrictDay)
        {
            return UnitErrors.NoDistrict();
        }

        if (CheckParent(level, parentCode) is { } badParent)
        {
            return badParent;
        }

        var unit = tree.Find(code);
        if (unit is null)
        {
            tree.Add(unit = new AdministrativeUnit { Code = code, Level = level });
        }
        else if (unit.Level != level)
        {
            return UnitErrors.LevelChanged(code);
        }
        else if (unit.Latest.ValidTo is null || unit.Latest.ValidTo >= Day)
        {
            return UnitErrors.CodeTaken(code, Day);
        }

        return Open(unit, name, parentCode);
    }

    public Error? Rename(string code, string name) =>
        Valid(code, out var unit, out var period) is { } missing ? missing
        : period.Name == name ? UnitErrors.NothingChanges(code)
        : Open(unit, name, period.ParentCode);

    /// <summary>Puts a unit under another parent; what lies below it follows.</summary>
    public Error? Move(string code, string? parentCode)
    {
        if (Valid(code, out var unit, out var period) is { } missing)
        {
            return missing;
        }

        if (period.ParentCode == parentCode)
        {
            return UnitErrors.NothingChanges(code);
        }

        return CheckParent(unit.Level, parentCode) ?? Adopt(code, parentCode);
    }

    /// <summary>Opens a period under the parent, also the same one, when its own path changed.</summary>
    internal Error? Adopt(string code, string? parentCode)
    {
        if (Valid(code, out var unit, out var period) is { } missing)
        {
            return missing;
        }

        var below = tree.ChildrenOn(code, Day).ToList();
        return Open(unit, period.Name, parentCode) ?? Follow(below);
    }

    /// <summary>Ends a unit on the day before the act's day.</summary>
    public Error? End(string code, IReadOnlyCollection<string> successors)
    {
        if (tree.Find(code) is not { } unit)
        {
            return UnitErrors.NotFound(code);
        }

        if (successors.FirstOrDefault(successor => tree.Find(successor)?.On(Day) is null) is { } unknown)
        {
            return UnitErrors.NotValid(unknown, Day);
        }

        var left = tree.ChildrenOn(code, Day).Select(child => child.Code).ToList();
        if (left.Count > 0)
        {
            return UnitErrors.HasChildren(code, left);
        }

        changed.Add(unit);
        return unit.End(Day.AddDays(-1), successors, act);
    }

    internal Error? Open(AdministrativeUnit unit, string name, string? parentCode)
    {
        changed.Add(unit);
        return unit.Open(name, parentCode, act);
    }

    internal Error? Valid(string code, out AdministrativeUnit unit, out UnitPeriod period)
    {
        unit = tree.Find(code)!;
        period = unit?.On(Day)!;
        return unit is null ? UnitErrors.NotFound(code)
            : period is null ? UnitErrors.NotValid(code, Day)
            : null;
    }

    /// <summary>Opens the same period anew for everything below, because its path changed.</summary>
    private Error? Follow(IEnumerable<AdministrativeUnit> units)
    {
        return units.Select(unit => Adopt(unit.Code, unit.On(Day)!.ParentCode)).FirstOrDefault(error => error is not null);
    }

    internal Error? CheckParent(UnitLevel level, string? parentCode)
    {
        var above = level.Above(Day);
        var parent = parentCode is null ? null : tree.Find(parentCode);
        return above == parent?.Level && (parentCode is null) == (above is null) && (parent is null || parent.On(Day) is not null)
            ? null
            : UnitErrors.BadParent(level, Day);
    }
}

namespace Ntm.Identity.Domain;

/// <summary>Units together with whatever lies above (and, for acts, below) them; answers questions as of a day.</summary>
internal sealed class UnitTree(IEnumerable<AdministrativeUnit> units)
{
    private readonly Dictionary<string, AdministrativeUnit> byCode = units.ToDictionary(unit => unit.Code);

    public IEnumerable<AdministrativeUnit> Units => byCode.Values;

    public AdministrativeUnit? Find(string code) => byCode.GetValueOrDefault(code);

    public void Add(AdministrativeUnit unit) => byCode.Add(unit.Code, unit);

    /// <summary>
    /// Codes from the province down, joined by '/', as they held on <paramref name="day"/>; null when the unit or one
    /// above it did not exist on that day.
    /// </summary>
    public string? PathOn(string code, DateOnly day)
    {
        var codes = new Stack<string>();
        for (var next = (string?)code; next is not null; )
        {
            if (Find(next)?.On(day) is not { } period || codes.Count > 4)
            {
                return null;
            }

            codes.Push(next);
            next = period.ParentCode;
        }

        return string.Join('/', codes);
    }

    /// <summary>The path on <paramref name="day"/>, or else on the last day on which the unit had one.</summary>
    public string? KnownPath(string code, DateOnly day)
    {
        if (PathOn(code, day) is { } path)
        {
            return path;
        }

        return Find(code)
            ?.Periods.Reverse()
            .Select(period => (period.ValidTo is { } end ? PathOn(code, end) : null) ?? PathOn(code, period.ValidFrom))
            .FirstOrDefault(found => found is not null);
    }

    public IEnumerable<AdministrativeUnit> ChildrenOn(string code, DateOnly day) =>
        byCode.Values.Where(unit => unit.On(day)?.ParentCode == code).OrderBy(unit => unit.Code, StringComparer.Ordinal);
}

using System.Linq.Expressions;

namespace Ntm.Web;

/// <summary>
/// Administrative units and everything below them: what a caller's grants reach. A unit is given by its path, the codes from the
/// province down to it, e.g. <c>42/439/18175</c>.
/// </summary>
public sealed class UnitScope(IEnumerable<string> units)
{
    /// <summary>Paths of the units, each once.</summary>
    public IReadOnlyList<string> Units { get; } = [.. units.Distinct()];

    /// <summary>Nothing is in it.</summary>
    public bool IsEmpty => Units.Count == 0;

    /// <summary>Whether a path is that of one of the units or lies below one.</summary>
    public bool Covers(string path) => Units.Any(unit => Contains(unit, path));

    /// <summary>The highest of the units that has this path in it; null when none has.</summary>
    public string? Over(string path) => Units.Where(unit => Contains(unit, path)).MinBy(unit => unit.Length);

    /// <summary>The units that grants name.</summary>
    public static UnitScope Of(IEnumerable<Grant> grants) => new(grants.Select(grant => grant.UnitPath));

    /// <summary>Whether a path is the unit's own or lies below it.</summary>
    public static bool Contains(string unit, string path) => path == unit || IsBelow(unit, path);

    /// <summary>Whether a path lies below the unit.</summary>
    public static bool IsBelow(string unit, string path) => path.StartsWith(unit + "/", StringComparison.Ordinal);

    /// <summary>Code of the province that a unit lies in, which is also the province's path.</summary>
    public static string ProvinceOf(string path) => path.Split('/')[0];

    /// <summary>Whether the path is that of a whole province.</summary>
    public static bool IsProvince(string path) => !path.Contains('/');

    /// <summary>Path of the unit directly above; null for a province.</summary>
    public static string? ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : null;

    /// <summary>Paths of the unit and of each unit above it, the province first.</summary>
    public static IReadOnlyList<string> ChainOf(string path) => ParentOf(path) is { } above ? [.. ChainOf(above), path] : [path];

    /// <summary>Code of the unit itself.</summary>
    public static string CodeOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>
    /// <see cref="Contains"/> as a database answers it. Below is a stretch of an index, from the path's slash up to the digit that
    /// follows it in every collation; a pattern would walk the whole table on some engines.
    /// </summary>
    public static Expression<Func<string, bool>> Within(string unit)
    {
        var (from, to) = (unit + "/", unit + "0");
        return path => path == unit || (string.Compare(path, from) >= 0 && string.Compare(path, to) < 0);
    }
}

/// <summary>Chooses rows by administrative unit.</summary>
public static class UnitScopeQueries
{
    /// <summary>Rows of the units of a scope and of all below them.</summary>
    /// <param name="rows">Rows to choose from.</param>
    /// <param name="scope">The units.</param>
    /// <param name="path">Path of the unit that a row belongs to.</param>
    public static IQueryable<TRow> InUnits<TRow>(this IQueryable<TRow> rows, UnitScope scope, Expression<Func<TRow, string>> path) =>
        rows.WhereAny(scope.Units, unit => UnitScope.Within(unit).Of(path));
}

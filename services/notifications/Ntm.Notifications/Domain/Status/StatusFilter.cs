using System.Linq.Expressions;
using Ntm.Web;

namespace Ntm.Notifications.Domain.Status;

/// <summary>Which status events somebody wants, of those that are shown to them; nothing named means all.</summary>
/// <param name="Types">Public types; one that ends in <c>.*</c> means all that begin so.</param>
/// <param name="UnitPath">Path of a unit: events of it and of the units below it.</param>
/// <param name="Title">Title that the dossier seeks; events of plans have none.</param>
internal sealed record StatusFilter(IReadOnlyList<string> Types, string? UnitPath, string? Title)
{
    /// <summary>Most types that one filter may name.</summary>
    public const int MostTypes = 20;

    private const string Any = ".*";

    /// <summary>Whether the text names a type of the catalogue, or some.</summary>
    public static bool IsType(string text) =>
        text.EndsWith(Any, StringComparison.Ordinal)
            ? StatusCatalogue.Types.Any(type => type.Name.StartsWith(text[..^1], StringComparison.Ordinal))
            : StatusCatalogue.Find(text) is not null;

    /// <summary>The types that are wanted, each by its name; null for all of them.</summary>
    public IReadOnlyList<string>? Names =>
        Types.Count == 0
            ? null
            : [.. StatusCatalogue.Types.Select(type => type.Name).Where(name => Types.Any(wanted => Means(wanted, name)))];

    /// <summary>The rows of the feed that are wanted.</summary>
    public IQueryable<FeedEvent> Of(IQueryable<FeedEvent> rows)
    {
        rows = Names is { } names ? rows.Where(row => names.Contains(row.Type)) : rows;
        rows = UnitPath is { } unit ? rows.Where(Below(unit)) : rows;
        return Title is { } title ? rows.Where(row => row.Title == title) : rows;
    }

    private static Expression<Func<FeedEvent, bool>> Below(string unit) =>
        UnitScope.Within(unit).Of<FeedEvent, string>(row => row.UnitPath);

    private static bool Means(string wanted, string name) =>
        wanted.EndsWith(Any, StringComparison.Ordinal) ? name.StartsWith(wanted[..^1], StringComparison.Ordinal) : name == wanted;
}

using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>An administrative unit as it is on a day.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Level"><c>province</c>, <c>district</c>, <c>commune</c> or <c>village</c>.</param>
/// <param name="Name">Vietnamese name on that day.</param>
/// <param name="ParentCode">Unit directly above on that day.</param>
/// <param name="Path">Codes from the province down on that day; null when one above did not exist.</param>
/// <param name="ValidFrom">First day of the unit.</param>
/// <param name="ValidTo">Last day of the unit in this form; null without an end.</param>
/// <param name="Successors">Codes of the units that took its place.</param>
/// <param name="Version">Number of changes under this code; the ETag.</param>
public sealed record UnitView(
    string Code,
    string Level,
    string Name,
    string? ParentCode,
    string? Path,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<string> Successors,
    int Version
)
{
    internal static UnitView Of(AdministrativeUnit unit, UnitPeriod period, UnitTree tree, DateOnly day) =>
        new(
            unit.Code,
            unit.Level.WireName(),
            period.Name,
            period.ParentCode,
            tree.PathOn(unit.Code, day),
            period.ValidFrom,
            period.ValidTo,
            period.Successors,
            unit.Version
        );

    /// <summary>A program sees its own unit and what is below it on the day; a person sees the whole register.</summary>
    internal bool IsFor(Caller caller) =>
        !caller.IsProgram || caller.Grants.Any(grant => Path?.Split('/').Contains(UnitScope.CodeOf(grant.UnitPath)) == true);

    internal static UnitView Latest(AdministrativeUnit unit, UnitTree tree) => Of(unit, unit.Latest, tree, unit.Latest.ValidFrom);
}

/// <summary>A legal document that an act rests on.</summary>
public sealed record DocumentReference
{
    /// <summary>Number as printed, up to 100 characters.</summary>
    [Text(100)]
    public required string Number { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly Date { get; init; }

    internal LegalDocument ToDomain() => new(Number.Trim(), Date);
}

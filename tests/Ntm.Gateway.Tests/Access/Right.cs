namespace Ntm.Gateway.Tests.Access;

/// <summary>
/// One of those whom a row of <c>endpoints.txt</c> lets in: a role, and where it must be held, seen from the unit that the request is
/// about. Nothing behind the role: at that unit; <c>^</c>: there or above; <c>&gt;</c>: above; <c>@village</c>: at the village that the
/// request names; <c>@commune</c>: at the commune; <c>@province</c>: at the province; <c>@a-province</c>: at whatever province;
/// <c>@anywhere</c>.
/// </summary>
/// <param name="Role">The role, or a word for many of them.</param>
/// <param name="Reach">Where it must be held.</param>
internal sealed record Right(string Role, string Reach)
{
    public static IReadOnlyList<Right> ListOf(string who) => [.. who.Split(',', StringSplitOptions.TrimEntries).Select(Parse)];

    /// <summary>Whether one of the rights lets a caller in who holds these roles.</summary>
    public static bool LetsIn(string who, IReadOnlyList<Holding> held, Subject about) => ListOf(who).Any(right => right.IsOf(held, about));

    private bool IsOf(IReadOnlyList<Holding> held, Subject about) =>
        Role switch
        {
            "signed-in" => true,
            "granted" => held.Count > 0,
            "in-province" => held.Any(one => one.Role != Holding.Program && IsInProvince(one, about)),
            "program-in-province" => held.Any(one => one.Role == Holding.Program && IsInProvince(one, about)),
            _ => held.Any(one => one.Role == Role && Reaches(one.Unit, about)),
        };

    private bool Reaches(string unit, Subject about) =>
        Reach switch
        {
            "" => unit == about.Unit,
            "^" => Places.Covers(unit, about.Unit),
            ">" => Places.IsBelow(about.Unit, unit),
            "@village" => unit == about.Village,
            "@commune" => unit == Places.CommuneOf(about.Unit),
            "@province" => unit == Places.ProvinceOf(about.Unit),
            "@a-province" => unit is Places.Province or Places.OtherProvince,
            "@anywhere" => true,
            _ => throw new InvalidOperationException($"endpoints.txt has {Role}{Reach}, and no such place is known."),
        };

    private static bool IsInProvince(Holding one, Subject about) => Places.ProvinceOf(one.Unit) == Places.ProvinceOf(about.Unit);

    private static Right Parse(string text)
    {
        var at = text.IndexOfAny(['^', '>', '@']);
        return at < 0 ? new Right(text, "") : new Right(text[..at], text[at..]);
    }
}

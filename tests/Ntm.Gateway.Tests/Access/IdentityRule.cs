namespace Ntm.Gateway.Tests.Access;

/// <summary>Who administers what. The identity service asks its own database: what a token still says counts for nothing.</summary>
internal static class IdentityRule
{
    private const string Administrators = "administrator";

    public static Answer Of(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        var held = caller.Present;
        return row.Pattern.StartsWith("/identity/units/{code}", StringComparison.Ordinal) && row.Method == "GET"
                ? UnitOf(door, about, caller)
            : row.Pattern is "/identity/role-holders" or "/identity/held-roles"
            || !row.Who.StartsWith(Administrators, StringComparison.Ordinal)
                ? Expected.ByTable(row, door, about, held)
            : held.All(one => one.Role != Administrators) ? Answer.Shut("identity.not_administrator")
            : Expected.ByTable(row, door, about, held) is { Status: not null } refusal ? refusal
            : row.Method != "GET" && row.Pattern.StartsWith("/identity/accounts/{id:guid}/", StringComparison.Ordinal)
                ? AccountAct(row, about, caller)
            : Answer.May;
    }

    /// <summary>Everybody knows every unit; a program those of its own unit and below.</summary>
    private static Answer UnitOf(Door door, Subject about, KindOfCaller caller) =>
        about.Exists && (caller.Scopes is null || Right.LetsIn("integrator^", caller.Present, about))
            ? Answer.May
            : Answer.Hidden(door.Hides);

    /// <summary>
    /// Nobody acts on his own account; a password, an activation and an external link of an administrator are for who stands above; an
    /// account of the Front is for two administrators together.
    /// </summary>
    private static Answer AccountAct(EndpointRow row, Subject about, KindOfCaller caller)
    {
        var consents = row.Pattern.EndsWith("/consents", StringComparison.Ordinal);
        var fromAbove =
            row.Pattern.EndsWith("/password-reset", StringComparison.Ordinal)
            || row.Pattern.EndsWith("/activation", StringComparison.Ordinal)
            || row.Pattern.EndsWith("/external-links", StringComparison.Ordinal);
        return about.Owner == caller.Name ? Answer.Shut("identity.own_account")
            : consents
                ? about.Entrusted.All(one => IsAbove(caller, one.Unit)) ? Answer.May
                    : Answer.Shut("identity.not_above")
            : fromAbove && about.Entrusted.Any(one => one.Role == Administrators && !IsAbove(caller, one.Unit))
                ? Answer.Shut("identity.not_above")
            : about.Entrusted.Any(one => one.Role == "surveyor") ? Answer.Shut("identity.consent_needed")
            : Answer.May;
    }

    /// <summary>Above a province stands nobody; there another administrator of it takes that part.</summary>
    private static bool IsAbove(KindOfCaller caller, string unit) =>
        caller.Present.Any(one =>
            one.Role == Administrators && (Places.IsBelow(unit, one.Unit) || (one.Unit == unit && unit == Places.ProvinceOf(unit)))
        );
}

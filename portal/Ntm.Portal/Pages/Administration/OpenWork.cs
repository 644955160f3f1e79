using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary>Open work held against who may do it: the dossiers know the one, the accounts the other.</summary>
internal static class OpenWork
{
    /// <summary>Open work of the administrator's units that nobody can do.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="gone">Grants of one account as if they had ended; only what they alone had been for is listed. Null for what nobody
    /// can do as it is.</param>
    public static async Task<IReadOnlyList<OpenWorkRow>> UnattendedAsync(Visit visit, IReadOnlyList<GrantRow>? gone = null)
    {
        var unit = AdministrationPages.HomeOf(visit.Person) ?? "";
        var work = await visit.GetAsync<List<OpenWorkRow>>("/dossiers/open-work");
        var roles = await visit.GetAsync<List<HeldRoleRow>>("/identity/held-roles?unit=" + Uri.EscapeDataString(unit));
        if (work.Value is null || roles.Value is null)
        {
            return [];
        }

        var within = work.Value.Where(row => IsWithin(row.UnitPath, unit)).ToList();
        if (gone is null)
        {
            return within.FindAll(row => !roles.Value.Exists(role => Does(role, row)));
        }

        var left = roles.Value.Where(role => role.Holders > 1 || !gone.Any(grant => IsOf(grant, role))).ToList();
        return within.FindAll(row => roles.Value.Exists(role => Does(role, row)) && !left.Exists(role => Does(role, row)));
    }

    private static bool IsWithin(string path, string unit) => path.Split('/').Contains(unit);

    private static bool IsOf(GrantRow grant, HeldRoleRow role) =>
        grant.Role == role.Role && grant.UnitCode == role.UnitCode && grant.Department == role.Department;

    /// <summary>Whether who holds the role may do the work: all of a unit what is undivided, a department its share, and the
    /// consolidation its department and who is in none.</summary>
    private static bool Does(HeldRoleRow role, OpenWorkRow work) =>
        role.Role == work.Role
        && role.UnitPath == work.UnitPath
        && (
            (work.Department is null && !work.Consolidates)
            || role.Department == work.Department
            || (work.Consolidates && role.Department is null)
        );
}

using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier;

/// <summary>Keys of the inbox rows, by which work is found for those who may do it.</summary>
internal static class WorkKeys
{
    /// <summary>Keys of the inbox rows of the units that the caller leads, whatever role does the work.</summary>
    public static IReadOnlyList<string> Led(Caller caller, DossierRules rules) =>
        [
            .. from grant in caller.Grants
            where grant.Role == "leader"
            from role in Actors.Roles
            from ending in rules.KeyEndings(role)
            select Of(role, grant.UnitPath) + ending,
        ];

    /// <summary>
    /// Keys of the inbox rows that are the caller's work: of each role at a unit what is undivided, its department's share, and the
    /// consolidation for those in no department and in one that consolidates.
    /// </summary>
    public static IReadOnlyList<string> Of(Caller caller, DossierRules rules) =>
        [
            .. caller
                .Grants.Where(grant => Actors.Roles.Contains(grant.Role))
                .SelectMany(grant =>
                {
                    var key = Of(grant.Role, grant.UnitPath);
                    return grant.Department is not { } department ? [key, key + "#"]
                        : rules.Consolidates(grant.Role, department) ? [key, $"{key}#{department}", key + "#"]
                        : new[] { key, $"{key}#{department}" };
                })
                .Distinct(),
        ];

    /// <summary>Key of the inbox row of a share.</summary>
    public static string Of(StageShare share)
    {
        var key = Of(share.Role, share.UnitPath);
        return share.IsWhole ? key
            : share.Consolidates ? key + "#"
            : $"{key}#{share.Department}";
    }

    public static string Of(string role, string unitPath) => $"{role}@{unitPath}";
}

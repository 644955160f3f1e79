using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning;

/// <summary>Who may do what with reports. Who may not know that one exists gets 404.</summary>
internal static class ReportAccess
{
    /// <summary>Role that reports for a village.</summary>
    public static readonly string[] Reporters = ["reporter"];

    private static readonly string[] Watchers = ["officer", "leader", "auditor"];

    /// <summary>In which place and roles the caller files for a unit: a village's reporter, the officer or leader of its commune in its
    /// place, elsewhere the unit's own officer or leader; null where he may not.</summary>
    public static ReportingHand? ToFile(Caller caller, PlanUnit unit) =>
        unit.Level == PlanLevel.Village && caller.Holds("reporter", unit.Path) ? new ReportingHand(unit.Path, Reporters, OnBehalf: false)
        : Drafts(caller, PlanningAccess.PublishingUnit(unit.Path, unit.Level))
            ? new ReportingHand(
                PlanningAccess.PublishingUnit(unit.Path, unit.Level),
                PlanningAccess.Drafters,
                unit.Level == PlanLevel.Village
            )
        : null;

    /// <summary>Path of the unit whose officer or leader takes a report: of a village its commune alone, else any unit above; null where
    /// the caller is none.</summary>
    public static string? ToReturn(Caller caller, string unitPath, PlanLevel level) =>
        caller
            .Grants.Where(grant => PlanningAccess.Drafters.Contains(grant.Role))
            .Select(grant => grant.UnitPath)
            .Where(path => UnitScope.IsBelow(path, unitPath))
            .Where(path => level != PlanLevel.Village || path == PlanningAccess.PublishingUnit(unitPath, level))
            .MaxBy(path => path.Length);

    /// <summary>Whether the caller sees reports of a unit: its own people, and officers, leaders and auditors from there up.</summary>
    public static bool Sees(Caller caller, string unitPath) =>
        caller.Holds("reporter", unitPath) || Watchers.Any(role => caller.HoldsAbove(role, unitPath));

    /// <summary>Whether the caller sees where and when photos were taken: officers and leaders of the commune alone.</summary>
    public static bool SeesOrigin(Caller caller, Report report) =>
        Drafts(caller, PlanningAccess.PublishingUnit(report.UnitPath, report.Level));

    /// <summary>Units whose reports the caller sees, with those below.</summary>
    public static UnitScope Seen(Caller caller) =>
        new(caller.Grants.Where(grant => Watchers.Append("reporter").Contains(grant.Role)).Select(grant => grant.UnitPath));

    /// <summary>Units whose reports the caller takes, with those below.</summary>
    public static UnitScope Taken(Caller caller) =>
        new(caller.Grants.Where(grant => PlanningAccess.Drafters.Contains(grant.Role)).Select(grant => grant.UnitPath));

    /// <summary>The lowest unit in which the caller takes reports of a unit that he takes some of.</summary>
    public static string TakenAt(Caller caller, string unitPath) =>
        caller
            .Grants.Where(grant => PlanningAccess.Drafters.Contains(grant.Role) && UnitScope.Contains(grant.UnitPath, unitPath))
            .Select(grant => grant.UnitPath)
            .MaxBy(path => path.Length)!;

    private static bool Drafts(Caller caller, string unitPath) => PlanningAccess.Drafters.Any(role => caller.Holds(role, unitPath));
}

/// <summary>In which place and roles somebody files.</summary>
/// <param name="UnitPath">Unit of the roles.</param>
/// <param name="Roles">The roles.</param>
/// <param name="OnBehalf">Whether it is done in a village's place.</param>
internal sealed record ReportingHand(string UnitPath, IReadOnlyList<string> Roles, bool OnBehalf);

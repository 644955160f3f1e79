namespace Ntm.Planning;

/// <summary>The one place that says who may do what with plans: role × unit × status; what is not allowed here is denied. Who may not
/// know that something exists gets 404, who may read but not do it 403.</summary>
internal static class PlanningAccess
{
    /// <summary>Roles that draft a plan of their own unit.</summary>
    public static readonly string[] Drafters = ["officer", "leader"];

    private static readonly string[] Watchers = ["officer", "leader", "auditor"];

    /// <summary>Path of the unit whose leader publishes: the plan's own, or the commune above a village.</summary>
    public static string PublishingUnit(string unitPath, PlanLevel level) =>
        level == PlanLevel.Village ? UnitScope.ParentOf(unitPath)! : unitPath;

    /// <summary>To draft plans of a unit: its officer or leader, for a village also its own reporter.</summary>
    public static Error? ToDraft(Caller caller, string unitPath, PlanLevel level) =>
        Drafts(caller, unitPath, level)
            ? null
            : PlanErrors.Forbidden("Chỉ cán bộ hoặc lãnh đạo của chính đơn vị được soạn kế hoạch của đơn vị.");

    /// <summary>To change a draft: who drafts plans of its unit.</summary>
    public static Error? ToChange(Caller caller, Plan plan) =>
        Sees(caller, plan) ? ToDraft(caller, plan.UnitPath, plan.Level) : PlanErrors.NotFound;

    /// <summary>To publish or close a plan: the leader of its unit, for a village's the leader of its commune.</summary>
    public static Error? ToPublish(Caller caller, Plan plan) =>
        !Sees(caller, plan) ? PlanErrors.NotFound
        : caller.Holds("leader", PublishingUnit(plan.UnitPath, plan.Level)) ? null
        : PlanErrors.Forbidden("Chỉ lãnh đạo của đơn vị được ban hành, kết thúc kế hoạch.");

    /// <summary>Whether the caller may know that a plan exists.</summary>
    public static bool Sees(Caller caller, Plan plan) => plan.Editions > 0 ? SeesPublished(caller, plan.UnitPath) : SeesDraft(caller, plan);

    /// <summary>The plan's own people, and those of the commune above a village, see what is not published.</summary>
    public static bool SeesDraft(Caller caller, Plan plan) =>
        Drafts(caller, plan.UnitPath, plan.Level) || Watchers.Any(role => caller.Holds(role, PublishingUnit(plan.UnitPath, plan.Level)));

    /// <summary>Everybody in the province sees what is published; a program what lies in its own unit.</summary>
    public static bool SeesPublished(Caller caller, string unitPath) =>
        caller.IsProgram
            ? caller.HoldsAbove("integrator", unitPath)
            : caller.Grants.Any(grant => UnitScope.ProvinceOf(grant.UnitPath) == UnitScope.ProvinceOf(unitPath));

    /// <summary>Units in which the caller sees published plans.</summary>
    public static UnitScope Published(Caller caller) =>
        new(
            caller.IsProgram
                ? caller.Grants.Where(grant => grant.Role == "integrator").Select(grant => grant.UnitPath)
                : caller.Grants.Select(grant => UnitScope.ProvinceOf(grant.UnitPath))
        );

    /// <summary>Units of which the caller sees drafts: the units alone, without those below.</summary>
    public static IReadOnlyList<string> Drafted(Caller caller) =>
        [.. caller.Grants.Where(grant => Watchers.Append("reporter").Contains(grant.Role)).Select(grant => grant.UnitPath).Distinct()];

    private static bool Drafts(Caller caller, string unitPath, PlanLevel level) =>
        Drafters.Any(role => caller.Holds(role, unitPath))
        || (
            level == PlanLevel.Village
            && (caller.Holds("reporter", unitPath) || Drafters.Any(role => caller.Holds(role, PublishingUnit(unitPath, level))))
        );
}

using Ntm.Planning.Domain.Records;

namespace Ntm.Planning;

/// <summary>Who may act on what is kept beside the plans. Who may not know that a record exists gets 404.</summary>
internal static class RecordAccess
{
    /// <summary>The hand of a unit's own people: a village's reporter, elsewhere an officer or leader; null where the caller is
    /// none.</summary>
    public static RecordHand? Own(Caller caller, string unitPath, PlanLevel level) =>
        level == PlanLevel.Village
            ? caller.Holds("reporter", unitPath)
                ? new RecordHand(unitPath, ReportAccess.Reporters)
                : null
            : Officers(caller, unitPath);

    /// <summary>The hand of a unit's officer or leader; null where the caller is none.</summary>
    public static RecordHand? Officers(Caller caller, string unitPath) =>
        PlanningAccess.Drafters.Any(role => caller.Holds(role, unitPath)) ? new RecordHand(unitPath, PlanningAccess.Drafters) : null;

    /// <summary>Units for which the caller acts, alone without those below.</summary>
    public static IReadOnlyList<string> UnitsOf(Caller caller, params IReadOnlyList<string> roles) =>
        [.. caller.Grants.Where(grant => roles.Contains(grant.Role)).Select(grant => grant.UnitPath).Distinct()];
}

using Ntm.Web;

namespace Ntm.Entries;

/// <summary>
/// Who may do what with prepared entries: officers and appraisers of the province prepare, its leader decides unless he had a hand in it;
/// what is not allowed here is denied.
/// </summary>
internal static class EntryAccess
{
    public static readonly string[] Preparers = ["officer", "appraiser"];

    private static readonly string[] Readers = [.. Preparers, "leader", "reviewer", "auditor"];

    public static bool Prepares(Caller caller, string province) =>
        UnitScope.IsProvince(province) && Preparers.Any(role => caller.Holds(role, province));

    public static bool Sees(Caller caller, string province) =>
        UnitScope.IsProvince(province) && Readers.Any(role => caller.Holds(role, province));

    /// <summary>To attach the document, or to take the entry back: those who prepare for the province.</summary>
    public static Error? ToPrepare(Caller caller, PreparedEntry entry) =>
        !Sees(caller, entry.Province) ? EntryErrors.NotFound
        : Prepares(caller, entry.Province) ? null
        : EntryErrors.PreparersOnly;

    /// <summary>To decide: the leader of the province; that he is somebody else than its authors, the entry itself asks.</summary>
    public static Error? ToDecide(Caller caller, PreparedEntry entry) =>
        !Sees(caller, entry.Province) ? EntryErrors.NotFound
        : caller.Holds("leader", entry.Province) ? null
        : EntryErrors.LeaderOnly;

    /// <summary>What the caller may do with it now, by the same checks as the commands.</summary>
    public static IEnumerable<string> ActionsOf(PreparedEntry entry, Caller caller)
    {
        if (ToPrepare(caller, entry) is null && entry.WhyNotChange() is null)
        {
            if (entry.WhyNotAttach() is null)
            {
                yield return "attach";
            }

            yield return "withdraw";
        }

        if (ToDecide(caller, entry) is null && entry.WhyNotDecide(caller) is null)
        {
            if (entry.WhyNotInForce(caller) is null)
            {
                yield return "put-into-force";
            }

            yield return "refuse";
        }
    }
}

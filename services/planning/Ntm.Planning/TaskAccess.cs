using System.Linq.Expressions;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning;

/// <summary>Who acts for the bodies of a plan, and who sees their tasks.</summary>
internal static class TaskAccess
{
    private const string Nothing = "";

    private static readonly string[] Keepers = [.. PlanningAccess.Drafters, "auditor"];

    /// <summary>Whether the caller acts for the body: holds its role at its unit, and its department where it has one. For a body
    /// without a role the plan's officers act.</summary>
    public static bool ActsFor(Caller caller, Assignment row) =>
        row.Role is null
            ? Keeps(caller, row)
            : caller.Grants.Any(grant =>
                grant.Role == row.Role && grant.UnitPath == row.UnitPath && (row.Department is null || grant.Department == row.Department)
            );

    /// <summary>Which part of a task the caller may mark, and in which place and roles: a body at or above the plan's unit the whole of
    /// it, a body below its own unit's, an officer of the plan either in their place; null where he may mark nothing.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="rows">All parts of the task.</param>
    /// <param name="unit">Official code of the unit whose part is meant; null for as much as the caller may mark.</param>
    public static TaskHand? ToMark(Caller caller, IReadOnlyList<Assignment> rows, string? unit)
    {
        var own = rows.Where(row => row.Role is not null && row.Finishes && ActsFor(caller, row))
            .Where(row => unit is null || !row.Below || row.UnitCode == unit)
            .OrderBy(row => row.Below)
            .FirstOrDefault();
        return own is not null ? new TaskHand(own.Below ? own.UnitCode : unit, own.UnitPath, [own.Role!], OnBehalf: false)
            : Keeps(caller, rows[0])
                ? new TaskHand(unit, rows[0].OfficePath, PlanningAccess.Drafters, rows.Any(row => row.Role is not null && row.Finishes))
            : null;
    }

    /// <summary>Parts of the bodies that the caller acts for.</summary>
    public static IQueryable<Assignment> OfCaller(this IQueryable<Assignment> rows, Caller caller) => rows.WhereAny(caller.Grants, Own);

    /// <summary>What the caller sees: his own, everything of the plans that his unit keeps, and below his unit, as its leader, what is
    /// overdue.</summary>
    public static IQueryable<Assignment> SeenBy(this IQueryable<Assignment> rows, Caller caller) =>
        rows.WhereAny(caller.Grants, grant => Own(grant).Or(Kept(grant)));

    // Every grant makes the same condition with other values, so that callers share compiled queries; what a grant does not allow
    // is compared with a value that no row has.
    private static Expression<Func<Assignment, bool>> Own(Grant grant)
    {
        var (role, unit, department) = (grant.Role, grant.UnitPath, grant.Department ?? Nothing);
        var office = PlanningAccess.Drafters.Contains(role) ? unit : Nothing;
        return row =>
            (row.Role == role && row.UnitPath == unit && (row.Department == null || row.Department == department))
            || (row.Role == null && row.OfficePath == office);
    }

    private static Expression<Func<Assignment, bool>> Kept(Grant grant)
    {
        var office = Keepers.Contains(grant.Role) ? grant.UnitPath : Nothing;
        var (from, to) = grant.Role == "leader" ? (grant.UnitPath + "/", grant.UnitPath + "0") : (Nothing, Nothing);
        return row =>
            row.OfficePath == office
            || (
                row.State == AssignmentState.Overdue && string.Compare(row.OfficePath, from) >= 0 && string.Compare(row.OfficePath, to) < 0
            );
    }

    private static bool Keeps(Caller caller, Assignment row) => PlanningAccess.Drafters.Any(role => caller.Holds(role, row.OfficePath));
}

/// <summary>Which part of a task somebody marks, and in which place and roles.</summary>
/// <param name="UnitCode">Unit whose part it is; null for the whole task.</param>
/// <param name="UnitPath">Unit of the roles.</param>
/// <param name="Roles">The roles.</param>
/// <param name="OnBehalf">Whether it is done in a body's place.</param>
internal sealed record TaskHand(string? UnitCode, string UnitPath, IReadOnlyList<string> Roles, bool OnBehalf)
{
    /// <summary>Whether a part is among what is marked.</summary>
    public bool Covers(Assignment row) => UnitCode is null || row.UnitCode == UnitCode;
}

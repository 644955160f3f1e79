using System.Linq.Expressions;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning;

/// <summary>Who acts for the bodies of a plan, and who sees their tasks.</summary>
internal static class TaskAccess
{
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
    public static IQueryable<Assignment> OfCaller(this IQueryable<Assignment> rows, Caller caller) =>
        rows.WhereAny(Own(caller), each => each);

    /// <summary>What the caller sees: his own, everything of the plans that his unit keeps, and below his unit, as its leader, what is
    /// overdue.</summary>
    public static IQueryable<Assignment> SeenBy(this IQueryable<Assignment> rows, Caller caller) =>
        rows.WhereAny([.. Own(caller), .. Kept(caller), .. Led(caller)], each => each);

    private static List<Expression<Func<Assignment, bool>>> Own(Caller caller) =>
        [
            .. caller.Grants.Select(grant =>
            {
                var (role, unit, department) = (grant.Role, grant.UnitPath, grant.Department);
                return (Expression<Func<Assignment, bool>>)(
                    row => row.Role == role && row.UnitPath == unit && (row.Department == null || row.Department == department)
                );
            }),
            .. Paths(caller, PlanningAccess.Drafters)
                .Select(path => (Expression<Func<Assignment, bool>>)(row => row.Role == null && row.OfficePath == path)),
        ];

    private static IEnumerable<Expression<Func<Assignment, bool>>> Kept(Caller caller) =>
        Paths(caller, [.. PlanningAccess.Drafters, "auditor"])
            .Select(path => (Expression<Func<Assignment, bool>>)(row => row.OfficePath == path));

    private static IEnumerable<Expression<Func<Assignment, bool>>> Led(Caller caller) =>
        Paths(caller, ["leader"])
            .Select(path =>
            {
                var (from, to) = (path + "/", path + "0");
                return (Expression<Func<Assignment, bool>>)(
                    row =>
                        row.State == AssignmentState.Overdue
                        && string.Compare(row.OfficePath, from) >= 0
                        && string.Compare(row.OfficePath, to) < 0
                );
            });

    private static IEnumerable<string> Paths(Caller caller, IReadOnlyList<string> roles) =>
        caller.Grants.Where(grant => roles.Contains(grant.Role)).Select(grant => grant.UnitPath).Distinct();

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

using Ntm.Planning.Domain.Work;

namespace Ntm.Planning.Features.Work;

/// <summary>The work of a week of a plan, unit by unit.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Start">First legal day of the week.</param>
/// <param name="End">Last legal day of the week.</param>
/// <param name="Units">The units that the caller sees and that have work in it.</param>
public sealed record WeekWork(Guid PlanId, DateOnly Start, DateOnly End, IReadOnlyList<UnitWork> Units)
{
    internal static WeekWork Of(Guid planId, WorkWeek week, IEnumerable<WorkItem> items, Caller caller, bool open) =>
        new(
            planId,
            week.From,
            week.To,
            [
                .. items
                    .GroupBy(item => item.UnitPath)
                    .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                    .Select(unit => UnitWork.Of([.. unit], open && ReportAccess.ToFile(caller, unit.First().Unit) is not null)),
            ]
        );
}

/// <summary>The work of a unit in a week.</summary>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Done">Number of items that are done.</param>
/// <param name="Items">The items, the most important first.</param>
public sealed record UnitWork(string UnitCode, string UnitName, int Done, IReadOnlyList<WorkItemView> Items)
{
    internal static UnitWork Of(List<WorkItem> items, bool may) =>
        new(
            items[0].UnitCode,
            items[0].UnitName,
            items.Count(item => item.DoneAt is not null),
            [.. items.OrderBy(item => item.Order).ThenBy(item => item.Id).Select(item => WorkItemView.Of(item, may))]
        );
}

/// <summary>Work that a unit registered for a week, or that was carried over to it.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="Week">First legal day of the week.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Task">Key of the task in the plan that it is for; null for none.</param>
/// <param name="On">Legal day for which it is; null for any of the week.</param>
/// <param name="Order">Counts from 1, the most important first.</param>
/// <param name="OnBehalf">Whether the officer registered it in the village's place.</param>
/// <param name="DoneAt">When it was marked as done, UTC; null while it is not.</param>
/// <param name="CarriedFrom">Id of the item of which it is what was left; null for one that somebody registered.</param>
/// <param name="Carried">How often it went over to a later day or week, from 0.</param>
/// <param name="CarriedOn">Whether its time is over: what was left went on, or was closed with the plan.</param>
/// <param name="AllowedActions">What the caller may do now: <c>done</c>, <c>undo</c>.</param>
public sealed record WorkItemView(
    Guid Id,
    string UnitCode,
    DateOnly Week,
    string Text,
    string? Task,
    DateOnly? On,
    int Order,
    bool OnBehalf,
    DateTimeOffset? DoneAt,
    Guid? CarriedFrom,
    int Carried,
    bool CarriedOn,
    IReadOnlyList<string> AllowedActions
)
{
    internal static WorkItemView Of(WorkItem item, bool may) =>
        new(
            item.Id,
            item.UnitCode,
            item.Week,
            item.Text,
            item.Task,
            item.On,
            item.Order,
            item.OnBehalf,
            item.DoneAt,
            item.CarriedFrom,
            item.Carried,
            item.Left,
            !may || item.Left ? []
                : item.DoneAt is null ? ["done"]
                : ["undo"]
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Work;

/// <summary>The work of a unit for a week, the most important first.</summary>
/// <example>{ "unitCode": "18175-01", "items": [ { "id": "0198c0de-0000-7000-8000-000000000001", "text": "Trồng hàng rào", "task": "K01",
/// "day": "Saturday" } ] }</example>
public sealed record RegisterWeekWorkRequest
{
    /// <summary>Official code of the unit: the plan's own or one below.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>The items, at most 60, in the order of their importance.</summary>
    [Items(0, WorkErrors.MostItems)]
    public required IReadOnlyList<WorkItemInput> Items { get; init; }
}

/// <summary>An item of work.</summary>
public sealed record WorkItemInput
{
    /// <summary>A UUID that the sender chooses and keeps for sending it again.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is to be done, up to 500 characters.</summary>
    [Text(500)]
    public required string Text { get; init; }

    /// <summary>Key of the task in the plan that it is for; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Task { get; init; }

    /// <summary>Day of the week for which it is; null for any.</summary>
    public DayOfWeek? Day { get; init; }
}

/// <summary><c>PUT /planning/plans/{id}/weeks/{start}/work</c>: a village's reporter, or the officer of its commune in its place, registers
/// the work of a week; the commune's own is registered by its officer or leader.</summary>
internal static class RegisterWeekWork
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/plans/{id:guid}/weeks/{start}/work", HandleAsync).WithName(nameof(RegisterWeekWork));

    /// <summary>Registers the work of a unit for this or a later week; the list replaces what was registered before. What is done and what
    /// was carried over stays.</summary>
    internal static async Task<Results<Ok<WeekWork>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DateOnly start,
        RegisterWeekWorkRequest request,
        PlanningDbContext db,
        WorkCarrying work,
        Caller caller,
        TimeProvider clock,
        ILogger<WorkItem> log,
        CancellationToken cancellation
    )
    {
        await db.LockBesideAsync<Plan>(nameof(Plan.Id), id, cancellation);
        var plan = await db.Plans.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (plan is null || !PlanningAccess.Sees(caller, plan))
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var unit = request.UnitCode == plan.UnitCode ? plan.Unit : await db.UnitAsync(request.UnitCode, clock.Today(), cancellation);
        if (unit is null || !UnitScope.Contains(plan.UnitPath, unit.Path))
        {
            return ReportErrors.UnitUnknown.ToProblem();
        }

        if (ReportAccess.ToFile(caller, unit) is not { } hand)
        {
            return WorkErrors.NotYourUnit.ToProblem();
        }

        if (plan.Status != PlanStatus.Published)
        {
            return (plan.Status == PlanStatus.Closed ? WorkErrors.PlanClosed : PlanErrors.NotPublished).ToProblem();
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        var placed = Placed(content, start, request.Items, clock.Today());
        if (placed.Refused)
        {
            return placed.Errors.ToProblem();
        }

        var replaced = await ReplaceAsync(db, plan.Id, unit, placed.Value, (caller.Subject, hand.OnBehalf), cancellation);
        if (replaced.Refused)
        {
            return replaced.Errors.ToProblem();
        }

        await work.ScheduleAsync(id, cancellation);
        await db.SaveChangesAsync(cancellation);
        log.WorkRegistered(id, unit.Code, start, request.Items.Count, caller.Subject);
        return TypedResults.Ok(WeekWork.Of(id, placed.Value.Week, replaced.Value, caller, open: true));
    }

    private static Result<PlacedWork> Placed(PlanContent content, DateOnly start, IReadOnlyList<WorkItemInput> items, DateOnly today)
    {
        if (WorkWeek.Of(content, start) is not { } week)
        {
            return WorkErrors.WeekUnknown;
        }

        if (week.To < today)
        {
            return WorkErrors.WeekPast;
        }

        if (items.DistinctBy(item => item.Id).Count() < items.Count)
        {
            return WorkErrors.Twice;
        }

        if (items.FirstOrDefault(item => item.Task is { } key && content.Tasks.All(task => task.Key != key)) is { } unknown)
        {
            return WorkErrors.TaskUnknown(unknown.Task!);
        }

        return items.Any(item => item.Day is { } day && week.DayIn(day) is null)
            ? WorkErrors.DayNotInWeek(week.From, week.To)
            : new PlacedWork(week, items, WorkWeek.GoesByDay(content), today);
    }

    private static async Task<Result<List<WorkItem>>> ReplaceAsync(
        PlanningDbContext db,
        Guid planId,
        PlanUnit unit,
        PlacedWork placed,
        (string Account, bool OnBehalf) by,
        CancellationToken cancellation
    )
    {
        var (week, ids) = (placed.Week, placed.Items.Select(item => item.Id).ToList());
        var rows = await db
            .WorkItems.Where(row => ids.Contains(row.Id) || (row.PlanId == planId && row.UnitCode == unit.Code && row.Week == week.From))
            .ToDictionaryAsync(row => row.Id, cancellation);
        if (rows.Values.Any(row => !row.IsOf(planId, unit, week)))
        {
            return WorkErrors.Exists;
        }

        var stays = rows.Values.Where(row => row.CarriedFrom is not null || row.DoneAt is not null || row.Left).ToList();
        if (stays.Select(row => row.Id).Union(ids).Count() > WorkErrors.MostItems)
        {
            return WorkErrors.TooMany;
        }

        db.WorkItems.RemoveRange(rows.Values.Where(row => !ids.Contains(row.Id) && !stays.Contains(row)));
        foreach (var (order, input) in placed.Items.Index())
        {
            var row = rows.GetValueOrDefault(input.Id) ?? db.WorkItems.Add(WorkItem.New(input.Id, planId, unit, week)).Entity;
            if (row is { DoneAt: null, Left: false })
            {
                var on = input.Day is { } day ? week.DayIn(day) : null;
                row.Register(input.Text, input.Task, on, placed.EndOf(on), order + 1, by.Account, by.OnBehalf);
            }

            stays = stays.Contains(row) ? stays : [.. stays, row];
        }

        return stays;
    }
}

/// <summary>Work that fits its week.</summary>
/// <param name="Week">The week.</param>
/// <param name="Items">The items.</param>
/// <param name="ByDay">Whether work for a day goes over to the next day.</param>
/// <param name="Today">The present legal day.</param>
internal sealed record PlacedWork(WorkWeek Week, IReadOnlyList<WorkItemInput> Items, bool ByDay, DateOnly Today)
{
    /// <summary>The day at whose end work goes over; for a day that is over already, today.</summary>
    public DateOnly EndOf(DateOnly? on) =>
        !ByDay || on is not { } day ? Week.To
        : day < Today ? Today
        : day;
}

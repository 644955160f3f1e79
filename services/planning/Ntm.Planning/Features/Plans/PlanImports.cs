using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Features.Plans;

/// <summary>What a workbook is imported against: its unit, and the plan with the same number.</summary>
internal static class PlanImports
{
    /// <summary>Unit and content of a workbook, if the caller may draft plans of the unit.</summary>
    public static async Task<Result<PlanImport>> ReadAsync(
        this PlanningDbContext db,
        ImportPlanRequest request,
        Caller caller,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (await db.UnitAsync(request.UnitCode, today, cancellation) is not { } unit)
        {
            return PlanErrors.UnitUnknown;
        }

        if (PlanningAccess.ToDraft(caller, unit.Path, unit.Level) is { } refusal)
        {
            return refusal;
        }

        return PlanWorkbook.Read(request.File.Name, request.File.Content, request.Year).Then(reading => new PlanImport(unit, reading));
    }

    /// <summary>The plan of the unit and year with the number of a content; null where there is none, or it has no number.</summary>
    public static Task<Plan?> SameNumberAsync(
        this PlanningDbContext db,
        PlanUnit unit,
        int year,
        PlanContent content,
        CancellationToken cancellation
    )
    {
        var number = DocumentNumber.Normalise(content.Header.Number ?? "");
        return number.Length == 0
            ? Task.FromResult<Plan?>(null)
            : db
                .Plans.AsNoTracking()
                .Where(plan => plan.UnitPath == unit.Path && plan.Year == year && plan.Number == number)
                .OrderBy(plan => plan.SortKey)
                .FirstOrDefaultAsync(cancellation);
    }
}

/// <summary>A workbook that was read, for a unit.</summary>
internal sealed record PlanImport(PlanUnit Unit, WorkbookReading Reading);

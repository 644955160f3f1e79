using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Warnings;

namespace Ntm.Planning.Persistence;

/// <summary>Looks up what the rules that warn about a plan need besides its content.</summary>
internal static class WarningQueries
{
    /// <summary>A content of a plan with what is around it.</summary>
    public static async Task<WarningContext> WarningContextAsync(
        this PlanningDbContext db,
        Plan plan,
        PlanContent content,
        CancellationToken cancellation
    )
    {
        var context = new WarningContext(content, plan.Unit, plan.Year, WorkingDayCalendar.VietNam);
        var (from, to) = (context.Main.From, context.Main.To);
        var hasBelow = await db
            .Units.Where(row => row.ParentCode == plan.UnitCode)
            .AnyAsync(row => row.ValidFrom <= to && (row.ValidTo == null || row.ValidTo >= from), cancellation);
        return context with { HasUnitsBelow = hasBelow, Parent = await db.ParentAsync(plan, content.Header, cancellation) };
    }

    /// <summary>The newest edition of the plan above: the one that is chosen, else the one with its number in a unit above; null where it
    /// is not published.</summary>
    private static async Task<PlanContent?> ParentAsync(
        this PlanningDbContext db,
        Plan plan,
        PlanHeader header,
        CancellationToken cancellation
    )
    {
        var published = db.Plans.AsNoTracking().Where(row => row.Editions > 0);
        if (header.ParentId is { } id)
        {
            published = published.Where(row => row.Id == id);
        }
        else if (header.ParentNumber is { } number)
        {
            var normal = DocumentNumber.Normalise(number);
            var above = UnitScope.ChainOf(plan.UnitPath).SkipLast(1).ToList();
            published = published.Where(row => row.Number == normal && above.Contains(row.UnitPath));
            published = header.ParentIssuedOn is { } day ? published.Where(row => row.IssuedOn == day) : published;
        }
        else
        {
            return null;
        }

        var parent = await published.OrderByDescending(row => row.Year).FirstOrDefaultAsync(cancellation);
        return parent is null ? null : (await db.NewestAsync(parent, cancellation))?.Content;
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Persistence;
using Ntm.Testing;

namespace Ntm.Planning.Tests.Commits;

/// <summary>
/// All that a plan has in the planning database and all that was published of it, a line a fact, without ids and instants: two plans that
/// went the same way give the same lines, however often one of them was interrupted.
/// </summary>
internal static class PlanPicture
{
    public static async Task<IReadOnlyList<string>> OfAsync(PlanningDbContext db, TestPlatform platform, Guid plan, string commune)
    {
        var code = PlanningPlatform.CodeOf(commune);
        var lines = new List<string>();
        lines.AddRange((await db.Editions.Where(row => row.PlanId == plan).ToListAsync()).Select(row => $"edition {row.Number}"));
        lines.AddRange(
            (await db.Duties.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"duty {row.Rule} {row.UnitCode} {Day(row.From)} {row.Status} {row.RemindedAt is not null}"
            )
        );
        lines.AddRange(
            (await db.Assignments.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"task {row.Task} {row.Body} {row.UnitCode} {row.State}"
            )
        );
        lines.AddRange(
            (await db.Reports.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"report {row.UnitCode} {Day(row.From)} {row.Revision} {row.Late}"
            )
        );
        lines.AddRange(
            (await db.TargetTotals.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"total {row.Target} {Number(row.Value)} {row.Count} {row.Plans} {row.Reporting} {row.Version}"
            )
        );
        lines.AddRange(
            (await db.TargetChanges.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"change {row.Target} {Day(row.Week)} {Number(row.Value)} {row.Count}"
            )
        );
        lines.AddRange(
            (await db.UnitTotals.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"unit total {row.Target} {row.UnitPath} {row.FromPlan != Guid.Empty} {Number(row.Value)} {row.Count}"
            )
        );
        lines.AddRange(
            (await db.WorkItems.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"work {row.Text} {Day(row.Week)} {row.Carried} {row.Left} {row.DoneAt is not null}"
            )
        );
        lines.AddRange(
            (await db.ConsolidationRevisions.Where(row => row.PlanId == plan).ToListAsync()).Select(row =>
                $"sent up {row.Rule} {Day(row.From)} {row.Number} {row.Words}"
            )
        );
        lines.AddRange(
            (
                await db.RecordSteps.Where(step => db.Difficulties.Any(row => row.Id == step.RecordId && row.PlanId == plan)).ToListAsync()
            ).Select(row => $"step {row.Number} {row.Kind}")
        );
        lines.AddRange((await db.Timers.Where(row => row.Payload == plan.ToString("N")).ToListAsync()).Select(row => $"timer {row.Kind}"));
        lines.AddRange(
            platform.Received<IPlanEvent>().Where(row => row.PlanId == plan).CountBy(row => row.GetType().Name).Select(Published)
        );
        lines.AddRange(
            platform.Received<ReportLate>().Where(row => row.PlanId == plan).Select(row => $"late {row.UnitCode} {Day(row.From)}")
        );
        return
        [
            .. lines
                .Select(line => line.Replace(commune, "XA", StringComparison.Ordinal).Replace(code, "XA", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Published(KeyValuePair<string, int> events) => $"event {events.Key} × {events.Value}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

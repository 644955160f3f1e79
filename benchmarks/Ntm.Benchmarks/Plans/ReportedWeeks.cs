using Ntm.LegalTime;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Figures;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Domain.Reports;
using FiledReport = Ntm.Planning.Domain.Reports.Report;

namespace Ntm.Benchmarks.Plans;

/// <summary>
/// The rows that a report of every commune a week leaves: duties, reports, revisions, figures and kept sums. One in forty is missing,
/// one in twenty came a day late.
/// </summary>
internal sealed class ReportedWeeks(Guid plan, PlanContent content, IReadOnlyList<PlanUnit> communes, BulkRows rows)
{
    private readonly Dictionary<(string Target, DateOnly Week, DateOnly Day), TargetChange> changes = [];
    private readonly Dictionary<(string Target, string Unit), UnitTotal> units = [];
    private readonly Dictionary<string, TargetTotal> totals = [];
    private readonly List<ReportDuty> duties = [];
    private readonly List<FiledReport> reports = [];
    private readonly List<ReportRevision> revisions = [];
    private readonly List<Figure> figures = [];

    /// <summary>Writes every week whose due has passed.</summary>
    public async Task FillAsync(DateTimeOffset now)
    {
        var spans = DutyCalendar.SpansOf(content, content.Reporting[0], WorkingDayCalendar.VietNam).Where(span => span.Before <= now);
        foreach (var (week, span) in spans.Index())
        {
            for (var commune = 0; commune < communes.Count; commune++)
            {
                Report(commune, week, span);
            }

            await FlushAsync();
        }

        await rows.AddAsync(changes.Values);
        await rows.AddAsync(units.Values);
        await rows.AddAsync(totals.Values);
    }

    private void Report(int commune, int week, ReportSpan span)
    {
        var unit = communes[commune];
        var duty = ReportDuty.Of(plan, ProvinceContent.Weekly, unit, span, VietnamTime.StartOf(content.Periods[0].From));
        duties.Add(duty);
        if ((commune + week) % 40 == 0)
        {
            duty.Miss();
            return;
        }

        var days = (commune + week) % 20 == 10 ? 1 : 0;
        var at = VietnamTime.StartOf(span.To.AddDays(days)).AddHours(16).AddMilliseconds(commune);
        var report = FiledReport.New(Guid.CreateVersion7(at), plan, ProvinceContent.Weekly, unit, span, at);
        var said = new ReportContent
        {
            Figures = [.. ProvinceContent.Numbers.Select(number => FigureOf(number, unit, week))],
            Words = "Đã giải tỏa xong tuyến đường thôn, trồng hàng rào xanh và chỉnh trang vườn hộ.",
            NextWeek = ["Trồng hàng rào xanh"],
        };
        revisions.Add(report.File(said, new string('0', 64), onBehalf: false, new Act($"canbo-{unit.Code}", "Cán bộ xã", at, null)));
        reports.Add(report);
        duty.File(report);
        foreach (var figure in said.Figures)
        {
            Count(report, figure, at);
        }
    }

    private ReportedFigure FigureOf(int number, PlanUnit unit, int week)
    {
        var target = content.Targets.First(row => row.Key == ProvinceContent.Key(number));
        var sofar = units.GetValueOrDefault((target.Key, unit.Path))?.Value ?? 0;
        return target.IsShare ? new ReportedFigure(target.Key, 8, 10, target.Measure!, null)
            : target.Counting == Counting.ToDate ? new ReportedFigure(target.Key, sofar + 1, null, target.Measure!, null)
            : new ReportedFigure(target.Key, 0.1m * ((week % 10) + 1), null, target.Measure!, null);
    }

    private void Count(FiledReport report, ReportedFigure figure, DateTimeOffset at)
    {
        figures.Add(
            new Figure
            {
                Id = Guid.CreateVersion7(at),
                PlanId = plan,
                Target = figure.Target,
                UnitPath = report.UnitPath,
                From = report.From,
                To = report.To,
                Value = figure.Value,
                Of = figure.Of,
                Measure = figure.Measure,
                ReportId = report.Id,
                FiledAt = at,
            }
        );
        var toDate = content.Targets.First(row => row.Key == figure.Target).Counting == Counting.ToDate;
        var amount = new Amount(toDate ? 1 : figure.Value, figure.Of ?? 0, 1);
        Of(changes, (figure.Target, Contribution.WeekOf(report.To), VietnamTime.DayOf(at)), ChangeOf).Add(amount);
        Of(units, (figure.Target, report.UnitPath), UnitOf).Add(amount, at);
        Of(totals, figure.Target, TotalOf).Add(amount, 0);
    }

    private async Task FlushAsync()
    {
        await rows.AddAsync(duties);
        await rows.AddAsync(reports);
        await rows.AddAsync(revisions);
        await rows.AddAsync(figures);
        duties.Clear();
        reports.Clear();
        revisions.Clear();
        figures.Clear();
    }

    private TargetChange ChangeOf((string Target, DateOnly Week, DateOnly Day) key) =>
        new()
        {
            PlanId = plan,
            Target = key.Target,
            Week = key.Week,
            Day = key.Day,
        };

    private UnitTotal UnitOf((string Target, string Unit) key) =>
        new()
        {
            PlanId = plan,
            Target = key.Target,
            UnitPath = key.Unit,
            FromPlan = Guid.Empty,
        };

    private TargetTotal TotalOf(string target) => new() { PlanId = plan, Target = target };

    private static TRow Of<TKey, TRow>(Dictionary<TKey, TRow> kept, TKey key, Func<TKey, TRow> make)
        where TKey : notnull => kept.TryGetValue(key, out var row) ? row : kept[key] = make(key);
}
